package synthetic

import (
	"math/rand/v2"
	"strings"
)

// Arabic names are written here with long vowels doubled and the letter ain as `'`;
// a family name that takes the article stands behind "al ". The systems are ALA-LC
// without marks, the English papers, the Gulf's way (ee, oo), and the French of the
// Maghreb and the Levant.
var (
	arabicLibrary = newSystem(`'= aa=a ii=i uu=u`)
	arabicPress   = newSystem(`^muhammad$=mohammed ^ahmad$=ahmed ^mahmuud$=mahmoud ^husayn$=hussein ^hasan$=hassan ^mustafaa$=mustafa ^'umar$=omar ^'uthmaan$=othman ^usaama$=osama ^yuusuf$=yousef ^khaalid$=khaled ^ayman$=ayman iyy=i '= aa=a ii$=i ii=i uu=ou ay=ai aw=aw`)
	arabicEgypt   = newSystem(`^muhammad$=mohamed ^ahmad$=ahmed ^mahmuud$=mahmoud ^husayn$=hussein ^hasan$=hassan ^mustafaa$=mostafa ^'umar$=omar ^'uthmaan$=osman ^usaama$=osama ^yuusuf$=youssef ^khaalid$=khaled ^kariim$=kareem ^jamaal$=gamal ^'= iyy=i '= aa=a ii$=y ii=i uu=ou ay=ei`)
	arabicGulf    = newSystem(`^muhammad$=mohammad ^mustafaa$=mustafa ^hasan$=hassan ^husayn$=hussain ^'umar$=omar ^'uthmaan$=othman iyy=i '= aa=a ii$=i ii=ee uu=oo ay=ai`)
	arabicFrench  = newSystem(`^muhammad$=mohamed ^ahmad$=ahmed ^hasan$=hassan ^husayn$=hussein ^'umar$=omar ^'uthmaan$=othmane ^yuusuf$=youssef ^mustafaa$=mustapha iyy=i '= sh=ch aa=a ii=i uu=ou ay=ei aw=ao`)
	arabicSystems = []system{arabicLibrary, arabicPress, arabicPress, arabicPress, arabicEgypt, arabicGulf, arabicFrench}
)

var (
	arabicMen   = list(`muhammad ahmad 'alii hasan husayn mahmuud khaalid 'umar ibraahiim yuusuf mustafaa saalih sa'iid jamaal kariim naasir faysal taariq ziyaad waliid maahir usaama jaasim haytham bassaam samiir nabiil ra'uuf saamii haadii majiid 'aadil anwar riyaad ghassaan marwaan munir hamza bilaal isma'iil ya'quub daawuud sulaymaan zakariyaa idriis yahyaa luqmaan qaasim qusayy rashiid raashid salmaan sultaan su'uud shaakir sharif suhayl talaal tawfiiq 'aamir 'ammaar 'isaam fu'aad fahd faaruuq fawzii fayyaad habiib haarith hishaam jawaad mansuur mas'uud mu'taz nizaar rafiiq ramzii badr lu'ayy wisaam`)
	arabicWomen = list(`faatima maryam zaynab khadiija laylaa sanaa' huda amal raniyaa samiira nuur hanaan salmaa su'aad ruqayya iimaan wafaa' naadiya`)
	arabicSlave = list(`rahmaan 'aziiz qaadir kariim haadii hamiid majiid salaam wahhaab razzaaq rahiim ghaffaar malik laatiif jabbaar`)
	arabicNisba = list(`baghdaadii shaamii masrii tikriitii basrii najafii karbalaa'ii halabii himsii hamawii dimashqii tarabulsii misraatii zintaanii san'aanii hadramii ta'izzii 'adanii qurashii haashimii tamiimii shammarii 'ubaydii jubuurii dulaymii 'utaybii harbii qahtaanii ghaamidii shahrii zahraanii maalikii shaafi'ii hanafii ansaarii 'abbaasii 'alawii husaynii hasanii muusawii ja'farii khuurii najjaar haddaad khayyaat 'attaar sabbaagh saa'igh qassaab khabbaaz fallaah bannaa' hakiim qaadii khatiib mufti shaykh amiir sayyid jaziirii kurdii turkii hindii faarisii ruumii sudaanii nuubii ja'alii shaayqii danaqlii barghuuthii tamiir 'azm atrash jundii 'askarii saqr nimr fahdaawii zubaydii rubay'ii saamarraa'ii falluujii kubaysii rawii hadiithii khafaajii zayyaadii lamii sa'dii asadii ka'bii mayyaahii sharii'ii ghuutii qalamuunii rastanii daraawii suwaydii hawraanii badawii rifaa'ii qaadirii shaadhilii`)
	arabicPlain = list(`hamdaan mansuur hamaad hariirii zaydaan 'awda jabr nasr khaliil shaahiin saalim haddaad ghaanim fayyaad darwiish qaasim ramadaan sha'baan rajab bakrii tayyib fadl hamdii jum'a khamiis raajih zaahir baasim sharqaawii 'ashmaawii mahjuub kanaan haydar barakaat bishaara suwaydaan qandiil halabii khashoqjii duhnii jundub`)
)

func arabicGiven(r *rand.Rand) (string, bool) {
	if chance(r, 12) {
		return "'abd al " + pick(r, arabicSlave), false
	}
	return gendered(r, arabicMen, arabicWomen)
}

// arabicWord spells one element; "'abd al X" in the ways of the press.
func arabicWord(r *rand.Rand, s system, word string) string {
	rest, servant := strings.CutPrefix(word, "'abd al ")
	if !servant {
		return s.words(word)
	}
	rest = s.words(rest)
	switch r.IntN(6) {
	case 0:
		return "Abd al-" + rest
	case 1:
		return "Abdul " + rest
	case 2:
		return "Abdul" + strings.ToLower(rest)
	case 3:
		return "Abdel " + rest
	case 4:
		return "Abdel" + strings.ToLower(rest)
	}
	return "Abd al-" + rest
}

var sunLetters = []string{"sh", "dh", "th", "t", "d", "r", "z", "s", "n", "l"}

// article puts the article before a family name.
func article(r *rand.Rand, family string) string {
	switch n := r.IntN(25); {
	case n < 12:
		return "al-" + family
	case n < 15:
		return "Al-" + family
	case n < 18:
		return "al " + family
	case n < 20:
		return "el-" + family
	case n < 21:
		return "El " + family
	case n < 23:
		return family
	}
	low := strings.ToLower(family)
	for _, l := range sunLetters {
		if strings.HasPrefix(low, l) {
			return "a" + l + "-" + family
		}
	}
	return "al-" + family
}

func arabicFamily(r *rand.Rand, s system, family string) string {
	rest, with := strings.CutPrefix(family, "al ")
	if !with {
		return s.words(family)
	}
	return article(r, s.words(rest))
}

var arabic = &culture{
	id: "Arabic",
	person: func(r *rand.Rand) name {
		given, female := arabicGiven(r)
		n := name{given: given, female: female, middle: pick(r, arabicMen)}
		if chance(r, 65) {
			n.family = "al " + pick(r, arabicNisba)
		} else {
			n.family = pick(r, arabicPlain)
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		s := pick(r, arabicSystems)
		middle := ""
		if chance(r, 22) {
			middle = s.words(n.middle)
			if !n.female && chance(r, 40) {
				middle = pick(r, list("bin ibn ben")) + " " + middle
			}
		}
		family := arabicFamily(r, s, n.family)
		return join(arabicWord(r, s, n.given), middle, family), family
	},
	// Without marks for length Rashid is two names, and the article may be left out.
	key: func(n name) string {
		return arabicLibrary.words(n.given + " " + strings.TrimPrefix(n.family, "al "))
	},
	place: func(r *rand.Rand) string {
		return pick(r, list(`tall kafr dayr 'ayn umm bayt waadii khirbat bi'r`)) + " " + pick(r, arabicNouns)
	},
	roman: func(r *rand.Rand, place string) string {
		s := pick(r, arabicSystems)
		a, b, two := strings.Cut(place, " ")
		if !two {
			return s.words(place)
		}
		first := s.words(a)
		if a == "tall" {
			first = pick(r, list("Tal Tall Tell"))
		}
		return first + " " + s.words(b)
	},
	forms: [][]string{{"LLC", "L.L.C."}, {"FZE", "FZCO"}, limited, {"SAL", "S.A.L."}},
}

var arabicNouns = func() []string {
	var out []string
	for _, a := range list(`zahr rumm lawz ward tiin hajar qasab samak sidr naml 'asal sunuun karm dabb raml shajar barq suus nakhl zayt tut khas fahm jisr haql nab' safr ramth khuzam sarw bahr hawr`) {
		for _, b := range list(`aan iin a aat uun iyya aayin`) {
			out = append(out, a+b)
		}
	}
	return out
}()

// Persian: as English papers write it, by the UN's table, and out of Arabic.
var (
	persianPress  = newSystem(`^hoseyn$=hossein oo=ou ee=i ey=ei ow=ow iyaan$=ian yaan$=ian zaadeh$=zadeh aa=a uu=ou ii=i pur$=pour `)
	persianUN     = newSystem(`aa=a uu=u ii=i iyaan$=iyan`)
	persianArabic = newSystem(`^hoseyn$=hussein ^mohammad$=muhammad ^mohsen$=muhsin ^mostafaa$=mustafa eh$=ah aa=a uu=u ii=i ey=ay o=u`)
)

var (
	persianMen    = list(`mohammad hoseyn rezaa 'alii mahdii mohsen hasan mahmuud ahmad mostafaa majiid hamiid saiid masuud javaad kaazem qaasem esmaaiil abbaas amir bahraam bahman behruuz daariush ebraahiim farhaad faramarz gholaam haamed hushang iraj jamshiid karim khosrow kuurosh manuuchehr mortezaa naader naaser parviiz raamiin ruuhollaah saadeq siaamak sohraab yahyaa yusef`)
	persianWomen  = list(`faateme zahraa maryam narges shiiriin parvaane niluufar leylaa naahiid miinaa simiin farzaane`)
	persianStems  = list(`ahmad mohammad hoseyn karim rahim qaasem saadeq jafar baager rezaa taaher naaser shariif habiib akbar asghar yusef aqaa haajj khalil salim jalil shaah miir farrokh bahraam daavuud kaazem maalek musaa nur saleh zamaan`)
	persianEnds   = list(`ii zaadeh iyaan pur nezhaad`)
	persianPlaces = list(`tehraanii shiiraazii esfahaanii tabriizii kermaanii yazdii hamadaanii qomii mashhadii rashtii ardabiilii kaashaanii laarijaanii khuzestaanii semnaanii sabzevaarii neyshaaburii zanjaanii qazviinii araakii saavejii daamghaanii bushehrii`)
)

var persian = &culture{
	id: "Persian",
	person: func(r *rand.Rand) name {
		given, female := gendered(r, persianMen, persianWomen)
		if !female && chance(r, 25) {
			given = pick(r, list(`mohammad 'alii seyyed gholaam amir`)) + " " + pick(r, persianMen)
		}
		n := name{given: strings.ReplaceAll(given, "'", ""), female: female}
		switch k := r.IntN(10); {
		case k < 3:
			n.family = pick(r, persianPlaces)
		default:
			n.family = pick(r, persianStems) + pick(r, persianEnds)
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		s := pick(r, []system{persianPress, persianPress, persianUN, persianArabic})
		family := s.words(n.family)
		for _, end := range list("zadeh zadah pour pur nezhad nizhad") {
			if stem, ok := strings.CutSuffix(family, end); ok {
				switch r.IntN(5) {
				case 0:
					family = stem + "-" + end
				case 1:
					family = stem + " " + title(end)
				}
			}
		}
		given := s.words(n.given)
		if chance(r, 20) {
			given = strings.ReplaceAll(given, " ", "-")
		}
		return given + " " + family, family
	},
	key:   func(n name) string { return persianUN.words(n.given + " " + n.family) },
	place: coin(`daar kaal mehr shah rud gol sang bid tang qal zar now`, `aa e in ak an esh`, `abad kuh dasht vand shahr gerd`),
	roman: func(r *rand.Rand, s string) string { return pick(r, []system{persianPress, persianUN}).words(s) },
	forms: [][]string{{"Company", "Co.", "Co"}, {"PJSC"}, {"Group"}},
}

// Names of Pakistan and Afghanistan, written here as Arabic ones are.
var (
	pashtunPress  = newSystem(`^muhammad$=mohammad aa=a ii=i uu=u '=`)
	pashtunUrdu   = newSystem(`^muhammad$=muhammad aa=a ii$=i ii=ee uu=oo '= q=q`)
	pashtunGerman = newSystem(`^muhammad$=mohammed aa=a ii=i uu=ou ay=ai '= q=q`)
)

var (
	pashtunGiven  = list(`muhammad abdul ghulaam gul nuur shiir juma khaan jaan taaj sayyid zaahir naasir mawla haajii amiir bakht dawlat faqiir hayaat iqbaal jaaved kamaal lutf mahbuub najiib pervez qudrat rahmat saif tariq umar waheed yaar zaman akhtar bashiir daaud ehsaan fazal`)
	pashtunSecond = list(`hamid rahim wahid najib habib asad naqib zabih samiu rahmat sibghat ubaid kalim shafiq barakat inaam hafiz`)
	pashtunWomen  = list(`fauzia shukria nargis benazir zarghuna malalai sima rubina shaziia samina aisha nasriin farzana`)
	pashtunTribes = list(`khaan khattak waziir mehsud afridi yusufzai durrani ghilzai achakzai noorzai popalzai barakzai mohmand orakzai bangash turi kakar tareen mandokhel sherani marwat bhittani shinwari safi stanikzai ahmadzai zadran mangal tani hotak tokhi sahak wardak karokhel stanekzai qureshi siddiqui chaudhry malik bhatti raja gondal cheema bajwa butt dar mirza baig hashmi naqvi rizvi zaidi bukhari gilani jatoi bugti marri mengal magsi rind leghari khosa mazari panjshiri badakhshi andarabi hazara bamyani ghaznavi logari kunduzi takhari balkhi herati farahi zabuli kandahari paktiani laghmani kunari nuristani`)
)

var pashtun = &culture{
	id: "Pakistani and Afghan",
	person: func(r *rand.Rand) name {
		if chance(r, 20) {
			return name{given: pick(r, pashtunWomen), family: pick(r, pashtunTribes), female: true}
		}
		n := name{given: pick(r, pashtunGiven), family: pick(r, pashtunTribes)}
		switch k := r.IntN(10); {
		case k < 4:
			n.given = pick(r, pashtunSecond) + "ullaah"
		case k < 8:
			n.given += " " + pick(r, pashtunGiven)
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		s := pick(r, []system{pashtunPress, pashtunPress, pashtunUrdu, pashtunGerman})
		given := n.given
		if stem, ok := strings.CutSuffix(given, "ullaah"); ok && chance(r, 25) {
			given = stem + " ullaah"
		}
		family := s.words(n.family)
		return s.words(given) + " " + family, family
	},
	key:   func(n name) string { return pashtunPress.words(n.given + " " + n.family) },
	place: coin(`shin spin tor zar gul kot lal mir bar kuz char shah`, `a i gh w o an`, `kalay darra garhi wala band tangi banda khel`),
	roman: func(r *rand.Rand, s string) string {
		if chance(r, 25) {
			s = strings.NewReplacer("kalay", " kalay", "darra", " dara", "banda", " banda").Replace(s)
		}
		return capitals(s)
	},
	forms: [][]string{{"(Pvt.) Ltd.", "Private Limited", "Pvt Ltd"}, limited, {"Corporation", "Corp."}},
}

// Turkish: marks kept or dropped.
var turkish = &culture{
	id: "Turkish",
	person: func(r *rand.Rand) name {
		given, female := gendered(r, turkishMen, turkishWomen)
		n := name{given: given, female: female}
		if chance(r, 20) {
			n.middle = pick(r, turkishMen)
		}
		if chance(r, 60) {
			n.family = pick(r, turkishFamilies)
		} else {
			n.family = pick(r, turkishStems) + pick(r, list("oğlu er soy türk kaya taş gil can"))
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		middle := n.middle
		if chance(r, 45) {
			middle = ""
		}
		full, family := join(turkishTitle(n.given), turkishTitle(middle), turkishTitle(n.family)), turkishTitle(n.family)
		switch k := r.IntN(20); {
		case k < 9:
			return full, family
		case k < 19:
			return plain.Replace(full), plain.Replace(family)
		}
		sh := strings.NewReplacer("ş", "sh", "Ş", "Sh", "ç", "ch", "Ç", "Ch")
		return plain.Replace(sh.Replace(full)), plain.Replace(sh.Replace(family))
	},
	place: coin(`kara ak yeşil kuz çay taş göl bağ ulu koç sarı gök`, `ca lı ağ öz aş in`, `köy pınar dere tepe ören bel oba`),
	roman: func(r *rand.Rand, s string) string {
		s = turkishTitle(s)
		if chance(r, 50) {
			return plain.Replace(s)
		}
		return s
	},
	forms: [][]string{{"A.Ş.", "AS", "A.S."}, {"Ltd. Şti.", "Ltd. Sti.", "Ltd"}, {"Holding"}},
}

func turkishTitle(s string) string {
	if rest, ok := strings.CutPrefix(s, "i"); ok {
		return "İ" + rest
	}
	return title(s)
}

var (
	turkishMen      = list(`mehmet mustafa ahmet ali hüseyin hasan ibrahim osman murat ömer süleyman yusuf fatih serkan kemal erdoğan cengiz tuncay volkan hakan burak emre tolga levent orhan selim şükrü bülent gökhan uğur çetin yılmaz oğuz kadir recep salih turgut metin halil ünal`)
	turkishWomen    = list(`ayşe fatma emine zeynep elif gül şule özlem sevgi nur meral canan tülay`)
	turkishFamilies = list(`yılmaz kaya demir çelik şahin yıldız öztürk aydın özdemir arslan doğan kılıç çetin kara koç kurt özkan şimşek polat korkmaz çakır erdem yavuz güneş aksoy bulut güler tekin ateş avcı coşkun köse ünal uysal sarı turan duman aslan taş güven yalçın bayrak tunç keskin toprak ışık akın sönmez uçar karaca altun bozkurt pehlivan soylu çınar kaplan`)
	turkishStems    = list(`kara ak demir taş ertuğ hacı topal çolak imam kadı mollao bay gün ay tan bil öz er alp kor sağ tor uz gök ek şen`)
)
