"""What speaker labels mean: the words and codes transcribers use in the languages of the field."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cxresearch.domain.transcript import ROLES, Role

_INTERVIEWER = """
interviewer|interviewers|interviewer name|moderator|moderators|facilitator|researcher|user researcher
ux researcher|ux|host|co-host|cohost|question|questions|ai|ai interviewer|ai moderator|assistant|bot|chatbot
chatgpt|agent|investigator|experimenter|evaluator|examiner|test leader|test facilitator|session leader
study lead|therapist|analyst|reporter|journalist|interviewer/in|interviewer:in|interviewer*in|interviewer_in
testleiter|testleiterin|forscher:in|forscher*in|researcher:in|moderator:in|interviewerin|interviewende
interviewender|interviewführerin|interviewleiter
interviewleiterin|moderatorin|moderation|forscher|forscherin|forschende|frage|fragen|versuchsleiter
versuchsleiterin|vl|interviewster|vragensteller|vragenstelster|onderzoeker|gespreksleider|vraag|enqueteur
enquêteur|enquêtrice|intervieweur|intervieweuse|animateur|animatrice|modérateur|modératrice|chercheur|chercheuse
entrevistador|entrevistadora|moderador|moderadora|investigador|investigadora|encuestador|encuestadora|pregunta
entrevistador/a|entrevistador(a)|pesquisador|pesquisadora|pergunta|intervistatore|intervistatrice|moderatore
moderatrice|ricercatore|ricercatrice|domanda|badacz|badaczka|prowadzący|prowadząca|ankieter|ankieterka
moderatorka|wywiadowca|pytanie|intervjuare|intervjuaren|intervjuer|fråga|haastattelija|kysymys|tazatel|tazatelka
görüşmeci|araştırmacı|soru|интервьюер|модератор|исследователь|вопрос|інтерв'юер|дослідник|συνεντευκτής|ερευνητής
ερευνήτρια|ερώτηση|مصاحبه‌گر|مصاحبه گر|مصاحبه‌کننده|مصاحبه کننده|پرسشگر|پرسش‌گر|پژوهشگر|محقق|سوال|سؤال|پرسش
المحاور|المحاورة|الباحث|الباحثة|מראיין|מראיינת|חוקר|חוקרת|שאלה|面接者|インタビュアー|聞き手|质问者|采访者|主持人|访谈者|问|면접자|진행자
साक्षात्कारकर्ता
"""
_PARTICIPANT = """
participant|participants|interviewee|interviewees|respondent|respondents|subject|informant|user|customer|client
patient|student|guest|caller|narrator|human|answer|answers|expert|visitor|tester|test user|end user|testperson
employee|learner|befragte|befragter|befragte person|interviewte|interviewter|interviewpartner|interviewpartnerin
interviewperson|interviewte person|interviewte:r|interviewte*r|interviewte/r|befragte:r|befragte*r|befragte/r
befragte(r)|teilnehmer:in|teilnehmer*in|teilnehmer/in|expert:in|expert*in|proband:in|proband*in|nutzer:in
test participant|test subject|practitioner|storyteller|oral historian|narrators|teilnehmer|teilnehmerin
teilnehmende|teilnehmender|proband|probandin|versuchsperson|kunde|kundin
antwort|nutzer|nutzerin|experte|expertin|gesprächspartner|gesprächspartnerin|geïnterviewde|geinterviewde
deelnemer|deelneemster|respondente|klant|antwoord|gebruiker|participante|entrevistado|entrevistada|encuestado
encuestada|usuario|usuaria|cliente|respuesta|entrevistado/a|entrevistado(a)|resposta|répondant|répondante
enquêté|enquêtée|interviewé|interviewée|réponse|utilisateur|intervistato|intervistata|partecipante|rispondente
utente|risposta|uczestnik|uczestniczka|respondentka|badany|badana|rozmówca|rozmówczyni|odpowiedź|klient|klientka
deltagare|respondenten|intervjuperson|svar|osallistuja|haastateltava|vastaus|účastník|katılımcı|cevap|участник
участница|респондент|информант|ответ|учасник|συμμετέχων|συμμετέχουσα|απάντηση|مصاحبه‌شونده|مصاحبه شونده
شرکت‌کننده|شرکت کننده|مشارکت‌کننده|مشارکت کننده|پاسخگو|پاسخ‌گو|پاسخ|جواب|المشارك|المشاركة|المستجيب|المبحوث|משתתף
משתתפת|מרואיין|מרואיינת|תשובה|参加者|回答者|话し手|受访者|被访者|答|参与者|참가자|응답자|प्रतिभागी
"""
_OTHER = """
break|ad break|outro|intro|sponsor|sponsors|ad|ads|advert|advertisement|commercial|music|jingle|announcer|note
notes|observer note|observer notes|observation|observations|observer|note taker|notetaker|transcriber
transcriber's note|code|codes|coding|kode|kodes|memo|memos|comment|comments|kommentar|theme|themes
transcriber note|transcription|transcriptionist|transcript|system|task|tasks|scenario|section
prompt|stage|summary|timestamp|sound|sfx|werbung|musik|aufgabe|anmerkung|notiz|beobachtung|taak|notitie|muziek
tâche|musique|tarea|nota|música|compito|musica|zadanie|uwaga|notatka|muzyka|یادداشت|موسیقی|وظیفه|تکلیف|ملاحظة
"""

METADATA = frozenset(
    """date|time|place|location|duration|length|participant id|participant code|interview|interview id|interview no
project|study|study id|file|filename|file name|recording|audio|audio file|video|transcribed by|transcriber
transcription|transcript|language|version|consent|session|session id|id|title|subject|topic|age|gender|sex|role
occupation|job title|profession|company|organisation|organization|industry|country|city|email|source|url|link
licence|license|copyright|author|researcher|interviewer|interviewee|interviewerin|interviewers|befragte
befragter|participant|respondent|moderator|present|transkriptionsregeln|transcription rules
transcription conventions|attendees|participants|speakers|setting|format|mode|method|segment|recorded
recorded on|recording date|start|end
start time|end time|conducted by|note taker|notetaker|observer|status|created|tags|keywords|datum|ort|dauer
uhrzeit|aufnahme|transkribiert von|transkription|sprache|alter|geschlecht|beruf|interviewer/in|befragte person
plaats|duur|taal|leeftijd|geslacht|beroep|opname|fecha|hora|lugar|duración|edad|género|profesión|lieu|durée
heure|âge|langue|data|luogo|durata|ora|età|professione|czas|miejsce|wiek|zawód|تاریخ|مکان|مدت|زمان|سن|جنسیت|شغل
kind|x-timestamp-map""".replace("\n", "|").split("|")
)
"""Keys of the lists of particulars at the top of transcripts."""

_NOT_NAMES = frozenset(
    """note so example and but which first second third then now also because http https www the a an this that these
those it he she they we you my our his her their its in on at for from with by to of as if when while where why
how what who yes no well okay ok like right basically actually maybe question answer important remember warning
tip edit update ps nb re cc bcc fwd subject pros cons result results conclusion step steps goal goals reason
reasons problem problems solution und aber also dann weil der die das ein eine ich wir sie er es ja nein wenn
wie was pero porque que el la los las un una mais donc car le les des une je nous vous il elle et ou mas e o os
as ma che il gli een het en maar dus want ik wij""".split()
)

_INTERVIEWER_CODES = frozenset("i int iv ir mod intv intw inv itw ivr iver".split())
_PARTICIPANT_CODES = frozenset(
    "p pt part px b bp tn vp pbn ip ie iw id u kb kn inf resp ee cust subj ppt tp ux_p interviewee".split()
)
_EITHER_CODES = frozenset("a b c d e f g h j k l m n o r s t v w x y z q res".split())
"""Letters that mean different things to different people (R: researcher or respondent); the others decide."""

_NUMBERED = re.compile(r"^(?P<word>[^\W\d_][^\d]*?)[\s._#-]*(?:(?P<number>\d{1,4})[a-z]?)?$")
_UNKNOWN = re.compile(
    r"^(?:unknown|unidentified|unbekannt\w*|onbekend\w*|inconnu\w*|desconocid\w*)\b|^(?:male|female) voice",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"^[^\W\d_][\w.'’&\u200c-]*$|^\(?[^\W\d_][\w .'’&-]*\)?$|^#?\d{1,4}[a-z]?$")
_PARTICLES = frozenset(
    "de del della der den van von und y e i da di do dos du la le al el bin ibn ben abu af av ter ten zu zum and"
    " & of the".split()
)
_STAGE = re.compile(
    r"laugh|lacht|lachen|gelach|ris[ae]s?\b|rire|śmiech|pause|pauze|pausa|silence|stille|inaudible|unintelligible"
    r"|unverständlich|onverstaanbaar|crosstalk|overlap|cough|sigh|seufz|music|musik|applause|noise|beep|chuckl"
    r"|clears|phone|nodd?(?:s|ing)\b|breath|gasp|sniff|whisper"
    r"|خنده|مکث|سکوت|نامفهوم",
    re.IGNORECASE,
)


class Meaning(NamedTuple):
    """What a label says of the role of its speaker, and how plainly (0 to 1)."""

    role: Role | None
    weight: float


def _words(block: str) -> frozenset[str]:
    return frozenset(word.strip() for word in block.replace("\n", "|").split("|") if word.strip())


_ROLE_WORDS: dict[str, Role] = {}
for _role, _block in zip(ROLES, (_PARTICIPANT, _INTERVIEWER, _OTHER), strict=True):
    _ROLE_WORDS |= dict.fromkeys(_words(_block), _role)
_WEAK = frozenset(
    "host agent assistant narrator student expert guest subject answer question ux user section note notes".split()
)


def normal(label: str) -> str:
    """Bring spellings of one label together.

    Examples
    --------
    >>> normal(" Speaker  1 "), normal("SPEAKER 1")
    ('speaker 1', 'speaker 1')
    """
    return " ".join(label.casefold().strip(" .:*_#").split())


@lru_cache(maxsize=4096)
def meaning(label: str) -> Meaning:
    """Say what a label means by itself.

    Examples
    --------
    >>> meaning("INTERVIEWER 2")
    Meaning(role='interviewer', weight=0.97)
    >>> meaning("P07").role, meaning("Ana Lund").role, meaning("Break").role, meaning("Ana (Moderator)").role
    ('participant', None, 'other', 'interviewer')
    """
    key = normal(label)
    inside = re.search(r"[(\[](.*?)[)\]]$|, ([^,]+)$", key) if key not in _ROLE_WORDS else None
    if inside:
        key = key[: inside.start()].strip()
        said = inside[1] or inside[2]
        if key not in _ROLE_WORDS and said in _ROLE_WORDS:
            key = said
    if key in _ROLE_WORDS:
        return Meaning(_ROLE_WORDS[key], 0.85 if key in _WEAK else 0.97)
    match = _NUMBERED.match(key)
    if not match:
        return Meaning(None, 0.0)
    word, number = match["word"].strip(), match["number"]
    if word in _ROLE_WORDS:
        return Meaning(_ROLE_WORDS[word], 0.85 if word in _WEAK else 0.97)
    if word in _INTERVIEWER_CODES:
        return Meaning("interviewer", 0.95)
    if word == "q":
        return Meaning("interviewer", 0.9)
    if word in _PARTICIPANT_CODES:
        return Meaning("participant", 0.93 if number else 0.9)
    return Meaning(None, 0.0)


def is_code(label: str) -> bool:
    """Tell whether a label is a short code such as ``I``, ``B2``, ``Q`` or ``id12``.

    Examples
    --------
    >>> [is_code(label) for label in ("I", "S03", "Q", "id1", "Jo", "Speaker 2")]
    [True, True, True, True, False, True]
    """
    match = _NUMBERED.match(normal(label))
    if not match:
        return False
    word = match["word"].strip()
    known = word in _INTERVIEWER_CODES | _PARTICIPANT_CODES | _EITHER_CODES
    return known or (
        word in {"speaker", "sprecher", "spreker", "voice", "person", "locuteur", "hablante", "گوینده"}
        and bool(match["number"])
    )


def is_role_word(label: str) -> bool:
    """Tell whether a label is a word for a role, with or without a number.

    Examples
    --------
    >>> is_role_word("Moderator"), is_role_word("Ana")
    (True, False)
    """
    return meaning(label).role is not None and not is_code(label)


def is_unknown(label: str) -> bool:
    """Tell whether a label says that the speaker was not recognised.

    Examples
    --------
    >>> is_unknown("Unknown Speaker")
    True
    """
    return bool(_UNKNOWN.match(label.strip()))


def is_name(label: str) -> bool:
    """Tell whether a label is written like a person's name, code or role.

    Examples
    --------
    >>> [is_name(label) for label in ("Ana Lund", "ana", "The thing is", "Anne-Marie de Vries, PhD", "مریم")]
    [True, False, False, True, True]
    """
    words = re.sub(r",|\s[-–/|]\s", " ", label).split()
    if not words or len(words) > 6 or len(label) > 48:
        return False
    if words[0].casefold() in _NOT_NAMES:
        return False
    if not all(_NAME_WORD.match(word) for word in words):
        return False
    for word in words:
        first = next((c for c in word if c.isalpha()), "")
        if first and first.islower() and word.casefold() not in _PARTICLES:
            return False
    return any(character.isalpha() for character in label) and words[0][0].isalpha()


def is_stage_note(text: str) -> bool:
    """Tell whether bracketed words describe a sound or silence, not somebody's words or a name.

    Examples
    --------
    >>> is_stage_note("laughs"), is_stage_note("Ana")
    (True, False)
    """
    return bool(_STAGE.search(text))
