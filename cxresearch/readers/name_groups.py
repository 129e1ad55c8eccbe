"""Capitalised words for groups, ranks and jobs, which are nobody's name: ``Veterans``, ``Londoners``, ``Sergeant``."""

from __future__ import annotations

from functools import lru_cache

from cxresearch.readers import name_lists as lists
from cxresearch.readers.things import PLACES
from cxresearch.readers.vocabulary import is_word


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Peoples, tongues and beliefs, in the singular.
PEOPLES = _words(
    """
    afghan african albanian algerian american angolan arab argentine argentinian armenian asian australian austrian
    azerbaijani bangladeshi basque bavarian belgian berber bolivian bosnian brazilian breton briton brit british
    bulgarian burmese cambodian cameroonian canadian cantonese catalan chilean chinese colombian congolese cornish
    croat croatian cuban cypriot czech dane danish dominican dutch dutchman ecuadorian egyptian english englishman
    eritrean estonian ethiopian european filipino finn finnish flemish french frenchman frisian galician german
    ghanaian greek guatemalan gujarati haitian hausa hawaiian hebrew hindi hispanic hungarian icelandic igbo indian
    indonesian inuit iranian iraqi irish irishman israeli italian jamaican japanese jordanian kashmiri kazakh kenyan
    korean kurd kurdish kuwaiti latina latino latvian lebanese liberian libyan lithuanian macedonian malay malaysian
    maltese mandarin maori mauritian mexican moldovan mongolian moroccan nepalese nepali nigerian norwegian pakistani
    palestinian panamanian pashto persian peruvian pole polish portuguese punjabi qatari roma romanian rwandan russian
    saudi saxon scandinavian scot scots scotsman scottish senegalese serb serbian sicilian singaporean slav slovak
    slovakian slovene slovenian somali spaniard spanish sudanese swahili swede swedish swiss syrian taiwanese tamil
    tanzanian thai tibetan tunisian turk turkish turkmen ugandan ukrainian urdu uruguayan uzbek venezuelan vietnamese
    walloon welsh welshman yemeni yoruba zambian zimbabwean zulu aboriginal agnostic amish anglican atheist bahai
    baptist buddhist calvinist catholic christian evangelical hindu jain jew jewish lutheran methodist mormon muslim
    orthodox pagan pentecostal presbyterian protestant quaker sikh sunni shia sufi zoroastrian democrat republican
    tory conservative liberal labour green communist socialist marxist fascist brexiteer remainer boomer millennial
    zoomer latinx mancunian liverpudlian geordie scouser glaswegian parisian londoner berliner dubliner yorker cockney
    brummie cambrian martian deutscher osterreicher schweizer niederlander franzose italiener spanier englander turke
    pole russe grieche amerikaner
    """
)
#: Ranks, jobs and parts of an organisation that are written with a capital.
RANKS = _words(
    """
    admiral brigadier captain cadet colonel commander commodore corporal ensign general lieutenant major marshal
    marine midshipman officer petty pilot private ranger reservist sailor seaman sergeant soldier specialist trooper
    veteran vet warrant airman guardsman paratrooper recruit chaplain ambassador archbishop attorney bishop cardinal
    chancellor chair chairman chairwoman chief commissioner consul coroner councillor deacon dean deputy director duke
    earl emperor empress executive governor headmaster headteacher judge justice king knight lord magistrate marquess
    mayor minister monsignor nun pope premier president priest prince princess principal provost queen rabbi rector
    regent reverend secretary senator sheriff speaker sultan treasurer tsar vicar viceroy accountant actuary
    administrator advisor adviser agent analyst apprentice architect assistant associate auditor barista bookkeeper
    buyer caretaker carer cashier ceo cfo cio cleaner clerk cmo coach consultant contractor controller coo coordinator
    copywriter counsel counsellor cto curator designer developer dispatcher doctor driver editor electrician engineer
    estimator facilitator foreman founder geneticist gp handyman hr immigrant instructor intern investigator janitor
    journalist landlord lawyer lecturer librarian maker manager marketer mechanic mediator midwife moderator nurse
    nutritionist operator optician owner paralegal paramedic pharmacist physician physio physiotherapist planner
    plumber porter producer professor programmer psychiatrist psychologist receptionist recruiter registrar rep
    representative researcher retiree salesman salesperson scientist sister solicitor steward strategist
    superintendent supervisor surgeon surveyor sysadmin teacher technician tenant tester therapist trainee trainer
    translator treasurer trustee tutor underwriter vendor vet volunteer warden writer accounting accounts admin
    billing board committee compliance council department division engineering facilities finance legal logistics
    marketing operations payroll personnel procurement product sales security support training
    """
)
_ENDINGS = ("ians", "eans", "ists", "ites", "crats", "ese", "ians'", "nauts", "sexuals", "holics", "isten", "ianer")


@lru_cache(maxsize=65_536)
def is_group(word: str, language: str) -> bool:
    """Tell whether a folded word names a group, a rank or a job; a plural of an ordinary word is a group.

    Examples
    --------
    >>> [is_group(word, "en") for word in ("veterans", "londoners", "mancunians", "sergeant", "millennials", "agnes")]
    [True, True, True, True, True, False]
    """
    if word in lists.GIVEN:
        return False
    if word in PEOPLES or word in RANKS:
        return True
    if word.endswith(_ENDINGS) and len(word) > 5:
        return True
    if language == "de":
        return (
            word.endswith(("innen", "anen", "enten", "isten", "ianer", "iker", "oren", "leute"))
            or word.removesuffix("in") in PEOPLES | RANKS
        )
    return _is_plural(word)


def _is_plural(word: str) -> bool:
    """Tell whether a word looks like an English plural of something that is no name."""
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 5:
        return False
    one = word[:-1]
    singular = [one, word[:-2] if word.endswith("es") else one, word[:-3] + "y" if word.endswith("ies") else one]
    if any(each in PEOPLES or each in RANKS or each in lists.KIN for each in singular):
        return True
    if one in lists.GIVEN:
        return False
    # "Londoners", "New Yorkers"; "Rogers" and "Peters" are names.
    if one.endswith("er") and (one[:-2] in PLACES or one[:-1] in PLACES):
        return True
    return any(is_word(each, "en") for each in singular) and word not in lists.ORDINARY


@lru_cache(maxsize=65_536)
def is_ordinary(word: str, language: str) -> bool:
    """Tell whether a word is an ordinary one, also where the tables hold only the word it is made of.

    Examples
    --------
    >>> [is_ordinary(word, "en") for word in ("Ideally", "Unhelpful", "Zubaida")]
    [True, True, False]
    """
    if is_word(word, language):
        return True
    if language != "en":
        return False
    small = word.lower().replace("’", "'")
    stem = next((small.removeprefix(start) for start in ("un", "re", "non") if small.startswith(start)), "")
    if len(stem) > 3 and is_ordinary(stem, "en"):
        return True
    if small.endswith("ly") and len(small) > 5:
        return any(
            is_ordinary(each, "en") for each in (small[:-2], small[:-2] + "e", small[:-1] + "e", small[:-3] + "y")
        )
    if small.endswith(("ful", "less")) and len(small) > 6:
        return is_word(small.removesuffix("ful").removesuffix("less"), "en")
    return small.endswith(("ness", "ing", "ings", "tion", "ment", "ized", "ised", "able")) and len(small) > 7
