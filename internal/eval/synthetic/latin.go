package synthetic

import (
	"math/rand/v2"
	"strings"
)

// Spanish: two surnames of which the second is often left out, two given names of
// which the second is, accents kept or dropped.
var (
	spanishMen      = list(`josé luis carlos juan jorge miguel pedro francisco manuel antonio rafael fernando alejandro roberto ricardo eduardo javier andrés sergio césar héctor óscar raúl víctor mario hugo iván julio gustavo diego daniel álvaro gonzalo ramón ernesto enrique felipe guillermo ignacio joaquín leonardo marcos martín nicolás pablo salvador tomás vicente wilmer yeison jhon edgar freddy nelson alirio`)
	spanishWomen    = list(`maría ana luz carmen rosa claudia patricia sandra gloria martha adriana diana carolina paola mónica verónica beatriz cecilia inés lucía`)
	spanishFamilies = list(`garcía rodríguez gonzález hernández lópez martínez pérez sánchez ramírez torres flores rivera gómez díaz reyes cruz morales ortiz gutiérrez chávez ramos ruiz mendoza álvarez jiménez castillo vargas romero moreno rojas medina aguilar guerrero herrera castro ríos vázquez delgado vega muñoz salazar guzmán acosta estrada navarro contreras molina cabrera cárdenas peña valencia suárez mejía ospina londoño restrepo quintero giraldo zapata arango betancur cardona montoya marín duque henao correa valdés zambrano cedeño macías vera intriago espinoza córdova villacís quiroga aponte briceño colmenares guaidó marcano rondón urdaneta villalobos yépez zelaya maradiaga lobo bonilla funes urbina palacios arriaga barrera cienfuegos domínguez escobedo fuentes galindo huerta ibarra jaramillo lozano montes noriega olvera pacheco quezada rentería solís treviño ugalde villarreal zavala`)
)

var spanish = &culture{
	id: "Spanish",
	person: func(r *rand.Rand) name {
		given, female := gendered(r, spanishMen, spanishWomen)
		n := name{given: given, female: female, family: common(r, spanishFamilies), second: common(r, spanishFamilies)}
		if chance(r, 40) {
			n.middle, _ = gendered(r, spanishMen, spanishMen)
			if female {
				n.middle = pick(r, spanishWomen)
			}
			if n.middle == n.given {
				n.middle = ""
			}
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		middle := capitals(n.middle)
		switch k := r.IntN(10); {
		case middle == "" || k < 5:
		case k < 7:
			middle = plain.Replace(string([]rune(middle)[:1])) + "."
		default:
			middle = ""
		}
		second := ""
		if chance(r, 45) {
			second = title(n.second)
		}
		part := title(n.family)
		if second != "" && chance(r, 30) {
			part += " " + second
		}
		s := join(title(n.given), middle, title(n.family), second) + "/" + part
		if chance(r, 40) {
			s = plain.Replace(s)
		}
		full, part, _ := strings.Cut(s, "/")
		return full, part
	},
	place: func(r *rand.Rand) string { return spanishPlace(r) },
	roman: unmarked(40),
	forms: [][]string{{"S.A.", "SA"}, {"S.A. de C.V.", "SA de CV"}, {"S.A.S.", "SAS"}, {"Ltda", "Limitada"}},
}

var spanishPlace = coin(`tor quem mar cal per gua yar chir ven palm cha mon`, `a u i e ar al on`, `illo uela aré ipán ales edo anca oraya`)

// Portuguese: the mother's surname before the father's, particles, accents.
var (
	portugueseMen      = list(`joão josé antónio paulo carlos francisco luiz pedro marcos rafael fernando ricardo eduardo sérgio márcio marcelo rodrigo fábio gilberto geraldo jair jorge leandro luciano manuel mateus maurício nelson otávio raimundo renato roberto rogério sebastião tiago valdir vicente wagner wellington armando filipe afonso domingos`)
	portugueseWomen    = list(`maria ana francisca juliana márcia fernanda patrícia aline sandra camila adriana luciana teresa rosário graça`)
	portugueseFamilies = list(`silva santos oliveira souza pereira lima carvalho ferreira ribeiro almeida costa gomes martins araújo melo barbosa alves cardoso rocha dias nascimento moreira nunes marques machado mendes freitas vieira monteiro moura cavalcanti campos teixeira borges peixoto pinto batista correia duarte azevedo farias guimarães brito leite queiroz assunção magalhães macedo nogueira coelho pacheco tavares aguiar amaral andrade antunes bastos bezerra braga cunha chissano machel mondlane nhantumbo macuácua cossa sitoe tembe matusse cabral neto kiala domingos nzinga muteka quissanga chivukuvuku lukamba`)
)

var portuguese = &culture{
	id: "Portuguese",
	person: func(r *rand.Rand) name {
		given, female := gendered(r, portugueseMen, portugueseWomen)
		n := name{given: given, middle: common(r, portugueseFamilies), family: common(r, portugueseFamilies), female: female}
		switch n.family {
		case "silva", "costa", "cunha", "rocha":
			n.second = "da"
		case "santos":
			n.second = "dos"
		case "nascimento", "amaral":
			n.second = "do"
		case "souza", "oliveira", "carvalho", "almeida":
			if chance(r, 30) {
				n.second = "de"
			}
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		middle, particle := title(n.middle), n.second
		if n.middle == n.family || chance(r, 45) {
			middle = ""
		}
		if chance(r, 15) {
			particle = ""
		}
		s := join(title(n.given), middle, particle, title(n.family)) + "/" + title(n.family)
		if chance(r, 40) {
			s = plain.Replace(s)
		}
		full, part, _ := strings.Cut(s, "/")
		return full, part
	},
	place: coin(`ita jaca para mara pira ara uba cara nam mac`, `ra ru ti nga qui bó ri lu`, `juba mirim açu tinga pólis nduva lândia íba`),
	roman: unmarked(40),
	forms: [][]string{{"Ltda", "Limitada"}, {"S.A.", "SA"}, {"Lda", "Limitada"}},
}

// German and Nordic: umlauts kept, spelled with an e, or dropped.
var (
	germanMen      = list(`jürgen günther hans peter klaus wolfgang thomas michael andreas stefan jörg björn sören lars anders erik göran håkan åke kåre øystein øyvind torbjørn ole nils sven magnus henrik fredrik mårten jens uwe rüdiger götz matthias markus florian lukas jan kristian leif rolf ulf gunnar`)
	germanWomen    = list(`käthe jürgine ursula sabine anna katrin birgit ingrid åsa märta björg sigrid astrid helga annette gudrun kirsten maja`)
	germanFamilies = list(`müller schröder krüger köhler möller böhm jäger schäfer bäcker vogel weiß groß lößner fürst kühn grün brückner hübner jürgens könig löffler mühlbauer nöth plöger rößler sänger töpfer übelacker würtz zöllner lindström sjöberg öberg åkesson åström höglund björklund nyström ström grönlund söderberg hjälmarsson jönsson östlund ødegård sørensen jørgensen bjørnstad grønvold høiby lønning nærum myhre hansen andersson lund berg dahl holm brandt richter hofmann wagner becker schulz neumann schwarz zimmermann hartmann lange werner krause lehmann köster thönnessen bräuer dürr eßer fröhlich gärtner häusler`)
	germanStems    = list(`lind sjö ek berg gran söder väst öst björk ham strand hög nord sund stein mühl brück grün feld wald`)
	germanEnds     = list(`berg ström qvist lund mark dal gren wall mann hoff bauer meyer holz`)
)

var germanSpelled = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "å", "aa", "ø", "oe", "æ", "ae", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "Å", "Aa", "Ø", "Oe")
var germanDropped = strings.NewReplacer("ä", "a", "ö", "o", "ü", "u", "ß", "ss", "å", "a", "ø", "o", "æ", "ae", "Ä", "A", "Ö", "O", "Ü", "U", "Å", "A", "Ø", "O")

func germanRoman(r *rand.Rand, s string) string {
	switch r.IntN(3) {
	case 0:
		return s
	case 1:
		return germanSpelled.Replace(s)
	}
	return germanDropped.Replace(s)
}

var german = &culture{
	id: "German and Nordic",
	person: func(r *rand.Rand) name {
		given, female := gendered(r, germanMen, germanWomen)
		n := name{given: given, family: pick(r, germanFamilies), female: female}
		if chance(r, 40) {
			n.family = pick(r, germanStems) + pick(r, germanEnds)
		}
		if chance(r, 6) {
			n.middle = "von"
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		full, part, _ := strings.Cut(germanRoman(r, join(title(n.given), n.middle, title(n.family))+"/"+title(n.family)), "/")
		return full, part
	},
	place: coin(`lind grün mühl ober nieder alt neu stein birk hög väst söd`, `en er el in`, `hütte bach rode vik torp brück heim löv`),
	roman: func(r *rand.Rand, s string) string { return germanRoman(r, title(s)) },
	forms: [][]string{{"GmbH", "Gmbh"}, {"AG"}, {"AB"}, {"GmbH & Co. KG", "GmbH & Co KG"}},
}

// English: the initial given or not, and short forms of given names.
var (
	englishMen      = list(`james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew kenneth george edward brian ronald timothy jason jeffrey ryan gary nicholas eric stephen jonathan larry justin scott brandon benjamin samuel gregory alexander patrick jack dennis jerry nathan peter douglas henry walter adam kyle harold`)
	englishWomen    = list(`mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy margaret lisa betty sandra ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen katherine`)
	englishFamilies = list(`smith johnson williams brown jones miller davis wilson anderson taylor moore jackson white harris thompson robinson walker young allen wright scott hill adams nelson baker hall campbell mitchell carter roberts phillips evans turner parker collins edwards stewart morris murphy cook rogers morgan cooper peterson reed bailey kelly howard ward richardson watson brooks bennett gray hughes price myers long foster sanders ross powell sullivan russell perry butler barnes fisher henderson coleman simmons patterson jordan reynolds hamilton graham wallace woods cole west owens burns gibson ellis stevens hunter hicks crawford boyd mason kennedy warren dixon ramsey burke lane holt hawkins pearson douglas chapman armitage blackwood carlisle driscoll ellsworth fairbanks gallagher hathaway ingram jarvis kendrick lockhart merriweather northcote ogilvie pemberton quinlan rutherford stanhope tremaine underhill vance whitaker yardley`)
	englishStems    = list(`ash brad clif dun east fair green hart king lang mar nor oak pen red shel thorn wal wes win cal dray fen hol kel lin mel row stan tarn ul whit`)
	englishEnds     = list(`ford ton worth field wood ley ham burn shaw well more by wick`)
	englishShort    = pairs(`james=Jim robert=Bob michael=Mike william=Bill david=Dave richard=Rick joseph=Joe thomas=Tom charles=Charlie christopher=Chris daniel=Dan matthew=Matt anthony=Tony donald=Don steven=Steve andrew=Andy kenneth=Ken edward=Ed ronald=Ron timothy=Tim jeffrey=Jeff nicholas=Nick stephen=Steve samuel=Sam gregory=Greg patrick=Pat benjamin=Ben douglas=Doug patricia=Pat jennifer=Jen elizabeth=Liz barbara=Barb susan=Sue deborah=Debbie rebecca=Becky katherine=Kate margaret=Maggie`)
)

var english = &culture{
	id: "English",
	person: func(r *rand.Rand) name {
		given, female := gendered(r, englishMen, englishWomen)
		n := name{given: given, middle: string("abcdefghjklmnprstw"[r.IntN(18)]), family: common(r, englishFamilies), female: female}
		if chance(r, 50) {
			n.family = pick(r, englishStems) + pick(r, englishEnds)
		}
		if !female && chance(r, 3) {
			n.second = "Jr."
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		given, middle, second := title(n.given), "", ""
		if short := englishShort[n.given]; short != "" && chance(r, 12) {
			given = short
		}
		if chance(r, 35) {
			middle = strings.ToUpper(n.middle) + "."
		}
		if chance(r, 60) {
			second = n.second
		}
		return join(given, middle, title(n.family), second), title(n.family)
	},
	place: func(r *rand.Rand) string {
		return pick(r, englishStems) + pick(r, list("er ing en le al ot")) + pick(r, list("combe stead holme thwaite bury dale mere cote"))
	},
	roman: asWritten,
	forms: [][]string{{"Inc.", "Inc", "Incorporated"}, {"LLC", "L.L.C."}, limited, {"Corp.", "Corporation"}},
}

// Filipino: the mother's surname as an initial, Spanish surnames without accents.
var filipino = &culture{
	id: "Filipino",
	person: func(r *rand.Rand) name {
		given, female := gendered(r, filipinoMen, filipinoWomen)
		n := name{given: given, middle: string("abcdefglmnoprstv"[r.IntN(16)]), family: common(r, filipinoFamilies), female: female}
		if !female && chance(r, 5) {
			n.second = "Jr."
		}
		return n
	},
	spell: func(r *rand.Rand, n name) (string, string) {
		middle, second := "", ""
		if chance(r, 40) {
			middle = strings.ToUpper(n.middle) + "."
		}
		if chance(r, 65) {
			second = n.second
		}
		family := title(n.family)
		if a, b, two := strings.Cut(n.family, "_"); two {
			family = title(a) + " " + title(b)
		}
		return join(title(n.given), middle, family, second), family
	},
	place: coin(`ba ma ta ka pa la bu da ti su`, `li ga na lo tu mi wa ro`, `gan yan sag lan bato wayan cawit nao`),
	roman: asWritten,
	forms: [][]string{{"Inc.", "Inc", "Incorporated"}, {"Corporation", "Corp."}},
}

var (
	filipinoMen      = list(`jose juan antonio ramon roberto eduardo rodrigo ferdinand benigno joel rommel jericho arnel ronaldo danilo ernesto gregorio isagani jaime leandro manuel nestor oscar pablo reynaldo rolando teodoro virgilio wilfredo crisanto dominador emmanuel florencio gilbert herminio delfin noel rey allan dennis jun`)
	filipinoWomen    = list(`maria grace leila imelda corazon teresita rosario lourdes cristina marites jocelyn lorna analyn divina erlinda gloria`)
	filipinoFamilies = list(`santos reyes cruz bautista ocampo garcia mendoza torres castillo flores villanueva ramos castro rivera aquino navarro salazar mercado tolentino dimaculangan macaraeg panganiban dimaandal catacutan magbanua manalo magsaysay pangilinan sumulong batungbakal lacson sotto recto escudero pimentel zubiri gordon dumlao bato abaya abalos abrenica albano angara bacani bagatsing bantay belmonte binay bumatay cabochan cayetano cojuangco dagohoy dalisay de_guzman de_leon de_vera dela_cruz del_rosario duterte enrile espino fajardo galvez gatchalian guingona honrado ilagan jalosjos kalaw laurel legaspi lontok lumibao mabini macapagal madrigal malonzo maliksi mangudadatu marasigan misuari nograles ople osmena padilla quezon quirino romualdez roxas salonga singson tadeo tamano tanada umali valeriano ynares zamora sahiron hapilon maute usman ampatuan sinsuat`)
)
