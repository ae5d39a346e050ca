"""First names: those known for certain, and the short forms that stand for them."""

MEN = frozenset(
    """
    adomas aidas ainis aistis aivaras albertas albinas aleksandras aleksas aleksejus alfonsas alfredas algimantas
    algirdas algis alius almantas alvydas andrejus andrius ansas antanas anton ardas aristidas armandas arminas
    arnas arnoldas aronas artiomas arturas arunas arvydas audrius augustas augustinas aurelijus aurimas ausrys
    azuolas baltramiejus balys benas benediktas benjaminas bernardas bronislovas bronius ceslovas dainius dainoras
    dalius danas danielius darius daumantas david deimantas deividas denas denis dmitrijus domantas domas dominykas
    donatas dovydas dziugas edgaras edmundas eduardas edvardas edvinas egidijus eimantas eimutis elijus emanuelis
    emilis erikas ernestas evaldas faustas feliksas ferdinandas gabrielius gedas gediminas giedrius gintaras gintas
    gintautas girius gvidas gytis haroldas henrikas herkus hubertas ignas ignotas igoris ilja irmantas ivanas jan
    janas jaroslavas jaunius jaunutis joakimas jogaila jokubas jonas joris julius juozapas juozas jurgis jurijus
    juris justas justinas kajus karolis kasparas kastytis kazimieras kazys kestas kestutis kipras klaudijus
    klemensas konstantinas kostas kristijonas kristupas ksaveras laimis laimonas laimutis laurynas leonardas leonas
    leonidas leopoldas linas liudas liudvikas liutauras lukas luknius maksas maksimas mantas mantvydas marekas
    margiris marijus marius markas martynas matas matiejus mecislovas merunas michailas mikalojus mikas mikolas
    mindaugas modestas motiejus mykolas naglis narimantas nauris nedas neilas nerijus nikita nikolajus nojus olegas
    orestas oskaras osvaldas ovidijus patrikas paulius petras pijus pilypas povilas pranas pranciskus raigardas
    raimondas raimundas ramunas ramutis rapolas redas regimantas remigijus renaldas ricardas rimantas rimas
    rimgaudas rimvydas ritas robertas rojus rokas rolandas romanas romas romualdas rostislavas rusnius rytis
    salvijus samuelis santaras sarunas saulius sergejus sigitas sigutis silvestras simas simonas skaidrius
    skirmantas stanislovas stasys stepas steponas svajunas tadas tauras tautvydas teodoras titas titus tomas ugnius
    vacius vacys vadimas vaidas vaidotas vaidotis vainius vakaris valdas valdemaras valentas valentinas valerijus
    valys vejas vidas vidmantas vidmas viktoras vilhelmas vilius vilmantas vincas vincentas virgaudas virgilijus
    virginijus visvaldas vitalijus vladas vladimiras vladislavas vladislovas vydas vygandas vygantas vytas vytautas
    vytenis zenonas zigmantas zigmas zilvinas zydrunas zygimantas zygis
    """.split()  # noqa: SIM905 - three hundred names are read as a text, not as a list
)

WOMEN = frozenset(
    """
    ada adele adelija adriana agata agne agneta agnieska aiste akvile albina aldona aleksandra alfreda algimanta
    alicija alina alma alvyda amelija ana anastasija anelija angele angelina aniceta anna antanina ariana arina
    arune asta astra atene audra audrone augustina aukse aura aurelija ausra ausrine austeja barbora beata beatrice
    bernadeta birute brigita brone bronislava camile ceslava daina dainora daiva dalia dana danguole daniele danute
    daria dariana deimante deivile diana dita domante dominyka donata doroteja dovile edita egle eimante elena
    eleonora eliza elzbieta elze ema emilia emilija erika ernesta estela eugenija eva evelina fausta felicija
    gabija gabriele galina genovaite genute gerda germante giedre ginta gintare gita goda grazina greta guoda hana
    helena ieva ilona ina indra indre inesa inga ingrida irena irina irma irmante iveta izabele izolda jadvyga jana
    janina jekaterina jelena joana jogaile jolanta jolita jone jore jovile jovita judita julija julijona juozapa
    jura jurate jurga jurgita juste justina kamile karina karolina katarina katerina kazimiera klaudija kornelija
    kotryna kristina ksenija laima laimute lara larisa laura laurita lauryna lelija leokadija leonora leticija leva
    lidija liepa lijana lilija lina liuba liubove liucija liuda liudmila liudvika liveta livija loreta lukne
    lukrecija magdalena maja mante margarita marija marina marta martina martyna maryte meda meile migle mija
    milana milda milena milita mingaile modesta monika mykole nadezda natalija natalja neda nemira neringa nida
    nijole nikole nina nomeda nora novile oksana olga ona onute otilija ovidija palmira patricija paulina petronele
    polina radvile raimonda raimunda raminta ramune ramute rasa rasute regina renata rima rimante rimute rita
    roberta roma romualda roze rugile ruste ruta rute sabina sandra sara saule sigita sigute silva silvija simona
    skaiste skirmante smilte snieguole sofija solveiga sonata stanislava stase stefanija svajone svetlana tatjana
    teodora teresa terese toma ugne ula ursule urte vaida vaidile vaiva valda valdone valentina valerija vanda
    vanesa veronika verute vida vidmante viktorija vilija vilma vilte violeta virgilija virginija vita vitalija
    vladislava vytaute zaneta zita zivile zofija zoja zose zuzana zydre
    """.split()  # noqa: SIM905 - likewise
)

KNOWN = MEN | WOMEN
"""Folded. Two different names of these are two names, however few letters part them."""

_SHORT_FORMS = (
    ("aleksandra", "sandra"), ("aleksandras", "aleksas"), ("algimantas", "algis"), ("algirdas", "algis"),
    ("benjaminas", "benas"), ("bronislava", "brone"), ("bronislovas", "bronius"), ("dominykas", "domas"),
    ("domantas", "domas"), ("elzbieta", "elze"), ("gediminas", "gedas"), ("genovaite", "gene"),
    ("jurgita", "jurga"), ("juozapas", "juozas"), ("kazimieras", "kazys"), ("kestutis", "kestas"),
    ("konstantinas", "kostas"), ("liudmila", "liuda"), ("maksimas", "maksas"), ("margarita", "rita"),
    ("mikalojus", "mikas"), ("mykolas", "mikas"), ("ona", "onute"), ("rimantas", "rimas"), ("romualdas", "romas"),
    ("stanislava", "stase"), ("stanislovas", "stasys"), ("steponas", "stepas"), ("vytautas", "vytas"),
    ("zigmantas", "zigmas"), ("zofija", "zose"), ("zygimantas", "zygis"),
)  # fmt: skip


def _both_ways() -> dict[str, frozenset[str]]:
    forms: dict[str, frozenset[str]] = {}
    for full, short in _SHORT_FORMS:
        forms[full] = forms.get(full, frozenset()) | {short}
        forms[short] = forms.get(short, frozenset()) | {full}
    return forms


OTHER_FORMS = _both_ways()
"""Folded first name: the short or full forms the same person may write."""
