"""The forms that identify people: patterns for `identifiers`, each linear in the length of a text."""

from __future__ import annotations

import re
from functools import lru_cache

_I = re.IGNORECASE
BEFORE = 60  # characters before a number in which the word that explains it is looked for

EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
MASKED_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,40} ?[\[(](?:at|ät)[\])] ?[\w-]{1,40}(?:(?:\.| ?[\[(](?:dot|punkt|"
    r"punt)[\])] ?)[\w-]{1,20}){1,4}",
    _I,
)
ANNOUNCES_MAIL = re.compile(r"(?:\bis|\bit['’]s|\bmail|\baddress|\bto|\bon|\bme at|\bum|\buh)\b ", _I)
_DOTS = {"de": "punkt", "nl": "punt", "pl": "kropka", "it": "punto", "es": "punto", "fr": "point", "pt": "ponto"}
_ATS = {"de": "ät", "nl": "apenstaartje", "pl": "małpa|malpa", "it": "chiocciola", "es": "arroba", "fr": "arobase"}
_ENDINGS = (
    r"(?:com|org|net|edu|gov|info|biz|me|io|co|uk|ac|de|nl|pl|it|fr|es|ch|at|be|eu|us|ca|au|ie|in|ir|pt|se|"
    r"no|dk|fi|ru|ua|tr|app|dev|"
    r"blog|example)"
)
PROVIDERS = re.compile(
    r"\b(?:g ?mail|hotmail|outlook|yahoo|icloud|proton ?mail|gmx|web|aol|live|msn|btinternet|t-online|wp|"
    r"onet|libero|orange)\b",
    _I,
)
MAIL_WORD = re.compile(
    r"\b(?:e-?mail\w{0,3}|mail|address|adresse|adres|indirizzo|correo|courriel|write to|reach me|schreib\w{0,2} an|"
    r"(?:send|sent|forward|forwarded|cc|copy|copied)(?: (?:it|that|this|them|everything|all|me|us|him|her|"
    r"one)){0,2} (?:to|at|in))\b",
    _I,
)


@lru_cache(maxsize=32)
def spoken_email(language: str) -> re.Pattern[str]:
    """Return the pattern of an e-mail address said aloud in a language: ``ana dot hill at gmail dot com``."""
    dot = "|".join(dict.fromkeys(("dot", _DOTS.get(language, "dot"))))
    at = "|".join(dict.fromkeys(("at", _ATS.get(language, "at"), r"\(at\)", r"\[at\]")))
    return re.compile(
        rf"(?<![\w.+-])(?P<user>[\w.+-]{{1,40}}(?: (?:{dot}|underscore|dash|hyphen|"
        rf"minus) [\w+-]{{1,40}}){{0,4}}) (?:{at}) "
        rf"(?P<host>[\w-]{{1,40}}(?: (?!(?:{dot}) )[\w-]{{1,20}}){{0,2}}"
        rf"(?: (?:{dot}) (?!{_ENDINGS}\b)[\w-]{{1,30}}){{0,2}}(?:(?: (?:{dot}) |\.){_ENDINGS}){{1,3}})\b",
        _I,
    )


#: Whoever these names belong to: an address, also without any talk of mail.
SHARED_MAIL = frozenset(
    "info sales support hello contact admin accounts office enquiries inquiries bookings orders help billing team "
    "reception post kontakt service rechnung contatto contacto biuro".split()
)
# "look at shop dot com" is no address.
NOT_BEFORE_AT = frozenset(
    "look looks looking looked shop shopped shopping buy bought work works worked working order ordered "
    "stay stayed be is was are "
    "were am me us them it him her you available found meet met start started arrive arrived point sign "
    "signed here there them that "
    "this one people everybody support site log logged browse browsing and or but so not just live only all".split()
)
LINK = re.compile(r"(?<![\w@./])(?:https?://|www\.)[^\s<>\"'”’)\]]{3,300}", _I)
DOMAIN = re.compile(
    r"(?<![\w@./-])[a-z0-9][a-z0-9-]{1,62}(?:\.[a-z0-9-]{1,63}){0,3}\."
    r"(?:com|org|net|info|biz|co\.uk|org\.uk|ac\.uk|de|nl|pl|it|fr|es|ch|at|be|eu|us|me|io|"
    r"blog|example|ai|tv|photos?|art|design|studio|cafe|farm|wales|cymru|scot|london|cloud|news|live|club|tech|media|"
    r"agency|digital|school|church|events|uk|ca|au|ie|in|se|no|dk|fi|shop|store|online|site|app|"
    r"dev)(?![\w.-]*\w)(?:/[^\s<>\"'”’)\]]{0,200})?"
)
SPOKEN_LINK = re.compile(
    r"(?<![\w.-])(?:www|w w w|double u double u double u) (?:dot|punkt|punt|kropka|punto|point) [\w-]{2,40}"
    r"(?: (?!(?:dot|punkt|punt|kropka|punto|point) )[\w-]{2,20}){0,2}"
    r"(?: (?:dot|punkt|punt|kropka|punto|point) [a-z]{2,12}){1,3}(?: slash [\w-]{1,40}){0,3}"
    r"|\b(?:linkedin|facebook|instagram|twitter|github|youtube|tiktok) dot com(?: slash [\w-]{1,40}){1,3}"
    r"(?: (?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|(?:twen|thir|for|fif|six|seven|eigh|nine)ty))?"
    r"(?: (?:one|two|three|four|five|six|seven|eight|nine))?",
    _I,
)
SAID_DOMAIN = re.compile(
    r"\b(?:page|site|website|web ?site|blog|shop|url|link|webseite|homepage|sito|pagina|web)(?:['’]s| is| was|"
    r" ist| è| es| to)"
    r"(?: (?:called|at|just|um|uh|it['’]s))? ((?!(?:on|in|at|of|with|for|not|from|all|now|up)\b)"
    r"(?:[a-z0-9-]{2,20} ){1,3}(?:(?:dot|punkt|punto) [a-z]{4,20} )?(?:dot|punkt|punt|kropka|punto|point) "
    rf"{_ENDINGS}(?: (?:dot|punkt|punt|punto|point) {_ENDINGS})?)\b",
    _I,
)
HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z_][\w.-]{2,30}(?<![.-])")
IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)")
IPV6 = re.compile(r"(?<![\w:])(?:[0-9a-f]{1,4}:){5,7}[0-9a-f]{1,4}(?![\w:])", _I)
IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2} ?\d{2}(?: ?[A-Z0-9]{2,4}){3,8}(?: ?[A-Z0-9]{1,2})?(?![A-Za-z0-9])", _I)
NUMBER = re.compile(r"(?<![\w.,€$£])(?:\+ ?|\(\+?|00)?\d(?:[ .\-/() ]{0,3}\d){4,22}(?![\w€%]|[.,]\d)")
CODE = re.compile(
    r"(?<![\w/-])(?<!\d )(?=[A-Z\d -]{0,12}\d)[A-Z]{1,6}[ -]?\d[A-Z\d]{0,14}(?:[ -][A-Z\d]{1,10}){0,5}(?![\w-])"
)
#: Letters and digits in any order, with slashes: an id only where the words lead straight to it.
MIXED = re.compile(
    r"(?<![\w/-])(?=[A-Z\d/ -]{0,20}\d)(?:[A-Z\d]{5,20}|\d{1,6}(?:[ /-][A-Z\d]{1,8}){1,5}|"
    r"[A-Z\d]{1,10}(?:[/-][A-Z\d]{1,8}){1,4}|[a-z]\d{5,12}|[A-Z\d]{2,5}(?: [A-Z\d]{2,5}){1,4})(?![\w/-])"
)
LEADS_TO_CODE = re.compile(
    r"\b(?:permit|application|prescription|certificate|share code|badge|ref\w{0,6}|booking\w{0,4}|"
    r"reservation|confirmation|order|ticket|case|claim|policy|member\w{0,6}|"
    r"licen[cs]e|passport|"
    r"registration|serial|tracking|parcel|voucher|customer|client|patient|student|staff|employee|payroll|docket|plate|"
    r"number plate|reg|aktenzeichen|vorgangsnummer|\w{0,30}nummer|kennzeichen|\w{0,20}-id|dossier|numéro|numero|"
    r"número|"
    r"numer|zamówieni\w|expediente|pratica|polizza|matricola|kenteken)\b(?:['’]s)?(?: (?:number|no|nr|code|id|ref|"
    r"reference|is|was|it|ist|war|di|de|"
    r"è|es|to|was|about|ending|under|on|um|uh|like|just|so|called|that['’]s|number['’]s)){0,4}[ :,.#]{1,3}\Z",
    _I,
)
#: Anywhere before letters and digits that are mixed as only an id mixes them.
SPEAKS_OF_CODE = re.compile(
    r"\b(?:ref\w{0,6}|booking|reservation|order|ticket|case|claim|policy|permit|application|prescription|certificate|"
    r"badge|share|vessel|candidate|charity|grant|utr|gmc|member\w{0,6}|licen[cs]e|passport|"
    r"registration|serial|"
    r"tracking|parcel|voucher|number|code|id|crime|dossier|numéro|numero|número|numer|\w{0,30}nummer|kennzeichen|"
    r"kenteken|plate)\b",
    _I,
)
NATIONAL = re.compile(
    r"(?<![\w-])(?:[A-Z]{2}\d{2} [A-HJ-PR-Z]{3}"  # United Kingdom: number plate
    r"|\d{3}-\d{2}-\d{4}"  # United States: social security number
    r"|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]"  # United Kingdom: national insurance number
    r"|[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]"  # Italy: codice fiscale
    r"|\d{8}-?[A-HJ-NP-TV-Z]|[XYZ]-?\d{7}-?[A-HJ-NP-TV-Z])(?![\w-])"  # Spain: DNI, NIE
)
POSTCODE = re.compile(r"(?<![\w-])[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![\w-])")
POSTCODE_AFTER = re.compile(r",? (?:[A-Z][\w-]{2,20},? )?[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
LAST_FOUR = re.compile(
    r"\b(?:card|visa|mastercard|account|konto|karte|rekening|carta|tarjeta|carte)[\w ,'’]{0,40} (?:ending|ends|endet|"
    r"endend|eindig\w{1,3}|finisce|termina)"
    r"(?: in| with| on| auf| op| con| en| mit)? (\d(?: ?\d){3})(?!\d)"
    r"|\b(?:the|that) one (?:that |which )?(?:ending|ends)(?: in| with| on)? (\d(?: ?\d){3})(?!\d)",
    _I,
)

_MONTH = (
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|may|june|july|august|"
    r"september|october|"
    r"november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|januari|februari|maart|mei|"
    r"augustus|stycznia|lutego|marca|"
    r"kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|gennaio|febbraio|marzo|"
    r"aprile|maggio|giugno|luglio|"
    r"agosto|settembre|ottobre|dicembre|janvier|février|fevrier|mars|avril|juin|juillet|août|aout|septembre|"
    r"octobre|décembre|enero|febrero|abril|mayo|junio|julio|septiembre|setiembre|octubre|noviembre|diciembre|"
    r"styczeń|luty|marzec|kwiecień|maj|czerwiec|lipiec|sierpień|wrzesień|październik|listopad|grudzień|"
    r"فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند)"
)
_DAYWORD = (
    r"(?:twenty[ -]|thirty[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|thirteenth|"
    r"fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_YEARWORD = (
    r"(?:(?:nineteen|two thousand(?: and)?|twenty)(?:[ -](?:hundred(?: and)?|oh|(?!and\b|in\b)[a-z]{3,9})){0,3}|"
    r"neunzehnhundert[a-zäöüß]{0,24}|zweitausend[a-zäöüß]{0,18})"
)
_DAYWORD_DE = r"(?:[a-zäöüß]{0,14}(?:ers|zwei|drit|vier|fünf|sechs|sieb|ach|neun|zehn|elf|zwölf|zehn|zigs)te[nr]?)"
_DECADES = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
)
_HOLIDAY = r"(?:christmas|boxing|new year['’]?s|valentine['’]?s|st patrick['’]?s|all saints) (?:day|eve)"
DATE = re.compile(
    r"(?<!\w)(?=\w)(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th|\.|er|º)?(?: of| de| di)? {_MONTH}\.?(?:,? (?:de |del )?(?:\d{{4}}|"
    rf"{_YEARWORD}))?"
    rf"|{_MONTH}\.? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|(?:the )?{_DAYWORD}(?: of)? {_MONTH}(?:,? (?:\d{{4}}|{_YEARWORD}))?"
    rf"|(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)|{_DAYWORD}) of the {_DAYWORD}(?:,? (?:\d{{2,4}}|{_YEARWORD}|{_DECADES}))?"
    rf"|{_DAYWORD_DE} {_MONTH}(?:,? (?:\d{{4}}|{_YEARWORD}))?|{_HOLIDAY}(?:,? (?:in )?(?:\d{{4}}|{_YEARWORD}))"
    rf"|{_MONTH} (?:the )?{_DAYWORD}(?:,? (?:\d{{4}}|{_YEARWORD}))?"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
    rf"|(?:{_MONTH} )?(?:19|20)\d{{2}}|(?:{_MONTH} )?(?:13|14|۱۳|۱۴|۱۹|۲۰)\d{{2}}|{_MONTH} {_YEARWORD}|"
    rf"nineteen[ -][a-z]{{3,7}}(?:[ -][a-z]{{3,5}})?)(?![\w])",
    _I,
)
BORN = re.compile(
    r"\b(?:born|birthday|birth ?date|date of birth|d\.?o\.?b|geboren|geburtstag|geburtsdatum|geboortedatum|"
    r"jarig|urodz\w{0,8}|"
    r"nat[oa]|nascita|compleanno|née?s?|naissance|anniversaire|nac[ií]|nació|nacid[oa]|nacimiento|cumpleaños|"
    r"geburtsjahr|"
    r"geboorte\w{0,8}|birth ?day|born-on|bday)\b|متولد|تاریخ تولد|به دنیا",
    _I,
)

BORN_AFTER = re.compile(
    r", born\b|,? (?:(?:is|was) (?:my|his|her|our) (?:birthday|date of birth|d\.?o\.?b)|geboren\b|"
    r"in [A-ZÄÖÜ]\w+ geboren\b|"
    r"geboortedatum|"
    r"that['’]s (?:my|his|her) (?:birthday|date of birth)|(?:for|as) (?:my |the |a |his |her )?(?:date of birth|"
    r"dob|birthday)|"
    r"(?:baby|birthday)\b)",
    _I,
)

_STREET = (
    r"(?:street|road|avenue|lane|drive|close|crescent|terrace|court|gardens|boulevard|way|place|square|"
    r"grove|parade|highway|"
    r"st|rd|ave|ln|dr|blvd)"
)
_SMALL = (
    r"(?!(?:the|a|an|of|in|on|at|to|for|and|or|my|your|our|people|minutes|hours|days|weeks|years|months|"
    r"times|miles|different|other|"
    r"long|this|that|is|was|as|per|more|out|by|one|two|hour|minute|day|year|mile)\b)"
)
_GROUNDS = r"(?:Crescent|Avenue|Street|Green|Close|Terrace|Mews|Row|Grove|Drive|Lane|Square|Parade|Hill|Orchard)"
#: Streets of one capitalised word or with a rarer ending: "9a Quayside", "7 Saint Brannock's Row".
_CAPITAL_STREETS = (
    r"(?:Row|Mews|Hill|Quay|Quayside|Wharf|Walk|Rise|View|Path|Green|Gate|Mead|Meadows?|Vale|Croft|Gardens?|Park|Yard|"
    r"Broadway|Parkway|Trail|Loop|Circle|Heights|Point|Ridge|Bank|End|Fold|Garth|Wynd|Brae|Bridge|Side|Bypass|Reach|Brow|Brook|Chase|Dene|Fields?|Haven|Knoll|Landing|Orchard|Paddock|Spinney|Strand|Wood|Steps|"
    r"Lea|Nook|Glade|Copse|Holt|Hollow)"
)
_UNIT = r"(?:(?:flat|apartment|apt\.?|unit|suite) ?\d{1,4}[a-z]?,? )?"
ADDRESS = re.compile(
    rf"(?<![\w.£$€-]){_UNIT}\d{{1,5}}[a-z]?,? (?:(?:{_SMALL}[\w'’.-]{{2,20}} ){{1,3}}{_STREET}|"
    rf"The (?-i:{_GROUNDS}|[A-Z][a-z]{{2,12}}s))\b"
    r"\.?(?:,? "
    rf"(?:flat|apartment|apt\.?|unit) ?\d{{1,4}}[a-z]?)?"
    r"|\bP\.?O\.? ?Box \d{1,6}(?:, (?-i:[A-Z][a-z]{2,20}))?",
    _I,
)
_BUILT = (
    r"(?:House|Lodge|Court|Park|Estate|Street|Road|Lane|Avenue|Close|Drive|Terrace|Crescent|Gardens?|Building|"
    r"Mansions?|"
    r"Towers?|Point|Yard|Allotments|Quay|Cottage|Farm|Barn|Villa|Centre|Center|Mill|Wharf|Place|Way|Grove|Row|Mews|Hill|Square|Walk|Rise)"
)
#: A part of a building first: "Flat 12, Brindley House, Cutler Street".
UNIT_ADDRESS = re.compile(
    r"\b(?:Flat|Room|Unit|Plot|Apartment|Apt\.?|Suite|Block|Lot|Studio|Berth|Pitch|Mooring) \d{1,4}[A-Za-z]?, "
    rf"(?:(?:[A-Z][\w'’.]{{1,20}} ){{0,3}}{_BUILT}\b(?:, )?(?=[.,;?!\n]|\Z|[A-Z\d ])|\d{{1,4}}[a-z]? (?=[A-Z])){{1,4}}"
)
#: A house with a name, where somebody lives: "The Old Forge, Church Lane, Snettisley".
NAMED_HOUSE = re.compile(
    r"\b(?:live|lives|lived|living|address is|moved|moving|house is|home is|born)(?: \w{1,8}){0,2} (?:at|in|to|is) "
    rf"((?:The )?(?:[A-Z][\w'’]{{1,20}} ){{0,2}}[A-Z][\w'’]{{1,20}}, (?:[A-Z][\w'’]{{1,20}} ){{1,2}}{_BUILT}\b"
    r"(?:, [A-Z][\w'’-]{2,20})?)"
)
#: "Manse Cottage, Chapel Brow"
COTTAGE = re.compile(
    r"\b(?:[A-Z][\w'’]{1,20} ){1,2}(?:Cottage|Farm|House|Lodge|Barn|Villa|Vicarage|Rectory|Forge), "
    r"(?:[A-Z][\w'’]{1,20} ){0,2}(?:Street|Road|Lane|Avenue|Close|Drive|Brow|Hill|Green|Row|Way|Walk|Place|Square)\b"
)
_NUMBER_WORDS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|a hundred and)"
)
#: "i live at forty saint cuthberts terrace"
SPOKEN_ADDRESS = re.compile(
    rf"\b(?:at|to|is|it['’]s|on|number|in|from|for|"
    rf"of) ((?:{_NUMBER_WORDS}[ -]){{1,3}}(?:[abc] )?(?:{_SMALL}[\w'’.]{{2,20}} ){{1,3}}"
    r"(?:street|road|avenue|lane|drive|close|crescent|terrace|court|gardens|grove|row|mews|rise|walk|square|"
    r"boulevard|hill))\b",
    _I,
)
POSTAL_CODE = re.compile(
    r"\b(?:zip(?: code)?|post ?code|postal code|plz|postleitzahl|code postal|cap|código postal|kod pocztowy)"
    r"(?:['’]s| is| ist| was| est| è| es| to)? (\d{2}-\d{3}|\d{5}(?:-\d{4})?|\d{4} ?[A-Z]{2})\b",
    _I,
)
CAPITAL_STREET = re.compile(
    rf"(?<![\w.£$€:-])\d{{1,4}}[a-z]?,? (?:(?:[A-Z][\w'’.]{{1,20}} ){{1,3}}{_CAPITAL_STREETS}|Quayside|Broadway|"
    rf"Riverside|Churchgate)\b"
)
LIVES = re.compile(r"\b(?:lives?|lived|living|address|moved|house|flat|home)\b[^.!?]{0,16}\Z", _I)
NAMED_STREET = re.compile(
    r"\b(?:live|lives|lived|living|house|flat|home|address|moved|grew up|stay|stayed|staying|rent|renting|based|born|"
    r"we['’]re|we are|I['’]m|I am|she['’]s|he['’]s|they['’]re|place|bungalow|cottage)(?: \w{1,8}){0,3} (?:on|in|"
    r"at|to|off|"
    r"is) ((?:[A-Z][\w'’-]{1,20} ){1,2}"
    r"(?:Street|Road|Avenue|Lane|Drive|Close|Crescent|Terrace|Gardens|Boulevard|Grove|Hill|Row|Mews|Rise|Walk|"
    r"Place|Way)\b)"
)
_CITY = r"(?:,? \d{4,5}(?: [A-Z]{2})?(?: [A-ZÄÖÜ][\w-]{2,20})?)?"
ABROAD = re.compile(
    r"\b(?:(?:Am|An der|An den|Im|In der|In den|Auf der|Auf dem|Zum|Zur|Unter den|Vor dem|Hinter der) "
    r"(?:[A-ZÄÖÜ][\wäöüß-]{2,25} ?){1,2}\d{1,3} ?[a-z]?\b(?=,? \d{5}|[.,]| [a-z])" + _CITY +
    r"|(?:[A-ZÄÖÜ][\wäöüß-]{1,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|damm|ufer|straat|laan|"
    r"plein|gracht|kade|dijk|steeg)"
    r"|[A-ZÄÖÜ][\wäöüß]{2,20}(?:e|er|en) (?:Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse)) \d{1,4} ?[a-z]?\b" + _CITY +
    r"|(?:ul\.|ulic[ayę]|al\.|alei|aleja|"
    r"pl\.) (?:[A-ZŁŚŻ][\wąćęłńóśźż]{1,20} ){1,3}\d{1,4}[a-z]?(?:/\d{1,4})?(?:,? \d{2}-\d{3}(?: [A-ZŁŚŻ]\w{2,20})?)?"
    r"|(?:[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso) (?:(?:de[lgi]{1,3}|della|"
    r"delle) )?(?:[A-Z][\w'’]{1,20},? ){1,3}\d{1,4}\b" + _CITY +
    r"|\d{1,4},? (?:rue|avenue|boulevard|place|chemin|allée|impasse) (?:(?:de|du|des|la|le|les|d'|"
    r"l') ?){0,3}(?:[A-ZÉÈ][\w'’éèê-]{1,20} ?){1,3}" + _CITY +
    r"|(?:[Cc]alle|[Aa]venida|[Pp]laza|[Pp]aseo) (?:(?:de|del|la|las|"
    r"los) ){0,2}(?:[A-ZÁÉÍÓÚ][\wáéíóúñ]{1,20},? ){1,3}(?:n[úu]mero )?\d{1,4}\b)"
    r"|خیابان [\u0600-\u06ff\u200c ]{2,30}،? (?:کوچه [\u0600-\u06ff\u200c ]{2,20}،? )?پلاک [\d۰-۹]{1,4}"
)  # fmt: skip

# A short or round number is an id only where the words lead straight to it.
INTRODUCED = re.compile(r"(?:number|no|nr|nummer|numer|numero|número|numéro|code|id|is|was|ist|:|#)\W{0,3}\Z", _I)
SAYS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, _I))
    for kind, pattern in (
        ("card", r"\b(?:card|visa|mastercard|amex|kreditkarte|creditcard|carta di credito|tarjeta|carte)\b"),
        ("IBAN", r"\biban\b"),
        (
            "account number",
            r"\b(?:account|acct|konto\w{0,8}|rekening\w{0,8}|sort code|routing|conto|cuenta|compte|numer konta)\b",
        ),
        (
            "id number",
            r"\b(?:passport|social security|ssn|national insurance|ni number|nhs|pesel|bsn|steuer\w{0,16}|"
            r"sozialversicherung\w{0,8}|"
            r"ausweis\w{0,8}|\w{0,12}versich\w{0,20}|aktenzeichen|vorgangsnummer|matrikel\w{0,8}|mitglied\w{0,10}|"
            r"personalnummer|"
            r"polis\w{0,8}|lidnummer|burgerservice\w{0,8}|sécurité sociale|numéro client|sécu|legitymac\w{0,3}|"
            r"dowod\w{0,3}|"
            r"tessera|seguridad social|matricola|serial|tracking|registration|"
            r"ausweis\w{0,8}|reisepass\w{0,8}|dowód|dowodu|codice fiscale|dni|nie number|driver'?s?|"
            r"driving|licen[cs]e|policy|police|claim|"
            r"member\w{0,4}|customer|client|kundennummer|kunden|klantnummer|patient|employee|student|"
            r"reference|order|booking|ticket|case|"
            r"tax|id)\b|کد ملی",
        ),
        (
            "phone",
            r"\b(?:phone|telephone|call|called|ring|rang|mobile|cell|text|texted|whatsapp|reach|tel|handy|"
            r"telefon\w{0,8}|nummer|anrufen|"
            r"bellen|telefoon\w{0,8}|komórk\w{1,3}|numer|zadzwoń|telefono|cellulare|chiamare|portable|"
            r"téléphone|móvil|teléfono|llamar|"
            r"number|dial|fax)\b|شماره|تلفن|موبایل",
        ),
    )
)
