package synthetic

import (
	"math/rand/v2"
	"strings"
)

// Korean. A Hangul syllable is taken apart by its code point into initial, vowel and
// final; the tables give each by the Revised system and by McCune-Reischauer without
// its marks.
var (
	koreanRevised = [3][]string{
		list(`g kk n d tt r m b pp s ss - j jj ch k t p h`),
		list(`a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i`),
		list(`- k k k n n n t l l l l l l l l m p p t t ng t t k t p t`)}
	koreanMcCune = [3][]string{
		list(`k kk n t tt r m p pp s ss - ch tch ch k t p h`),
		list(`a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i`),
		list(`- k k k n n n t l l l l l l l l m p p t t ng t t k t p t`)}
	// Between voiced sounds McCune-Reischauer writes the voiced letter.
	koreanVoiced = map[string]string{"k": "g", "t": "d", "p": "b", "ch": "j"}
)

func hangul(syllable string, table [3][]string) (initial, rest string) {
	n := int([]rune(syllable)[0]) - 0xAC00
	part := func(i, j int) string {
		if s := table[i][j]; s != "-" {
			return s
		}
		return ""
	}
	return part(0, n/588), part(1, n%588/28) + part(2, n%28)
}

var (
	koreanFamilies = list(`김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 전 홍 유 고 문 양 손 배 백 허 남 심 노 하 곽 성 차 주 우 구 민 류 나 진 지 엄 채 원 천 방 공 현 함 변 염 여 추 석 선 설 마 길 연 위 표 명 기 반 왕 금 육 인 맹 제 모`)
	koreanMen      = list(`민 준 영 성 현 수 진 철 호 석 광 명 일 정 동 상 재 승 기 용 태 경 원 우 훈 규 환 남 길 복 학 혁 국 범 식 춘 봉 주 찬 건 도 윤 하 형 종 창 인 근 만 해`)
	koreanWomen    = list(`영 미 선 숙 옥 순 혜 희 은 지 수 정 연 경 현 민 서 진 주 화 자 란 애 윤 나 유 소 아`)
	// The Latin spellings that holders of the names and the papers use.
	koreanPressFamily = pairs(`김=Kim 이=Lee 박=Park 최=Choi 정=Chung 강=Kang 조=Cho 윤=Yoon 장=Chang 임=Lim 한=Han 오=Oh 서=Suh 신=Shin 권=Kwon 황=Hwang 안=Ahn 송=Song 전=Chun 홍=Hong 유=Yoo 고=Koh 문=Moon 양=Yang 손=Sohn 배=Bae 백=Paik 허=Huh 남=Nam 심=Shim 노=Roh 곽=Kwak 성=Sung 차=Cha 주=Joo 우=Woo 구=Koo 민=Min 류=Ryu 진=Chin 지=Chi 엄=Um 현=Hyun 변=Byun 염=Yum 여=Yeo 추=Choo 석=Suk 선=Sun 설=Sul 연=Yun 명=Myung 금=Keum 육=Yuk 맹=Maeng`)
	koreanPressGiven  = pairs(`준=joon 영=young 성=sung 현=hyun 수=soo 철=chul 석=suk 광=kwang 명=myung 정=jung 승=seung 기=ki 경=kyung 우=woo 훈=hoon 규=kyu 길=kil 국=kook 건=kun 윤=yoon 형=hyung 근=keun 희=hee 선=sun 순=soon 은=eun 연=yeon 주=joo 유=yoo 서=seo 춘=choon`)
	// The north writes an initial R and L where the south drops it.
	koreanNorth = pairs(`안=Ahn 이=Ri 임=Rim 유=Ryu 노=Ro 나=Ra 여=Ryo 염=Ryom 육=Ryuk 최=Choe 정=Jong 조=Jo 장=Jang 박=Pak 신=Sin 심=Sim 전=Jon 주=Ju 지=Ji 진=Jin 서=So 선=Son 성=Song 석=Sok 설=Sol 변=Pyon 현=Hyon 연=Yon 명=Myong 허=Ho 천=Chon 원=Won`)
)

func pairs(table string) map[string]string {
	m := map[string]string{}
	for _, f := range list(table) {
		from, to, _ := strings.Cut(f, "=")
		m[from] = to
	}
	return m
}

func revised(s string) string {
	a, b := hangul(s, koreanRevised)
	return a + b
}

func mccune(s, before string) string {
	a, b := hangul(s, koreanMcCune)
	if v := koreanVoiced[a]; v != "" && before != "" && strings.ContainsAny(before[len(before)-1:], "aeiounlmg") {
		a = v
	}
	return a + b
}

func koreanPart(r *rand.Rand) name {
	from, female := koreanMen, false
	if chance(r, 25) {
		from, female = koreanWomen, true
	}
	a := pick(r, from)
	b := pick(r, from)
	for a == b {
		b = pick(r, from)
	}
	return name{given: a + b, family: common(r, koreanFamilies), female: female}
}

var korean = &culture{
	id:     "Korean",
	person: koreanPart,
	spell: func(r *rand.Rand, n name) (string, string) {
		a, b := n.given[:3], n.given[3:]
		var family, first, second string
		north := n.second != ""
		k := r.IntN(10)
		switch {
		case north && k < 6: // the north's own way, each syllable a word
			family = koreanNorth[n.family]
			if family == "" {
				family = title(mccune(n.family, ""))
			}
			full := family + " " + title(mccune(a, "")) + " " + title(mccune(b, ""))
			return full, family
		case k < 4:
			family, first, second = title(revised(n.family)), revised(a), revised(b)
			switch n.family { // nobody writes I, Gim, Bak, No or An
			case "이":
				family = "Lee"
			case "김":
				family = "Kim"
			case "박":
				family = "Park"
			case "노":
				family = "Noh"
			case "안":
				family = "Ahn"
			}
		case k < 6:
			family, first = title(mccune(n.family, "")), mccune(a, "")
			second = mccune(b, first)
			switch n.family {
			case "이":
				family = "Yi"
			case "노":
				family = "Noh"
			case "안":
				family = "Ahn"
			}
		default:
			press := func(s string) string {
				if p := koreanPressGiven[s]; p != "" {
					return p
				}
				return revised(s)
			}
			family, first, second = koreanPressFamily[n.family], press(a), press(b)
			if family == "" {
				family = title(revised(n.family))
			}
		}
		given := title(first) + "-" + second
		switch r.IntN(10) {
		case 0, 1:
			given = title(first) + " " + title(second)
		case 2, 3:
			given = title(first + second)
		}
		if chance(r, 15) {
			return given + " " + family, family
		}
		return family + " " + given, family
	},
	// McCune-Reischauer without its marks is the poorest of the systems.
	key: func(n name) string {
		return mccune(n.family, "") + "/" + mccune(n.given[:3], "") + mccune(n.given[3:], "")
	},
	place: func(r *rand.Rand) string {
		return pick(r, koreanHills) + pick(r, koreanHills) + pick(r, list("리 리 동 포"))
	},
	roman: func(r *rand.Rand, s string) string {
		var out []string
		before := ""
		press := chance(r, 50)
		for _, c := range s {
			syllable := revised(string(c))
			if press {
				syllable = mccune(string(c), before)
			}
			before = syllable
			out = append(out, syllable)
		}
		if len(out) < 3 {
			return title(strings.Join(out, ""))
		}
		return title(strings.Join(out[:2], "")) + "-" + out[2]
	},
	forms: [][]string{{"Co., Ltd.", "Co. Ltd", "Company Limited"}, {"Corporation", "Corp.", "Corp"}, {"Inc.", "Inc"}},
}

var koreanHills = list(`갈 곡 교 구 남 내 당 대 덕 도 동 둔 마 망 명 목 문 미 방 백 벌 복 봉 부 사 산 삼 상 석 선 성 송 수 신 안 암 양 여 연 영 오 옥 온 용 운 월 은 인 장 전 정 죽 중 지 천 청 초 추 평 풍 하 학 한 해 현 호 화 황 회`)

// Chinese in pinyin, joined, hyphenated or apart; in Taiwan mostly by Wade-Giles.
var (
	chineseFamilies = list(`wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lü su lu jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan qian`)
	chineseGiven    = list(`wei jun ming jian guo hua zhi xiao yong qiang bin hai feng dong ping wen bo lei tao chao hong hui jie kai liang long peng qing rong rui sheng shun song tian xin xing xue yan yi ying yu yuan yun ze zhen zhong chun da de fei fu gang guang gui han hao heng jia jin jing jiu ke kun lan li lin mei min nan ning qi ren shan shao si ting wan xi xian xiang xiu ya yang zhao`)
	wadeInitials    = [][2]string{{"zh", "ch"}, {"ch", "ch"}, {"sh", "sh"}, {"b", "p"}, {"p", "p"}, {"d", "t"}, {"t", "t"}, {"g", "k"}, {"k", "k"}, {"j", "ch"}, {"q", "ch"}, {"x", "hs"}, {"z", "ts"}, {"c", "ts"}, {"r", "j"}}
	wadeFinals      = map[string]string{"ian": "ien", "ie": "ieh", "ong": "ung", "iong": "iung", "ue": "ueh", "e": "e", "uo": "o", "ui": "ui", "i": "i"}
)

func wade(s string) string {
	switch s {
	case "zhi", "chi":
		return "chih"
	case "shi":
		return "shih"
	case "ri":
		return "jih"
	case "zi", "ci":
		return "tzu"
	case "si":
		return "szu"
	case "he", "ke", "ge":
		return map[string]string{"he": "ho", "ke": "ko", "ge": "ko"}[s]
	case "gui", "kui":
		return "kuei"
	case "yi":
		return "i"
	case "yan":
		return "yen"
	case "ye":
		return "yeh"
	case "you":
		return "yu"
	case "yong":
		return "yung"
	case "guo":
		return "kuo"
	case "lü":
		return "lu"
	}
	initial, final := "", s
	for _, p := range wadeInitials {
		if strings.HasPrefix(s, p[0]) {
			initial, final = p[1], s[len(p[0]):]
			break
		}
	}
	if initial == "" && strings.IndexAny(s[:1], "aeiou") < 0 {
		initial, final = s[:1], s[1:]
	}
	if f := wadeFinals[final]; f != "" {
		final = f
	}
	return initial + final
}

var chinese = &culture{
	id: "Chinese",
	person: func(r *rand.Rand) name {
		n := name{family: common(r, chineseFamilies), given: pick(r, chineseGiven), female: chance(r, 25)}
		if chance(r, 85) {
			n.given += " " + pick(r, chineseGiven)
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		family, given := n.family, list(n.given)
		way := r.IntN(10) // joined, but for the last three
		if n.second != "" {
			// Taiwan
			if chance(r, 75) {
				family = wade(family)
				for i := range given {
					given[i] = wade(given[i])
				}
				way = 7 + r.IntN(2)
			}
		}
		family = strings.ReplaceAll(title(family), "ü", pick(r, list("u u ü")))
		first := title(strings.Join(given, ""))
		if len(given) == 2 {
			switch {
			case way == 9:
				first = title(given[0]) + " " + title(given[1])
			case way > 6:
				first = title(given[0]) + "-" + given[1]
			case strings.ContainsAny(given[1][:1], "aeo"): // the sign that parts the syllables
				first = title(given[0]) + "'" + given[1]
			}
		}
		if chance(r, 12) {
			return first + " " + family, family
		}
		return family + " " + first, family
	},
	key: func(n name) string {
		words := list(n.family, n.given)
		if n.second != "" { // Wade-Giles without its marks knows fewer syllables
			for i := range words {
				words[i] = wade(words[i])
			}
		}
		return strings.ReplaceAll(words[0]+"/"+strings.Join(words[1:], ""), "ü", "u")
	},
	place: func(r *rand.Rand) string {
		return pick(r, chineseGiven) + pick(r, chineseGiven) + pick(r, list("zhuang tun gou dian pu wan po ling"))
	},
	roman: func(r *rand.Rand, s string) string { return title(s) },
	forms: [][]string{{"Co., Ltd.", "Co. Ltd", "Company Limited"}, {"Group", "Group Co., Ltd."}, {"Corporation", "Corp."}},
}

// Burmese names are a row of syllables without a family name. The older colonial
// spellings live beside the newer ones.
var (
	burmese1       = list(`aung kyaw zaw min tin than htun win thein soe myo ko khin nay ye yan thant maung hla sein thura zin naing tun pyae phyo kaung hein wai lin nyi sithu moe htet`)
	burmese2       = list(`aung kyaw zaw oo win thu lin htun naing myint swe hlaing htay thein moe than lwin tun shwe khaing soe maung zin tint nyunt wai htwe nyein san latt htut`)
	burmeseAncient = newSystem(`^htun$=tun ^htay$=tay ^hlaing$=hlaing ^myint$=myin ^thein$=thane ^kyaw$=kyaw ^htwe$=htway ^swe$=sway ^zaw$=zau ^soe$=so ^moe$=moe ^naing$=naing ^latt$=lat ^htut$=htoot ^pyae$=pye`)
)

var burmese = &culture{
	id: "Burmese",
	person: func(r *rand.Rand) name {
		n := name{given: pick(r, burmese1) + " " + pick(r, burmese2) + " " + pick(r, burmese2), female: chance(r, 25)}
		if chance(r, 15) {
			n.given = pick(r, burmese1) + " " + n.given
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		full := capitals(n.given)
		if chance(r, 25) {
			full = burmeseAncient.words(n.given)
		}
		if chance(r, 12) {
			if n.female {
				return "Daw " + full, full
			}
			return "U " + full, full
		}
		return full, full
	},
	key: func(n name) string { return burmeseAncient.words(n.given) },
	place: func(r *rand.Rand) string {
		return pick(r, list(`kyauk hta pan let yay nga sin myo thit ohn tha wet nyaung pin`)) + pick(r, list(`ta ga pa la bin kan ma da`)) + " " + pick(r, list(`kone gyi chaung ywa kwin taw`))
	},
	roman: func(r *rand.Rand, s string) string {
		a, b, _ := strings.Cut(s, " ")
		if chance(r, 60) {
			return title(a + b)
		}
		return title(a) + " " + title(b)
	},
	forms: [][]string{{"Co., Ltd.", "Co. Ltd", "Company Limited"}, limited},
}
