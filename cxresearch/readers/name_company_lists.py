"""What stands beside people and beside things, in each language: the words that `name_evidence` weighs.

Written by hand for this project, from no data set; folded. A language has its own words only, since what is a
verb in one is an article in the next.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from cxresearch.readers import name_lists as lists


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text.split(" / "))


class Company(NamedTuple):
    """The telling words of one language."""

    says: frozenset[str]
    """After a name: only people do this."""
    does: frozenset[str]
    """After a name: people do this, and things may."""
    is_: frozenset[str]
    """Between a name and what somebody is."""
    told: frozenset[str]
    """Before a name: done to people only."""
    talks: frozenset[str]
    """Before "to" and a name."""
    to: frozenset[str]
    beside: frozenset[str]
    """Before a name: people, and at times things."""
    fondly: frozenset[str]
    i_am: frozenset[str]
    """The two words before a name that somebody gives as the own."""
    placed: frozenset[str]
    """Before places and things."""
    near: frozenset[str]
    """Before places and things, and at times people."""
    uses: frozenset[str]
    """Before things: verbs of use, articles, determiners."""
    many: frozenset[str]
    """Before several of a kind."""
    and_: frozenset[str]
    me: frozenset[str]
    he: frozenset[str]


_NONE: frozenset[str] = frozenset()
_ENGLISH = Company(
    says=_words(
        """
        said says tells told asks asked explained explains mentioned mentions suggested suggests replied replies
        thinks thought reckons reckoned recommended recommends emailed texted phoned rang knows knew wants wanted
        decided decides meant means shouted shouts laughed laughs cried cries smiled smiles whispered nodded shrugged
        sighed giggled retired resigned married complained complains insisted insists swears swore promised promises
        apologised apologized admitted admits argued argues jumped believes believed hates hated loves loved prefers
        preferred remembers remembered forgot forgets joked agreed agrees drew hugged waved yelled yells screamed
        snapped muttered grinned blushed fainted sneezed chimed teases teased warned warns begged begs refused refuses
        lied moaned moans noticed notices worries worried panicked volunteered offered lives lived died cooks cooked
        drove sings sang dances danced babysits babysat proposed divorced graduated fancies lent borrowed cares quit
        """
    ),
    does=_words(
        """
        was is has had did does works worked came comes went goes called calls helped helps showed shows gave gives
        sent sends wrote writes got gets left leaves ran runs joined joins put took takes made makes sits sat shares
        shared signed signs taught teaches trained trains started starts stopped finished found finds saved saves
        fixed fixes built builds owns owned manages managed leads led handles handled looked looks tried tries never
        always just also still will would can could should might from used uses kept keeps picked picks brought brings
        bought read walked walks sorted sorts organised organises runs heard hears spotted set sets opened covers
        covered doesnt didnt hasnt wasnt isnt wont wouldnt cant couldnt
        """
    ),
    is_=_words("is was called named being be"),
    told=_words(
        """
        told tell tells telling asked ask asks asking emailed email emailing texted text texting phoned phone met meet
        meets meeting thanked thank hired hire fired married marry trust trusts contacted call calls calling rang ring
        ringing message messaged messaging blame blamed missed paired help helped helping promoted dated visited
        invite invited remember remembered chased nudge nudged bothered bother interrupted hugged kissed congratulated
        bless tease begged warn warned remind reminded let hugging copied beg pester bug
        """
    ),
    talks=_words(
        """
        talk talked talking spoke speak speaking speaks spoken said say says saying listen listened wrote write writes
        gave give given gives hello hi according thanks thank explain explained explaining sent send sends reported
        report reports complain complained belongs belonged introduced handed hand showed show shown lent apologise
        apologised next married related forwarded forward chatted chatting grateful similar cheers
        """
    ),
    to=_words("to with for"),
    beside=_words("with without between besides except than by"),
    fondly=_words("poor dear uncle auntie aunt granny cousin grandad grandpa grandma nana nan nanny gran"),
    i_am=_pairs("i am / name is / is im / called me"),
    placed=_words("in into near via inside outside across onto within throughout"),
    near=_words("at on around through from onto off over of"),
    uses=_words(
        """
        use uses used using buy bought buying sell sold install installed installing download downloaded downloading
        open opens opened try tried trying switched got get have has had google a an the my our your their its this
        that any another new each no some into launched launch upgrade upgraded click clicked press pressed playing
        play played watch watched watching drive drove wearing read reading
        """
    ),
    many=_words(
        """
        many most other these those several older younger few fewer fellow both all some more less two three four five
        six seven eight nine ten twenty hundred thousands lots us we you various different female male disabled
        homeless retired wounded local fellow former
        """
    ),
    and_=_words("and or nor"),
    me=_words("me i"),
    he=_words("he she hes shes"),
)
_GERMAN = Company(
    says=_words(
        """
        sagte sagt meinte meint fragte fragt erzahlte erzahlt glaubt findet fand wusste weiss kam ruft rief lacht
        lachte half hilft schrieb schreibt wollte will gesagt gezeigt gefragt angerufen geschrieben geholfen gegeben
        gebracht gemeint erklart erklarte geantwortet antwortete fragen bitten anrufen anrief behauptet kennt kannte
        wohnt wohnte
        """
    ),
    does=_words(
        "hat ist war macht machte geht ging sitzt arbeitet arbeitete kann soll sollte hatte kommt wurde wird mag"
    ),
    is_=_words("ist war heisst hiess namens genannt"),
    told=_words("fragen fragte gefragt frag frage rufe rief kenne kennst kennt getroffen besucht bat gebeten grusse"),
    talks=_words("wende schreib schreibe geschrieben mail schickte gesendet"),
    to=_words("an"),
    beside=_words("mit ohne ausser von bei fur laut"),
    fondly=_words("armer arme liebe lieber onkel tante oma opa familie"),
    i_am=_pairs("ich bin / name ist / ich heisse / das ist"),
    placed=_words("in ins im am zum zur nach aus uber"),
    near=_words("auf durch um"),
    uses=_words(
        """
        nutze nutzen benutze benutzt benutzen verwende ein eine einen einem einer mein meine meinen meinem unser unsere
        kein keine dieses diese dieser diesem das des
        """
    ),
    many=_words("viele manche einige andere alle diese mehrere wir zwei drei vier"),
    and_=_words("und oder"),
    me=_words("ich mich mir"),
    he=_words("er sie die der"),
)
_DUTCH = Company(
    says=_words(
        "zei zegt vroeg vraagt vertelde vertelt denkt vindt vond wilde wil weet wist belde belt lachte schreef mailde"
    ),
    does=_words("heeft had is was kan kon gaat ging zat werkt werkte woont komt kwam deed doet maakt maakte zou liet"),
    is_=_words("is was heet heette genaamd"),
    told=_words("vroeg vraag vragen bel belde bellen ken kent gebeld gevraagd ontmoet bedankt mail mailde"),
    talks=_words("zei schreef gaf gesproken vertelde praat"),
    to=_words("aan met tegen"),
    beside=_words("met zonder van door volgens bij voor"),
    fondly=_words("arme lieve oom tante oma opa familie"),
    i_am=_pairs("ik ben / naam is / ik heet / dit is"),
    placed=_words("in naar uit binnen"),
    near=_words("op via om"),
    uses=_words("gebruik gebruikte installeer een het de mijn onze zijn haar jouw dit deze geen"),
    many=_words("veel sommige andere alle deze die twee drie"),
    and_=_words("en of"),
    me=_words("ik mij me"),
    he=_words("hij zij ze die"),
)
_FRENCH = Company(
    says=_words(
        "dit disait demande pense croit veut voulait savait sait repond repondu raconte appelle explique rigole"
    ),
    does=_words("est etait a avait fait travaille vient va peut habite ma ta la aide"),
    is_=_words("est etait appelle nomme cest sappelle"),
    told=_words("demande appelle vu connais remercie rencontre cest"),
    talks=_words("parle dit demande ecrit telephone donne"),
    to=_words("a avec"),
    beside=_words("avec sans par selon de chez pour"),
    fondly=_words("pauvre tonton tata papy mamie oncle tante famille"),
    i_am=_pairs("je suis / mappelle / moi cest"),
    placed=_words("dans en au aux"),
    near=_words("sur a"),
    uses=_words("utilise installe le la les un une mon ma notre ce cette des mes nos"),
    many=_words("beaucoup plusieurs les des ces deux trois"),
    and_=_words("et ou"),
    me=_words("moi je"),
    he=_words("il elle"),
)
_ITALIAN = Company(
    says=_words(
        "disse dice detto chiese chiede racconta pensa crede vuole voleva sa sapeva rispose spiega ride chiama"
    ),
    does=_words("ha era fa lavora aveva viene va abita ce puo"),
    is_=_words("era chiama e"),
    told=_words("chiesto chiamo chiamato conosco ringrazio incontrato sentito disse dice"),
    talks=_words("parlato parlo parla detto scritto dato"),
    to=_words("a con"),
    beside=_words("con senza da secondo per"),
    fondly=_words("povero povera zio zia nonno nonna famiglia"),
    i_am=_pairs("io sono / sono / mi chiamo"),
    placed=_words("in nel nella su"),
    near=_words("a da"),
    uses=_words("usa uso usato il lo gli un uno una mio mia nostro questo questa i le la"),
    many=_words("molti tanti alcuni questi due tre"),
    and_=_words("e o"),
    me=_words("me io"),
    he=_words("lui lei"),
)
_SPANISH = Company(
    says=_words("dijo dice pregunto piensa cree quiere queria sabe sabia respondio explica rie llamo conto comento"),
    does=_words("es era hace trabaja estaba esta vino viene va fue tiene tenia vive ha"),
    is_=_words("es era llama llamaba"),
    told=_words("pregunte llame conozco vi conoci agradezco dijo dice conto pidio"),
    talks=_words("hable hablo dije pregunte llame pedi conozco vi"),
    to=_words("a con"),
    beside=_words("con sin por segun de para"),
    fondly=_words("pobre tio tia abuelo abuela familia"),
    i_am=_pairs("yo soy / me llamo / soy / nombre es"),
    placed=_words("en"),
    near=_words("a hacia"),
    uses=_words("uso usa usar el la los las un una mi nuestro este esta"),
    many=_words("muchos varios algunos estos los dos tres"),
    and_=_words("y e o"),
    me=_words("yo mi"),
    he=_words("el ella"),
)
_POLISH = Company(
    says=_words(
        "powiedzial powiedziala mowi mowila mysli wie chce zapytal zapytala napisal napisala zadzwonil zadzwonila"
    ),
    does=_words("jest byl byla robi zrobil zrobila pracuje ma miala mial poszedl przyszla pomogl pomogla"),
    is_=_words("jest byl byla to"),
    told=_words("pytam pytalam pytalem znam zapytalem zapytalam poznalam poznalem"),
    talks=_words("rozmawialam rozmawialem"),
    to=_words("z do"),
    beside=_words("z ze bez od dla wedlug"),
    fondly=_words("wujek ciocia babcia dziadek biedna biedny"),
    i_am=_pairs("jestem / nazywam sie / imie to"),
    placed=_words("w we na"),
    near=_words("do po"),
    uses=_words("uzywam kupilem kupilam moj moja nasz ten ta"),
    many=_words("wielu te ci dwa trzy"),
    and_=_words("i oraz"),
    me=_words("ja mna"),
    he=_words("on ona"),
)
_BY_LANGUAGE = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "nl": _DUTCH,
    "fr": _FRENCH,
    "it": _ITALIAN,
    "es": _SPANISH,
    "pl": _POLISH,
}


@lru_cache(maxsize=32)
def company_of(language: str) -> Company:
    """Return the telling words of a language; English ones where it has none of its own."""
    return _BY_LANGUAGE.get(language, _ENGLISH)


ROLES = (lists.PEOPLE - _words("dit kid")) | _words(
    """
    intern trainee apprentice rep secretary treasurer chair chairman ceo cto founder cofounder owner designer
    developer analyst editor producer host guest member client customer patient tenant parents kid kids children twins
    girls boys grandkids grandchildren sisters brothers nephews nieces friends mates colleagues neighbours cousins
    sons daughters carer volunteer translator interpreter consultant surgeon midwife pharmacist vet headmaster
    principal lecturer supervisor vicar councillor lodger tutor trainer hairdresser electrician driver organiser
    coordinator gardener cleaner foreman captain driver caretaker receptionist physio azubi teamleiter teamleiterin
    leiter leiterin hausmeister arzt arztin enkel enkelin enkelkinder kinder lehrer lehrerin teamlead begleider
    wijkverpleegkundige arts huisarts kleindochter kleinzoon kinderen enfants petitfils medecin docteur infirmiere
    nipote nipoti figli medico dottore hijos nietos medico enfermera wnuk wnuczka dzieci lekarz
    """
)
"""Nouns for people, in all the languages: before a name, or before "is" and a name."""

AFTER_THINGS = lists.THINGS_AFTER | _words(
    """
    app apps account accounts website site phone card online line version software system page pages button group
    brand team office branch shop store machine tv watch tablet drive cloud pro plus max mini studio studios game
    games engine edition suite console controller files file plugin server format api browser tab tool tools model
    models data plot syndrome disease act bill class course programme program method theory conference meetup
    championship cup league
    """
)
"""After a word that names a thing."""

NOUNS_FOR_THINGS = _words(
    """
    game games app apps tool tools program programme software company band brand studio book film movie song series
    show language place city town village product service website site platform package library model system project
    machine device console level thing something file format plugin shop store pub restaurant hotel street magazine
    album podcast channel spiel programm firma laden stadt ort sache spel bedrijf jeu logiciel entreprise gioco
    programma azienda juego programa empresa gra firma
    """
)
"""Before "called" and the name of a thing."""
