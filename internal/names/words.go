package names

import "strings"

// A set of words.
type set map[string]bool

func setOf(words string) set {
	s := set{}
	for w := range strings.FieldsSeq(words) {
		s[w] = true
	}
	return s
}

// titles are ranks, offices and honorifics before and after a name.
var titles = setOf(`mr mrs ms miss mister messrs sir dame lord lady madam madame mme mlle monsieur herr frau don dona doña señor senor señora
 dr doctor doktor prof professor eng engineer ing muhandis ustad ustaz ustadh advocate adv attorney judge justice rev reverend father fr pastor bishop archbishop cardinal pope patriarch metropolitan rabbi
 president army navy supreme leader head spokesman spokeswoman spokesperson first second senior junior vice deputy prime minister premier chancellor king queen prince princess sultan emir amir sheikh shaykh shaikh sheik cheikh shaikha sheikha ayatollah ayatullah hojatoleslam hojjatoleslam hujjat mullah mulla mollah mawlawi maulvi maulavi mawlavi molvi molavi maulavi moulavi mawlavi moulvi maulana mawlana mufti qari hafiz hafez hafeez imam haji hajji hadji hajj haj hadj al-hajj elhadj alhaji al-haji qazi qadi akhund akhond akhund akhunzada
 begum mian maulana mufti sayyid seyyed sayed sayyed seyed syed sayid seyid seyyid
 general gen gens brigadier brig colonel col lieutenant lt ltc lieut captain capt major maj sergeant sgt corporal cpl private pvt admiral adm commodore marshal vice-admiral rear commander cmdr cdr commandant comandante gral coronel officer warrant
 senator sen congressman congresswoman representative rep governor gov mayor ambassador amb secretary sec chairman chairwoman chair director chief comrade detective inspector sheriff superintendent agent
 his her excellency hon honourable honorable hrh hh he highness majesty royal ret retired late ex former acting comrade martyr shahid`)

// named are the titles that are names too: Hafez al-Assad, Sultan Hashim.
var named = setOf("hafiz hafez hafeez imam amir emir sultan prince malik shahid rashid agha aziz king earl duke major judge bishop pope marshal general")

var burmeseTitles = setOf("u daw ko ma maung saw sai nang")

// honorifics of a name's end.
var trailing = setOf(`phd ph.d md m.d esq esquire ret retired obe cbe mp mep kc qc bey bek beg agha aga khan-sahib sahib saheb effendi efendi pasha pacha jan jaan`)

// ordinal words at the end of a name: generations.
var generations = map[string]int{"jr": 1, "junior": 1, "júnior": 1, "filho": 1, "hijo": 1, "sr": 2, "senior": 2, "ii": 12, "iii": 13, "iv": 14, "2nd": 12, "3rd": 13, "4th": 14}

var particles = setOf(`de da do dos das del della di du la las los le lo el y e i van von der den ter ten af av zu zum zur of the`)

var articles = setOf(`al el ul il ur as ad an ash ar at az as-s ud eddine- ash- es ed er ez en ech et`)

var filiation = setOf(`bin ben ibn bint bent binti ould ouid wuld oglu ogly uly kyzy qizi kizi gyzy zade ibnu b`)

// kinship words begin a kunya: father of, mother of.
var kunya = map[string]string{"abu": "abu", "abou": "abu", "abo": "abu", "aboo": "abu", "abi": "abu", "abul": "abu", "abol": "abu", "aboul": "abu", "umm": "umm", "um": "umm", "oum": "umm", "omm": "umm"}

// koreanFamilies are Korean family names by what they are written like: Revised,
// McCune-Reischauer, North Korean and press spellings.
var koreanFamilies = families(`lee ri yi rhee li ree rie i; kim gim; park pak bak pahk; choi choe chey ch'oe che; ban pan; jung jeong chung chong jong cheong; kang gang kahng; cho jo joh choh; yoon yun youn; jang chang jahng; lim im rim yim leem; han hahn; oh o; seo suh so sur; shin sin; kwon gwon kweon kwun; hwang whang; ahn an; song; ryu yu yoo you ryoo lyu; hong; jeon chon jun chun jon cheon; ko go koh goh; moon mun; son sohn; bae pae bai; baek paek paik back baik; heo hur huh ho hŏ; nam; sim shim; noh roh no ro; ha hah; koo ku gu goo; kwak gwak; hyon hyun hyeon; thae tae; min; ma; pang bang; ju joo chu choo; cha; chin jin; um om eom; to do; ryom yom yeom yum; won weon; ki gi; kil gil; kye; pyon byun byeon pyeon; phyo pyo; ra na la nah; ryang yang lyang; u woo wu; chi ji jee; kong gong; ok; mo; myong myung myeong; paeng; tong dong; sol seol; so; ri; yon yeon youn; ham; cho; so seok sok suk; tak; wang; pong bong; kuk guk; cho; ro; sa; an; sonu; hwangbo; namgung namkung; hyong; chae; kam; mok; pi; ryong; o`)

// chineseFamilies are family names of Chinese by what they are written like:
// Pinyin, Wade-Giles, Cantonese, Hokkien and Vietnamese-free overseas spellings.
var chineseFamilies = families(`wang wong heng; li lee lei; zhang chang cheung cheong teo teoh; liu lau low liew lieu; chen chan chin tan ch'en tang-; yang yeung yeong young yong; huang hwang wong ng-; zhao chao chiu chew; wu woo ng goh; zhou chou chow chau jau; xu hsu hui hsü koh-; sun suen; ma mah; zhu chu choo; hu wu- woo- hoo; guo kuo kwok kwock quek; he ho; lin lam lim; gao kao ko; luo lo law; zheng cheng tay; liang leung leong; xie hsieh tse cheah chia; song sung soong; tang tong t'ang; xu; han hon; deng teng tang-; feng fung foong; cao ts'ao tsao cho; peng pang; zeng tseng tsang chang-; xiao hsiao siu siew; tian tien tin t'ien; dong tung; pan poon pun; yuan yuen; cai tsai tsoi choi chua chai ts'ai; jiang chiang kong keung; yu yue; du tu to; ye yeh yip; cheng ching; wei ngai; su so soh; lu lo- luk loo; ding ting; ren jen yam; yao yiu; shen shum sum sim; zhong chung; jin chin- kam; qiu ch'iu chiu- yau khoo; tan; fan; fang fong; shi shih sze; xiong hsiung hung; bai pai pak; meng mang; qin ch'in chun; jia chia-; xia hsia ha; fu fuh; tao to-; gu ku koo; mao mou mo; hao; gong kung; shao siu-; wan; qian ch'ien chin-; yan yen yim; dai tai; mo mok; kong kung hung-; xiang hsiang heung; chang sheung; xi hsi; bo po; qi ch'i chi-; lai; wen man; pang; hong hung; kang hong-`)

// vietnamese family names stand first.
var vietnameseFamilies = setOf(`nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly truong dinh lam trinh doan dao mai to`)

// families gives each spelling the numbers of the families that it may write.
// A spelling with a dash at its end belongs only loosely to its row: it is read
// there too, without making two rows one.
func families(rows string) map[string]uint64Set {
	m := map[string]uint64Set{}
	for i, row := range strings.Split(rows, ";") {
		for w := range strings.FieldsSeq(row) {
			w = strings.TrimSuffix(w, "-")
			s := m[w]
			s.add(i)
			m[w] = s
		}
	}
	return m
}

// A uint64Set holds numbers below 128.
type uint64Set [2]uint64

func (s *uint64Set) add(i int) { s[i/64] |= 1 << (i % 64) }

func (s uint64Set) meets(t uint64Set) bool { return s[0]&t[0]|s[1]&t[1] != 0 }
