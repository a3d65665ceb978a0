package synthetic

import (
	"math/rand/v2"
	"strings"
)

// variants maps a spelling to others in use for the same name.
func variants(table string) map[string][]string {
	m := map[string][]string{}
	for _, f := range list(table) {
		all := strings.Split(f, "=")
		m[all[0]] = all
	}
	return m
}

// varied spells each word as written, or in one report of three in another way.
func varied(r *rand.Rand, table map[string][]string, s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if all := table[w]; len(all) > 0 && chance(r, 35) {
			words[i] = pick(r, all)
		}
		words[i] = capitals(strings.ReplaceAll(words[i], "_", " "))
	}
	return strings.Join(words, " ")
}

// Nigerian: Hausa and Kanuri, Yoruba, Igbo.
var (
	nigerianGiven = [][]string{
		list(`abubakar muhammadu ibrahim usman yusuf aliyu sani bello umar musa garba lawal shehu aminu nasiru kabiru haruna isa bashir suleiman mustapha bukar kashim modu kaka goni babagana zanna abba adamu idris tijjani`),
		list(`oluwaseun olusegun babatunde adebayo ayodele olumide temitope adewale akinwale folarin gbenga kayode oladipo rotimi yemi babajide olufemi`),
		list(`chukwuemeka chinedu ikenna obinna uchenna nnamdi okechukwu chibuike ifeanyi kenechukwu onyekachi chidi ugochukwu nonso arinze`)}
	nigerianFamilies = [][]string{
		list(`abubakar bello danjuma gambo garba katsina kano maiduguri monguno ngala dikwa marte kukawa gubio magumeri bama gwoza shettima kyari mohammed sokoto gusau zaria funtua daura bichi wudil gaya rano dambatta hadejia gumel azare misau ningi jalingo wase shagari dasuki ribadu marwa buba baba tanko waziri galadima ciroma madaki turaki sarki`),
		list(`adeyemi ogunleye adebayo oladele akinola ajayi bakare ojo fashola adeleke oyelaran ogundipe akintola owolabi salami lawson adesanya olatunji okunola fagbemi adegoke aregbesola falana odukoya soyinka akande ogunbiyi olaniyan`),
		list(`okonkwo eze nwosu okafor nwankwo obi okoro nnadi onyekwere nwachukwu uzor ugwu ezeife iwuanyanwu okeke anyanwu umeh ibekwe ojukwu okorie agu nwodo achebe mbadinuju ekwueme chukwu igwe onu`)}
	nigerianVariants = variants(`muhammadu=muhammad=mohammed=mohammadu abubakar=abubakr=abu-bakar ibrahim=ibraheem=ibrahima usman=osman=uthman yusuf=yusufu=yusif umar=umaru=omar musa=moussa suleiman=sulaiman=suleman isa=issa nasiru=nasir kabiru=kabir aminu=amin mustapha=mustafa tijjani=tijani oluwaseun=seun olusegun=segun babatunde=tunde chukwuemeka=emeka okechukwu=okey kenechukwu=kene ugochukwu=ugo mohammed=muhammad=mohammad babajide=jide`)
)

var nigerian = &culture{
	id: "Nigerian",
	person: func(r *rand.Rand) name {
		k := r.IntN(3)
		if k > 0 && chance(r, 40) {
			k = 0
		}
		n := name{given: pick(r, nigerianGiven[k]), family: pick(r, nigerianFamilies[k]), female: false}
		if chance(r, 45) {
			n.middle = pick(r, nigerianGiven[k])
		}
		if n.middle == n.given || n.middle == n.family {
			n.middle = ""
		}
		for n.family == n.given {
			n.family = pick(r, nigerianFamilies[k])
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		middle := varied(r, nigerianVariants, n.middle)
		if middle != "" {
			switch r.IntN(4) {
			case 0:
				middle = middle[:1] + "."
			case 1:
				middle = ""
			}
		}
		family := varied(r, nigerianVariants, n.family)
		return join(varied(r, nigerianVariants, n.given), middle, family), family
	},
	place: coin(`gar dan kwa dam bir tun ruw jan ung mai oke ala`, `a i in u ka am`, `gora duwa bari lawa shi gida taru bodo`),
	roman: asWritten,
	forms: [][]string{limited, {"Plc", "PLC"}, {"Nigeria Limited", "Nigeria Ltd"}},
}

// Ethiopian and Eritrean: a given name and the father's; later mentions use the given.
var (
	ethiopianMen      = list(`abebe tesfaye haile gebre_medhin getachew mekonnen tadesse girma kebede bekele alemayehu berhanu debretsion demeke dereje desta eyob fikru fisseha gashaw habtamu kassa lemma mengistu mesfin mulugeta nega samuel seyoum shimelis sisay solomon tamrat tariku taye teferi temesgen tsegaye wolde_giorgis wondimu worku yared yohannes zelalem zerihun gebre_egziabher hagos kidane kiros tekle_haimanot tewolde araya isaias sebhat yemane`)
	ethiopianWomen    = list(`almaz tigist hirut meaza birtukan senait selam mulu genet zewditu aster lemlem`)
	ethiopianVariants = variants(`abebe=abbebe=abäbä tesfaye=tesfay haile=hayle gebre_medhin=gebremedhin=gebre-medhin getachew=getachaw mekonnen=makonnen=mekonen tadesse=tadese=taddese girma=guirma kebede=kebbede berhanu=birhanu debretsion=debretsyon demeke=demeqe dereje=derege fisseha=fiseha mesfin=mesfen seyoum=siyum shimelis=shimeles tsegaye=tsegay wolde_giorgis=woldegiorgis=wolde-giorgis gebre_egziabher=gebregziabher=gebreegziabher tekle_haimanot=teklehaimanot=tekle-haymanot isaias=isayas yemane=yemani zerihun=zerihoun bekele=beqele temesgen=temesghen alemayehu=alemayhu mulugeta=mulugetta`)
)

var ethiopian = &culture{
	id: "Ethiopian",
	person: func(r *rand.Rand) name {
		given, female := gendered(r, ethiopianMen, ethiopianWomen)
		father := pick(r, ethiopianMen)
		for father == given {
			father = pick(r, ethiopianMen)
		}
		return name{given: given, family: father, middle: pick(r, ethiopianMen), female: female}
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		given := varied(r, ethiopianVariants, n.given)
		grandfather := ""
		if chance(r, 12) {
			grandfather = varied(r, ethiopianVariants, n.middle)
		}
		return join(given, varied(r, ethiopianVariants, n.family), grandfather), given
	},
	place: coin(`ada deb mek wol ger abi tek shi kor`, `ra ela are iso ebe ado`, `ber gora wuha amba meda dero`),
	roman: asWritten,
	forms: [][]string{{"PLC", "Plc"}, {"Share Company", "S.C."}},
}

// Somali: three names, by the national orthography or as English and Italian ears
// hear them.
var (
	somaliMen   = list(`maxamed cabdi xasan cali cumar axmed yuusuf ibraahim cabdullahi xuseen muuse ismaaciil maxamuud nuur jaamac cismaan aadan daahir faarax warsame cige shire guuleed rooble geedi muxumed saciid qaasim bashiir caydiid diiriye saalax barre liibaan samatar maxsuud cawaale faysal jibriil guhaad mahad qalinle suldaan xirsi yaasiin`)
	somaliWomen = list(`faadumo xaawo caasha sahra hodan ifrax nimco`)
	somaliEar   = newSystem(`^maxamed$=mohamed ^xuseen$=hussein ^axmed$=ahmed ^xasan$=hassan ^cismaan$=osman ^yuusuf$=yusuf ^cali$=ali ^cumar$=omar x=h c= aa=a ee=e ii=i oo=o uu=u`)
	somaliPress = newSystem(`^maxamed$=mohammed ^xuseen$=hussain ^axmed$=ahmed ^xasan$=hassan ^cismaan$=osman ^yuusuf$=yusuf x=h c= aa=a ee=e ii=i oo=o uu=u`)
	somaliOwn   = newSystem(``)
)

var somali = &culture{
	id: "Somali",
	person: func(r *rand.Rand) name {
		given, female := gendered(r, somaliMen, somaliWomen)
		n := name{given: given, middle: pick(r, somaliMen), family: pick(r, somaliMen), female: female}
		for n.middle == given {
			n.middle = pick(r, somaliMen)
		}
		for n.family == n.middle {
			n.family = pick(r, somaliMen)
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		s := pick(r, []system{somaliEar, somaliEar, somaliEar, somaliPress, somaliPress, somaliOwn})
		third := s.words(n.family)
		if chance(r, 20) {
			return join(s.words(n.given), s.words(n.middle)), s.words(n.middle)
		}
		return join(s.words(n.given), s.words(n.middle), third), third
	},
	key:   func(n name) string { return n.given + "/" + n.middle }, // the third may be left out
	place: coin(`ceel buu dhus jan xud war bal gal`, `ga ra da ba sha ley`, `mareeb doon weyn baar gaabo dheer`),
	roman: func(r *rand.Rand, s string) string {
		return pick(r, []system{somaliEar, somaliEar, somaliOwn}).words(s)
	},
	forms: [][]string{limited, {"Company", "Co."}},
}

// The francophone Sahel and coast.
var (
	sahelianMen      = list(`mamadou ousmane ibrahim amadou boubacar issa moussa abdoulaye seydou souleymane oumar adama modibo cheick bakary sékou lassina drissa yacouba salif idrissa harouna hamidou mahamadou mahamat abakar djibrine hassane jean pierre paul blaise roch michel laurent alassane soumaïla tiéman zoumana youssouf daouda mohamed`)
	sahelianWomen    = list(`aminata fatoumata mariam aïssata kadiatou rokia salimata awa binta marie hadja ramata`)
	sahelianFamilies = list(`traoré keïta diallo coulibaly sidibé ouédraogo sawadogo koné touré cissé diarra sangaré konaté dembélé maïga dicko cissokho kaboré compaoré zongo ouattara bamba doumbia fofana camara sylla bagayoko bah barry sow ba diop ndiaye fall gueye sarr sène faye mbaye niang zerbo sankara ilboudo tapsoba yaméogo nikiéma bationo kafando tiendrébéogo nana soro gbagbo bédié dacoury kouassi konan kouamé brou tchiani barmou salou tiani abdou hamani issoufou mamane laouali moutari garba djermakoye oumarou saley sidikou déby itno kebzabo masra lol goukouni tombalbaye ngarta malloum djimet brahim saleh guindo togo poudiougou saye tembély ongoïba kassogué haïdara ag_mohamed ag_alhabib ag_intalla ag_ghali dolo kodio tapily karembé`)
	sahelianVariants = variants(`mamadou=mamadu ousmane=usman=ousman ibrahim=ibrahima=ibrahime amadou=ahmadou=amadu boubacar=boubakar=bubacar issa=isa moussa=musa abdoulaye=abdulaye=abdoulay souleymane=souleyman=suleymane oumar=omar=umar cheick=cheikh mahamadou=mahamadu youssouf=youssoufou=yusuf hamidou=hamidu harouna=haruna mohamed=mohammed=muhammad ouédraogo=ouedraogo coulibaly=kulibaly diallo=jallow=dialo keïta=keita traoré=traore cissé=cisse=sissé ndiaye=n'diaye=ndiaye koné=kone touré=toure`)
)

var sahelian = &culture{
	id: "French West African",
	person: func(r *rand.Rand) name {
		given, female := gendered(r, sahelianMen, sahelianWomen)
		n := name{given: given, family: common(r, sahelianFamilies), female: female}
		if chance(r, 45) {
			n.middle = pick(r, sahelianMen)
			if n.middle == given {
				n.middle = ""
			}
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		middle := varied(r, sahelianVariants, n.middle)
		if chance(r, 30) {
			middle = ""
		}
		s := join(varied(r, sahelianVariants, n.given), middle) + "/" + varied(r, sahelianVariants, n.family)
		if strings.HasPrefix(n.family, "ag_") {
			s = strings.Replace(s, "Ag ", "ag ", 1)
		}
		if chance(r, 50) {
			s = plain.Replace(s)
		}
		given, family, _ := strings.Cut(s, "/")
		return given + " " + family, family
	},
	place: coin(`ban dia kou tou sé fara gor mar tin`, `ka ma di ssa lo nga bou`, `dougou koro bougou kani sso béri wéli`),
	roman: unmarked(50),
	forms: [][]string{{"SARL", "S.A.R.L."}, {"S.A.", "SA"}},
}
