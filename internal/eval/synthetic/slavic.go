package synthetic

import (
	"math/rand/v2"
	"strings"
)

// Russian by BGN/PCGN without marks, by the passport order (ICAO, as GOST R
// 52535.1), as English papers write it, and as French ones do.
var (
	russianBGN    = newSystem(`^е=ye ае=aye ее=eye ие=iye ое=oye уе=uye ье=ye ьё=yo ` + russianLetters)
	russianICAO   = newSystem(`й=i ю=iu я=ia ё=e ъ=ie ` + russianLetters)
	russianPress  = newSystem(`^александр=alexander ^александра=alexandra ^алексей=alexei ^алексе=alexe ^максим=maxim ^евген=yevgen ^екатер=yekater ий$=y ый$=y ей$=ei ай$=ai ой$=oi ия$=ia ья$=ya ье=ye кс=x ` + russianLetters)
	russianFrench = newSystem(`^александр=alexandre ий$=i ин$=ine ей$=eï щ=chtch ш=ch ч=tch ж=j у=ou ю=iou я=ia ё=io й=i ` + russianLetters)
)

const russianLetters = `а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya`

var (
	russianMen     = list(`александр сергей дмитрий андрей алексей владимир николай михаил иван евгений виктор олег юрий игорь павел константин анатолий роман максим антон вячеслав валерий денис вадим артём борис пётр геннадий григорий леонид станислав виталий руслан кирилл василий эдуард илья степан глеб тимур фёдор матвей аркадий лев святослав ростислав`)
	russianWomen   = list(`елена ольга наталья татьяна ирина светлана мария анна юлия екатерина людмила галина марина валентина надежда дарья ксения вера зинаида алла`)
	russianFathers = list(`александр иван николай владимир сергей михаил виктор пётр борис павел степан леонид антон фёдор роман максим кирилл эдуард`)
	russianStems   = list(`иван петр смирн кузнец поп волк сокол лебед козл новик мороз павл семён виноград богдан воробь фёдор михайл беля тарас бел комар орл киселё макар андре ковалё гус кудряв осип назар захар соловь борис яковл григорь роман мельник казак устин субботин щерб блох карп лазар медвед ерш никит сазон стрел галки дани журавл калин костр лукьян матве мирон муравь осетр панкрат рыб самойл сафон сидор тимофе трифон уваров федос харитон цветк черн шестак шубин щук юд яким`)
	russianSoft    = `ьёеи`
	russianIn      = list(`голицын пушкин лапин фомин никитин сорокин калинин ильин гаврилин ерохин дёмин шишкин кошкин панин савин репин зимин щукин бородин лыткин мухин сомин тюрин юдин самарин`)
	russianSky     = list(`вишневский троицкий покровский успенский соболевский раевский добровольский знаменский каменский левицкий островский чайковский белинский ясинский полянский`)
)

func russianFamily(r *rand.Rand, female bool) string {
	switch n := r.IntN(10); {
	case n < 6:
		stem := pick(r, russianStems)
		end := "ов"
		last, _ := lastRune(stem)
		switch {
		case strings.HasSuffix(stem, "ов") || strings.HasSuffix(stem, "ин"):
			end = ""
		case strings.ContainsRune(russianSoft, last):
			end = "ев"
			if last == 'ё' || last == 'е' || last == 'и' {
				end = "в"
			}
		case last == 'я':
			end = "ев"
		}
		if female {
			end += "а"
		}
		return stem + end
	case n < 8:
		if female {
			return pick(r, russianIn) + "а"
		}
		return pick(r, russianIn)
	default:
		s := pick(r, russianSky)
		if female {
			return strings.TrimSuffix(s, "ий") + "ая"
		}
		return s
	}
}

func lastRune(s string) (rune, string) {
	rs := []rune(s)
	return rs[len(rs)-1], string(rs[:len(rs)-1])
}

func patronymic(father string, female bool, man, woman string) string {
	last, stem := lastRune(father)
	switch last {
	case 'й':
		last, stem := lastRune(stem)
		if last == 'и' {
			father = stem + "ь"
		} else {
			father = stem + string(last)
		}
		man, woman = strings.Replace(man, "о", "е", 1), strings.Replace(woman, "о", "е", 1)
	case 'р':
		if strings.HasSuffix(father, "пётр") {
			father = "петр"
		}
	}
	if female {
		return father + woman
	}
	return father + man
}

var russian = &culture{
	id: "Russian",
	person: func(r *rand.Rand) name {
		given, female := gendered(r, russianMen, russianWomen)
		return name{given: given, middle: patronymic(pick(r, russianFathers), female, "ович", "овна"), family: russianFamily(r, female), female: female}
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		return slavic(r, n, pick(r, []system{russianBGN, russianICAO, russianPress, russianPress, russianPress, russianFrench}))
	},
	place: coin(`бел черн верх ниж стар мал лип дуб кам сол ряб оль сосн берёз глуб`, `о е он ов ин ар ел овк`, `вка во ино ское ьево щи ец ово`),
	roman: func(r *rand.Rand, s string) string {
		return pick(r, []system{russianBGN, russianPress}).words(s)
	},
	forms: [][]string{{"LLC", "OOO"}, {"JSC", "AO", "Joint Stock Company"}, {"PJSC", "PAO"}},
}

// slavic spells a name by one system; the patronymic is given in one report of six.
func slavic(r *rand.Rand, n name, s system) (string, string) {
	middle := ""
	if chance(r, 16) {
		middle = s.words(n.middle)
	}
	family := s.words(n.family)
	return join(s.words(n.given), middle, family), family
}

// Ukrainian by the national table of 2010, by BGN/PCGN, as English papers write it,
// and out of Russian, as older reports have it.
var (
	ukrainianNational = newSystem(`зг=zgh ^є=ye ^ї=yi ^й=y ^ю=yu ^я=ya є=ie ї=i й=i ю=iu я=ia ` + ukrainianLetters)
	ukrainianBGN      = newSystem(ukrainianLetters)
	ukrainianPress    = newSystem(`ський$=sky цький$=tsky ий$=y ій$=iy ія$=ia ` + ukrainianLetters)
	ukrainianRussian  = newSystem(`^володимир$=vladimir ^олександр$=alexander ^сергій$=sergei ^андрій$=andrei ^микола$=nikolai ^михайло$=mikhail ^олексій$=alexei ^дмитро$=dmitry ^василь$=vasily ^олена$=elena ^ольга$=olga ^наталія$=natalia ^павло$=pavel ^петро$=pyotr ^євген$=yevgeny ^юрій$=yuri ^григорій$=grigory ський$=sky цький$=tsky и=i г=g ` + ukrainianLetters)
)

const ukrainianLetters = `а=a б=b в=v г=h ґ=g д=d е=e є=ye ж=zh з=z и=y і=i ї=yi й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ь= ю=yu я=ya ʼ=`

var (
	ukrainianMen     = list(`олександр сергій володимир андрій юрій микола михайло іван олексій дмитро ігор олег василь віктор ярослав богдан роман павло петро євген тарас остап григорій степан максим денис вадим артем назар руслан валерій анатолій кирило данило ростислав любомир`)
	ukrainianWomen   = list(`олена ольга наталія тетяна ірина світлана марія анна юлія катерина людмила галина оксана леся надія дарина соломія зоряна`)
	ukrainianFathers = list(`олександр іван володимир петр степан богдан роман максим віктор ярослав тарас остап`)
	ukrainianStems   = list(`шевч бондар ткач мельнич кравч коваль гонч савч харч руден панас левч марч романь семен тимош юрч яким гаврил дац клим лукаш мороз назар остап прокоп сидор федор хом шульг яр бойч вовч грищ дем зін кирил макс нечип опанас пилип рад сав том удов`)
	ukrainianEnds    = list(`енко енко енко ук ак ик`)
	ukrainianSky     = list(`вишневський левицький соболівський грушевський залізняцький подільський яворський дубровський камянський липський чорновецький мазурський ставицький залеський терлецький`)
	ukrainianShort   = list(`бойко ткач гнатюк мороз козак лисенко зозуля кучма бондар головко гриценко білик чорний сорока жук рудь заєць вовк кіт гай дуб голуб шпак`)
)

var ukrainian = &culture{
	id: "Ukrainian",
	person: func(r *rand.Rand) name {
		given, female := gendered(r, ukrainianMen, ukrainianWomen)
		n := name{given: given, middle: patronymic(pick(r, ukrainianFathers), female, "ович", "івна"), female: female}
		switch k := r.IntN(10); {
		case k < 6:
			n.family = pick(r, ukrainianStems) + pick(r, ukrainianEnds)
		case k < 8:
			n.family = pick(r, ukrainianShort)
		default:
			n.family = pick(r, ukrainianSky)
			if female {
				n.family = strings.TrimSuffix(n.family, "ий") + "а"
			}
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		s := ukrainianRussian
		if chance(r, 93) {
			s = pick(r, []system{ukrainianNational, ukrainianBGN, ukrainianPress})
		}
		return slavic(r, n, s)
	},
	place: coin(`верб кал лип дуб ясен стар мал чер біл яр гор тер вил`, `о и ан ов ич ар ел`, `вка во инці івка ське ни ець`),
	roman: func(r *rand.Rand, s string) string {
		return pick(r, []system{ukrainianNational, ukrainianBGN, ukrainianPress}).words(s)
	},
	forms: [][]string{{"LLC", "TOV"}, {"PJSC", "PrJSC"}, limited},
}

// South Slavic Latin: marks kept, dropped, or spelled out.
var (
	balkanMen    = list(`milan dragan nikola marko stefan petar goran zoran aleksandar vladimir nenad miloš dejan saša igor ivan boris darko branko dušan željko slobodan mladen bojan vuk luka đorđe predrag radovan ratko jovan miodrag ljubomir živko emir amir senad haris edin mirza dino josip ante krešimir hrvoje tomislav zvonimir`)
	balkanWomen  = list(`ana marija jelena milica ivana snežana vesna dragana jovana tatjana mirjana biljana svetlana amra lejla selma tihana katarina`)
	balkanStems  = list(`petrov jovanov nikol marko milov ilić stank pavlov đorđev kovač todorov stefanov vasil lazar mladenov radov božov tomaš živk ivan blagojev anton dimitrij vuk savov babov dragov gajov hadžihasanov ibrahimov jurk knežev luk matijev nenadov obradov peš ristov simov tad uzunov vidov zorov čolov šar žujev mandar begov hodž mujk halilov omerov perk vran bul`)
	balkanOthers = list(`horvat kovač babić marić novak knežević vidaković šimunović radić tadić čavić grgić bošnjak vuković filipović savić župan krstić lončar kolar mlinar sudar`)
)

var balkan = &culture{
	id: "Balkan",
	person: func(r *rand.Rand) name {
		given, female := gendered(r, balkanMen, balkanWomen)
		if chance(r, 30) {
			return name{given: given, family: pick(r, balkanOthers), female: female}
		}
		stem := pick(r, balkanStems)
		if !strings.HasSuffix(stem, "ić") {
			stem += "ić"
		}
		return name{given: given, family: stem, female: female}
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		s := balkanRoman(r, n.given+"/"+n.family)
		given, family, _ := strings.Cut(s, "/")
		return title(given) + " " + title(family), title(family)
	},
	place: coin(`gor dol bre kam lip vrb jav crn bel rad str gra zlat`, `o e ov in ič av en`, `vac nica šte ovo ište ina ci`),
	roman: func(r *rand.Rand, s string) string { return title(balkanRoman(r, s)) },
	forms: [][]string{{"DOO", "LLC"}, {"AD", "JSC"}},
}

var (
	balkanDj = strings.NewReplacer("đ", "dj", "č", "c", "ć", "c", "š", "s", "ž", "z")
	balkanSh = strings.NewReplacer("đ", "dj", "č", "ch", "ć", "ch", "š", "sh", "ž", "zh")
)

func balkanRoman(r *rand.Rand, s string) string {
	switch n := r.IntN(20); {
	case n < 8:
		return s
	case n < 14:
		return balkanDj.Replace(s)
	case n < 19:
		return plain.Replace(s)
	default:
		return balkanSh.Replace(s)
	}
}
