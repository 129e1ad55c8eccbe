"""Words that help to tell names from other words; written by hand for this project, from no data set.

Lists are short on purpose: what they miss, the review list shows.
"""

from __future__ import annotations

from cxresearch.readers.name_lists_fa import GIVEN_FA as GIVEN_FA
from cxresearch.readers.name_lists_nicknames import NICKNAMES_OF as NICKNAMES_OF
from cxresearch.readers.name_lists_starters import STARTERS as STARTERS
from cxresearch.readers.name_lists_world import GIVEN_WORLD


def _words(text: str) -> frozenset[str]:
    return frozenset(text.replace("'", "").split())


#: Given names that are hardly ever anything else, folded.
GIVEN = (
    _words(
        """
    aaron ella stella gail vera abby ben bob ed max ray jay leo lee abigail abdul abdullah adam adele adrian adriana
    agata agnes agnieszka ahmed ahmet aidan aisha akira alan albert alejandra alejandro alena alessandra alessandro
    alex alexander alexandra alfred ali alice alicia alina alison alistair allison alma amanda amara amelia amina amir
    amit amy ana anand anastasia anders andre andrea andreas andrei andres andrew andrzej andy angela angelica angelika
    anil anita anja anjali ann anna anne annette annie annika anthony antoine anton antonia antonio anya arash ariana
    arjun arnold arthur artur arturo asha ashley asif astrid aurora ava ayesha aylin ayse bahar barbara barry bartek
    bartosz beata beatrice beatriz becca becky behzad belinda benedikt benjamin bernard bernd bernhard beth bethany
    betty bianca birgit bjorn bogdan boris bradley brandon brenda brendan brett brian bridget britta bruno bryan
    caitlin callum cameron camila camille carl carla carlos carmen carol carole caroline carolyn carsten catalina
    caterina catherine cathy cecilia celine cem chen cheryl chiara chidi chioma chloe chris christa christine christina
    christof christoph christophe christopher cindy claire clara claudia claudio colin connor constantin cornelia
    cristina cynthia daan dagmar damian damien dan dana daniel daniela danielle danny danuta dara daria dario dariusz
    darius darren dave david davide dawid debbie deborah deepa deepak denise dennis derek devon diana diane dieter
    dimitri dinesh dirk dmitri dominic dominik dominika donald donna doreen dorota doris dorothea dorothy doug douglas
    duncan dylan ebru eddie eduardo edith edward edwin edyta eileen elaine elena eleni elias elif elisa elisabeth elise
    elizabeth elke ellen ellie elliot elsa elvira ema emanuele emeka emil emilia emilie emily emine emir emma emmanuel
    enrico enrique eric erica erik erika erin ernesto esra esteban esther ethan eugene eva evan evelyn ewa fabian fabio
    farah fareed farhad farid fatemeh fatima fatma federica federico felicia felicity felipe felix fernanda fernando
    fiona flavia flora florian francesca francesco francois francoise franz franziska fred frederic frederik frieda
    friedrich gabriel gabriela gabriele gabriella gareth gary gavin geoff geoffrey george georgina gerald gerard gerda
    gerhard gianni gillian gina giorgio giovanni gisela giulia giuseppe gloria golnaz gordon graham greg gregory greta
    grzegorz gudrun guido guillaume gunther gustav hadi halina hamid hana hannah hannes hans harriet harry hartmut
    hasan hassan heather hector heidi heike heinrich heinz helen helena helga helmut hendrik henri henrik henry herbert
    herman hilary hildegard holger hossein hugo hussein ian ibrahim ignacio igor ilaria ilona ilse imran ines inga inge
    ingrid irena irene irina isaac isabel isabella isabelle isla ismail ivan ivana iwona jaap jacek jack jackie jacob
    jacqueline jacques jake jakob jakub james jamie jan jana jane janet janice janina janine jared jarek jaroslaw jason
    javad javier jean jeanette jeff jeffrey jelena jen jenna jennifer jenny jens jeremy jerome jerzy jesse jessica
    jessie jill jim jimmy jin joan joana joanna joanne joao jochen joe joel joerg johan johanna johannes john johnny
    jolanta jon jonas jonathan jorge joris jose josef joseph josephine joshua josh juan juanita judith judy jules julia
    julian juliana julie juliet julius jurgen justin justyna kai kamil kamila karen karim karin karina karl karolina
    katarzyna kate katerina katharina katherine kathleen kathrin kathryn kathy katie katja katrin katy kaveh kayla
    keith kelly kemal ken kenneth kenji kerry kevin khadija khalid kiran kirsten kirsty klaas klaus konrad konstantin
    kristen kristin kristina krystyna krzysztof kumar kurt kwame kyle ladan lakshmi lara lars laszlo laura lauren
    laurence laurent leah leila leon leonard leonardo leonie leroy leslie lena lenka leyla liam lidia lieke lila lina
    linda lindsay lindsey lisa liz liza lorenzo lori lorna lorraine louise luc luca lucas lucia luciana lucy ludwig
    luis luisa lukas lukasz luke lydia lynn lynne maciej madeleine magda magdalena mahmoud mahsa maja malcolm
    malgorzata malik mandy manfred manuel manuela marc marcel marcin marco marcus marek margaret margarita margot maria
    marian mariana marie marieke marija marijke marina marion marisa marius marjan markus marlene marta martha martin
    martina martine mary maryam marzena masha mateo mateusz mathias matilda matt matteo matthew matthias maureen
    maurice maya megan mehdi mehmet meike melanie melinda melissa mercedes michael michaela michal michel michele
    michelle mieke miguel mihai mike mikhail mila milena mina mira miranda miriam mirjam mitch mohamed mohammad
    mohammed mohsen moira molly mona monica monika monique moritz muhammad murat mustafa nadia nadine naomi narges
    nasrin natalia natalie natasha nathan nathalie nathaniel neda neil nelson ngozi nia nicholas nicola nicolas nicole
    niels nigel niklas nikola nikolaus nils nina niloofar nino noah noel noor nora norman norbert olaf oleg olena olga
    oliver olivia omar orla oscar oskar otto pablo pamela paola paolo parisa pascal patricia patrick patrizia patryk
    paul paula paulina pauline pavel pawel pedro peggy peter petra phil philip philipp philippa philippe phoebe pia
    pierre pieter pilar piotr pooja pouya priya przemyslaw rachel rachid rafael rafal rahul rainer raj rajesh ralf
    ralph ramona ramon raphael rashid raul ravi raymond rebecca reinhard renata renate rene reza ricardo richard
    riccardo rick rita roberta robert roberto roderick rodrigo roger roland rolf roman ron ronald rosa rosalind rosario
    rosie rosemary roxana roy rudolf rupert russell ruth ryan ryszard sabine sabrina saeed sally salma sam samantha
    samir samira samuel sandeep sandra sanjay sara sarah sasha saskia scott sean sebastian selim selma serena sergei
    sergio shahram shane shannon sharon shaun shauna shawn sheila shirin shirley shreya siavash sibel sigrid silke
    silvia simon simona simone sinead siobhan slawomir sofie somchai sonia sonja sophia sophie soraya stacey stanislaw
    stefan stefanie stefano stephan stephanie stephen sterling steve steven stuart sunil suresh susan susana susanna
    susanne suzanne sven svenja svetlana sylvia sylwia tadeusz takeshi tamara tanja tanya tara tariq tatiana ted teresa
    terence terry tessa thea theo theodor theresa thomas thorsten tiago tilda tim timo timothy tina tobias todd tom
    tomas tomasz tommy tony torsten tracey tracy trevor tristan tyler udo ulla ulrich ulrike ursula uwe valentina
    valeria valerie vanessa veronica veronika vicky vijay viktor vikram vincent vincenzo viola vivian vivien vladimir
    volker waldemar walter wanda wei wendy werner wesley wieslaw wilhelm willem william wojciech wolfgang xavier yan
    yara yasmin yasmine yolanda yosef youssef yuki yuri yusuf yvette yvonne zachary zahra zainab zara zbigniew zeynep
    zoe zofia zohreh zuzanna
    """
    )
    | GIVEN_WORLD
)

#: Given names and surnames that are ordinary words too: they need a capital letter and company that fits a person.
ORDINARY = _words(
    """
    al amber angel art august autumn banks baker ball bell best bill bird bishop black booth brown bush butler cage can
    carter case cash chance chase christian church cliff colt cook cooper crystal daisy dale dawn day dean dick dolly
    dot drew duke earl em eve ernst faith farmer field fisher flo fox frank gay gene glen glenn gold good grace grant
    gray green grey guy hall hank harmony heath hill holly hope house hunt hunter iris ivy jade jasmine jo jock joy
    june kit king klein koch lake lance lane lang large lily little long lord lot love major marge mark marsh mason may
    meadow melody mercy miles mill miller misty mo moon moss nat ned newman nick noble north olive page paris park
    parker parks pat patience patty pearl penny piper pip porter pound power powers price prince prudence rain reed
    rich richter ring rivers rob robin rock rose ruby rusty sage sandy sharp short singer sky small smart snow sparks
    star stern stone storm story street strong sue summer sun taylor temple tess tori trip val vic violet walker wall
    ward warren waters weaver weber weiss west white wild will wise wolf wood woods young van von der den de la el so
    to an in on at it is as us me my we he you they them this that then than li le do go no may mel milan sofia nova
    hero asia data test user admin marketing support sales
    poppy saffron hyacinth clementine honey rocky buddy destiny blessing comfort precious marigold
    favour gift prosper verity clement constance harmony
    sunny fern juniper clover bonnie happy winter raven wren robyn gale skye basil birdie drake
    """
)

#: The given names among them.
ORDINARY_GIVEN = _words(
    """
    amber angel art autumn bill christian cliff crystal daisy dale dawn dean dick dolly drew duke earl eve ernst faith
    frank gene glen glenn grace grant guy hank heath holly hope hunter iris ivy jade jasmine joy kit lily lance marge
    mark max may melody misty nat ned nick olive pat patty pearl penny pip prudence reed rob robin ruby sage sandy
    summer sue tess tori val vera vic violet warren will wolf
    poppy saffron hyacinth clementine honey rocky buddy destiny blessing comfort precious marigold
    favour gift prosper verity clement constance harmony
    sunny fern juniper clover bonnie happy winter raven wren robyn gale skye basil birdie drake
    """
)

#: Those that begin no sentence unless they are a name.
HARDLY_INITIAL = ORDINARY_GIVEN - _words(
    "art bill drew frank grace grant hope joy mark max may rob rose sue summer val will pat pip"
)
#: In small letters these are words.
SMALL_WORDS = ORDINARY | _words("bob ray max jay ed ben leo lee bond dan are said mario luigi don jo sam")

#: Given names that are places, months or makes as well: only clear company makes them people.
AMBIGUOUS = _words(
    """
    adelaide roman mario luigi alexandria april august austin brooklyn carolina charlotte chad chelsea dakota dallas
    denver diego florence francisco georgia houston india israel jackson jordan june kent lincoln london lourdes louis
    madison may mercedes milan orlando paris phoenix regina santiago savannah sofia sydney tesla tiffany verona
    victoria vienna virginia washington said jesus
    """
)

KIN = _words(
    """
    husband wife partner boyfriend girlfriend fiance fiancee son daughter brother sister mother father mum mom mam dad
    cousin uncle aunt auntie niece nephew grandson granddaughter grandmother grandfather grandma grandpa stepson
    stepdaughter boss manager supervisor colleague coworker friend mate buddy neighbour neighbor flatmate roommate
    housemate landlord landlady doctor gp dentist therapist nurse lawyer solicitor accountant carer caregiver
    caseworker teacher tutor coach mentor assistant advisor adviser agent consultant plumber builder mechanic
    babysitter nanny ex lad kid baby toddler twin eldest youngest mann frau ehemann ehefrau chef chefin kollege
    kollegin freund freundin bruder schwester sohn tochter nachbar nachbarin vrouw man collega baas vriend vriendin
    zoon dochter broer zus buurman buurvrouw maz zona szef szefowa kolega kolezanka brat siostra syn corka sasiad
    sasiadka przyjaciel przyjaciolka marito moglie figlio figlia fratello sorella capo collega amico amica mari femme
    fils fille frere soeur chef ami amie collegue marido mujer esposo esposa hijo hija hermano hermana jefe jefa amigo
    amiga companero companera vecino vecina
    """
)
OWNERS = _words(
    """
    my our his her their your mein meine meinem meiner meinen unser unsere unserem sein seine ihr ihre mijn onze zijn
    haar moj moja mojego mojej moim nasz nasza mio mia mon ma mes nos notre mi nuestro nuestra su the a
    """
)
TITLES = _words(
    """
    dr doctor mr mrs ms miss mister prof professor sir madam lady nurse sister father reverend pastor rabbi imam
    captain sergeant detective officer constable inspector judge herr frau dhr mevr meneer mevrouw pan pani panem pana
    pania signor signora signore dott dottore dottoressa monsieur madame mme mlle senor senora don dona mgr inz
    """
)
SMALL_TITLES = _words(
    "meneer mevrouw pan pani panem pana pania signor signora monsieur madame senor senora agha khanom"
)
#: Between a name and what somebody did.
ADVERBS = _words("always just never also still then only really usually already even actually probably kindly")
#: Only people do this.
HUMAN = _words(
    """
    laughed laughs smiled cried cries shouted whispered hugged nodded shrugged giggled sighed lachte weinte thinks
    reckons
    """
)
PEOPLE = (
    _words(
        """
    guy woman man lady girl boy bloke chap fella kid person someone somebody dude gentleman colleague friend rep
    representative agent advisor adviser operator technician engineer cashier receptionist driver nurse doctor teacher
    student mann frau jemand kollege kollegin iemand ktos qualcuno quelqu'un alguien
    """
    )
    | KIN
)
NAMED = _words(
    """
    called named namens heisst genaamd heet imieniem chiamato chiamata chiama nomme nommee appelle llamado llamada
    llama
    """
)
SAID = _words(
    """
    said says told tells asked asks explained mentioned suggested replied thinks thought reckons recommended emailed
    texted phoned rang sagte sagt meinte fragte zei vroeg powiedzial powiedziala mowi disse dice dijo dit dit
    """
)
SPOKEN_TO = _words("told asked emailed texted phoned met thanked hired married trust contacted spoke")
DOES = SAID | _words(
    """
    was is has had did does works worked lives lived came comes went goes called calls helped showed gave sent wrote
    got who and from
    """
)
WITH = _words("with to from for and by via mit von bei zu met van z od con avec chez")
GREETINGS = _words("hi hello hey dear hallo hoi czesc ciao bonjour hola salut")
SPEAKING = _words("here speaking calling")

WEEKDAYS_AND_MONTHS = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz
    april mai juni juli august oktober dezember maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari
    februari maart mei juni juli augustus christmas easter ramadan eid hanukkah diwali thanksgiving halloween
    """
)

#: Capitalised words that are no person's name: peoples and tongues, makes, and other usual company.
NO_NAMES = (
    _words(
        """
    i i'm i'd i've i'll god ok okay mum mom mam mama papa dad daddy mummy mommy grandma grandpa nan nana gran granny
    auntie english british scottish welsh irish american canadian australian german french italian spanish dutch polish
    portuguese turkish arabic persian russian ukrainian chinese japanese korean indian pakistani african european asian
    catholic christian muslim jewish hindu buddhist protestant deutsch deutsche englisch nederlands nederlandse polski
    polska google amazon apple microsoft facebook meta instagram whatsapp twitter youtube netflix spotify uber paypal
    visa mastercard ebay airbnb linkedin slack zoom teams outlook gmail excel word powerpoint windows android iphone
    ipad mac macbook siri alexa cortana chatgpt copilot gemini trello notion jira figma photoshop internet wifi
    bluetooth online app website everyone everybody all folks guys team there again both yes no sir madam
    """
    )
    | WEEKDAYS_AND_MONTHS
)

#: What a name is followed by when it is the name of a thing or a place.
THINGS_AFTER = _words(
    """
    street st road rd avenue ave lane drive court square hospital clinic school university college academy airport
    station bank hotel building centre center county city park bridge church cathedral institute foundation trust award
    prize inc ltd llc gmbh corp company group store stores shop supermarket restaurant cafe bar pub day theorem museum
    library award awards festival line strasse platz weg allee straat laan plein ulica
    """
)
