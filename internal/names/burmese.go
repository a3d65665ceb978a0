package names

// burmeseSyllables are the words of which Burmese names are made. A name is two to
// four of them, none of a family and none in the middle.
var burmeseSyllables = setOf(`aung aye bo chit cho daung gyi hla hlaing htay htet htin htoo htun htut htwe khaing khin khine khun ko kyaing kyaw kyi kyin kyu la lat lin lwin
	maung min mo moe mon mya myat myint myo naing nanda nay ne ngwe nilar ni nu nyan nyein nyi nyo nyunt ohn oo pa paing phone phyo po pyae pyay pyone sai san sandar saw sein shein shwe si sint soe su suu swe
	than thant thaung thein thet thi thida thiha thin thint thu thura thuzar tin tint toe tun tut wai wah wai win wint wunna ya yan ye yee yi yin yu yupar zar zaw zayar zeya zin`)
