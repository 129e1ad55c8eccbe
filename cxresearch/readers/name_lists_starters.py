"""Words with which sentences begin; a capital letter there says nothing. Written by hand for this project, folded."""

from __future__ import annotations

STARTERS = frozenset(
    """
    a aber about above absolutely aby according across actually ademas adems adesso after afterward afterwards
    again against agreed ah aha ahi ahora aint al albo albowiem alcuni ale algo alguien algun alguna algunas
    alguno algunos all alla alle alleen allem allen allerdings alles allgemein alli allora almost along
    alongside alors alright als also although altogether altri altro always am amazing amid among an anche
    ancora and ander andere anderen anderer anderes another anscheinend ansonsten antes any anyhow anyone
    anything anyway anzi apart aparte apenas apparently appena apres aqui are arent around as asi aside assez
    assuming at attualmente au auch auf aujourdhui aun aunque aus auserdem ausserdem aussi autant autre
    autrement avant avec avevo aw awesome bardzo basically bastante be beaucoup because been before beforehand
    behind bei being below bene beneath bensi bereits beside besides besonders besser best bestimmt better
    beyond bez bien bij bin bisher bitte bo both bowiem bref brilliant bueno but by bye byl byla bylo byly cada
    can cant car casi cause ce ceci cela celle celui cependant certainly certains ces cest cet cette ceux chaque
    che cheers chez choc chociaz chyba ci ciagle cioe claro clearly co combien come comment como comunque con
    concerning congratulations considering contre contro cool correct cos cosa cosi could couldnt cual cualquier
    cuando cuanto cuatro cuyo czasami czasem czy da daar daarbij daardoor daarna daarnaast daarom daarvoor dabei
    dabord dadurch dafur dagegen daher dalej damit dan danach danke dann dans daran darauf daraus darin daruber
    darum das dass dat davvero dazu dazwischen de debajo definitely deja delante dem demasiado den dennoch
    dentro depending depuis der derriere des desde deshalb desormais despite despues deswegen detras deux deze
    di dich did didnt die dies diese dietro dir dit dla dlaczego dlatego do dobrze doch does doesnt doing donc
    donde dont dopiero dopo dort dos dosc dove dovevo du dunque durant durante durch during dus e each early
    eben ebenfalls ebenso ecco echt een eerst eher eigen eigenlijk eigentlich eight ein eine einen einfach
    einige einiges einmal either el eleven elk ella ellas elle ellos else en encima encore endlich enfin enkele
    enough enseguida ensuite entonces entre entweder eppure er era erano ergens erst es esa esas ese eso esos
    especially essere est esta estaba estan estas este esto estos estoy et etait etre etwa etwas euch euer eure
    eux even eventually every everybody everyone everything evidemment exactly excellent except excluding fair
    falls fantastic fast few fifty finalement finally fine fino first five folglich following for forever forse
    forty four fra from fue fuera funny fuori fur furthermore gdy gdyby gdzie gegen gegenuber gelukkig genau
    genauso generally generalmente genug gerade gern gerne gestern get getting gewoon gia give given go going
    gonna good goodbye got gotta graag gracias great gut ha hab habe hace hacia had hadnt half hardly has hasnt
    hasta hat haufig have havent having hay he heb heel hello help hence her here heres hes het heureusement
    heute hey hi hier hierbei hierfur hij hinter hinterher his hm hmm ho hoe hoewel hoffentlich honestly
    hopefully horrible how however hows hoy huh hun i ich ici ideally iedere iedereen iemand iets if ihm ihn
    ihnen ihr ik il ile ill ils im imma immer in including incluso indeed inderdaad indien ineens infatti infine
    initially inne inny inoltre insgesamt inside insieme insofern insomma instead intanto interesting intussen
    invece io irgendwann irgendwas irgendwie irgendwo is isnt ist it itll its ive ja jai jak jaki jako jamais
    jamas jammer je jede jeden jedenfalls jeder jedes jednak jedoch jego jej jemand jesli jest jeszcze jetzt
    jouw juist jullie junto just justement juz kann kazdy keep kein keine keinen keiner kennelijk kiedy kilka
    kind klar knowing kto ktora ktore ktory la las last later le least leider les less let lets letztendlich
    letztens leur leurs lieber like likewise literally lo look looking loro lorsque los lots lovely luckily
    luego lui ma maakt maar machen mag magari mai maintenant mais mal malgrado malgre malheureusement mam man
    manche mancher manches manchmal many mas maybe me meanwhile meer meestal meglio mehr mein meine meinetwegen
    meistens mejor meme meno menos mentre mes met mhm mi mich mientras might mijn mijzelf mine mir mis misma
    mismo misschien mit mittlerweile mm mmm mnie moga moglicherweise moins moj moja molte molti molto mon more
    moreover morgen most mostly moze mozna much mucha muchas mucho muchos musi muss musste must musze muy my
    myself na nach nachdem nachher nada nadal nadie nah naja najpierw nam namlich naprawde nas natomiast
    naturalmente naturlich natuurlijk nawet ne near neben nee nein nergens nessuno never nevertheless next ni
    nic nice nich nicht nie niemals niemand niente niet nigdy nim nine ningun ninguno nirgends no nobody noch
    nog non none nonetheless nonostante nooit nope normaal normalement normalerweise normally nos nosotros
    nostra nostro not nothing notre nou nous now nowadays nu nuestra nuestro nunca nur o ob obviamente obviously
    obwohl oczywiscie od oder of off oft ofter oggi ogni oh ohne ohnehin ojala ok okay oltre om omdat on ona
    once ondanks onder ondertussen one only ons onto onze ooh ooit ook oops op opposite oppure or oraz
    originally ormai other otherwise otra otro otros ou ouch oui our out outside over overal overnight
    ovviamente paar pani para parce parfois part partout pas pendant peor per perche perfect perhaps pero
    personally personne peu peut pewnie phew piu please plenty plotseling plotzlich plus plusieurs plutot po
    poco pocos pod podobno poi poiche pomimo poniewaz porque possibly potem pour pourquoi pourtant powinien
    praticamente precies presque presumably pretty prima primero probabilmente probably pronto proprio przed
    przede przez przy pues puis puisque pure qualche qualcosa qualcuno quale quand quando quanto quasi que quel
    quella quelle quello quelque quelques questa queste questo qui quien quienes quindi quite quiza quizas quoi
    raczej rather razem ready really realmente regarding right rond rzeczywiscie salvo sama same samen sans sauf
    say schlieslich schliesslich schnell schon se second see seems seguramente seguro sehr sein seit seitdem
    selbst selon selten sempre ses seulement seven several she shes should shouldnt si siccome sich sicuramente
    sie siempre similarly sin since sind sinds sino sinon six skoro snel so sobald sobre sofort sogar sola
    solche sollte solo soltanto some somebody somehow someone something sometime sometimes someway somewhere
    somos soms sono sonst soon soort soprattutto sorry sort sotto sous souvent soweit sowie sowohl soy spesso
    stata stato statt stattdessen stavo steeds stesso still su sua subito such sulla suo super sur sure surtout
    sus szczerze ta tak taka take taki tal tam tambien tampoco tan tanto tatsachlich te tegen tego teilweise tej
    tellement ten tengo tenia teraz terrible terwijl tez thank thankfully thanks that thatll thats the their
    them then there thereafter thereby therefore therein theres these they theyll theyre theyve thing things
    think third thirty this those though three thrice through throughout thus tijdens till to toch toda todas
    todavia today todo todos toen together tomorrow too tot totally toujours tous tout toute toutefois toutes
    toward towards tras tres troche trois trop troppo trotz trotzdem trouwens true try trying tu tussen tutaj
    tutta tuttavia tutte tutti tutto twelve twenty twice two tylko typically u uberall uberhaupt ubrigens uff
    ugh uh uit uiteindelijk um umso un una unas und underneath understood une unfortunately unless unlike uno
    unos uns unser unsere unter until up upon ursprunglich us use using usted ustedes usually vaak vale vamos
    van vanaf vandaag vanuit varias varios veel verdad verder vermutlich vers verso versus very via viel viele
    vielen vielleicht voici voila volgens vollig vom von voor vooral voordat vor vorher vorhin vos votre vous
    vraiment w waar waarom waarschijnlijk wahrend wahrscheinlich wanna wanneer want war ware warum was wasnt wat
    wcale wczesniej we wed weder weer wegen weil weiter weiterhin wel welche welcher welches welcome welke well
    wellicht wem wen wenige weniger wenn went wer were werent werkelijk weshalb weve what whatever whats when
    whenever where whereas whereby wheres wherever whether which while who whoa whoever whole whom whos whose
    why wie wiec wieder wieso wij will wir wird wirklich with within without wlasciwie wlasnie wo wonderful wont
    wouldnt wow wozu wreszcie wrong wszyscy wszystko wtedy wurde wurden wydaje y yay yeah year yep yes yesterday
    yet yo you youd youll your youre youve yup z za zamiast zanim zaraz zawsze zazwyczaj ze zeker zelf zelfs
    ziemlich zij zoals zodat zodra zonder zowel zreszta zu zudem zuerst zufallig zuletzt zum zumindest zunachst
    zupelnie zur zuruck zusammen zusatzlich zwar zwischen zwykle
    """.split()
)
