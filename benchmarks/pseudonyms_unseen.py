"""A second, harder look at the pseudonym rules: two batches of sentences written after the rules.

The rules were then mended for the first batch and left as they were for the second: only the second says
what to expect of new speech. Whoever mends the rules for it writes a third.

Run ``python benchmarks/pseudonyms_unseen.py [--show]``. What identifies somebody stands in ⟦double brackets⟧.
Each sentence is read by itself, with the roster of `pseudonyms.py`. All people and numbers are invented.
"""

from __future__ import annotations

import argparse
import re

from pseudonyms import ROSTER, wilson

from cxresearch.domain.transcript import Transcript, Turn
from cxresearch.readers.pseudonyms import Key, plan, pseudonymise

FIRST = """
en|Yeah so basically it's ⟦k okafor eighty four at outlook dot com⟧, no dots or anything.
en|she goes what's the best number for you and I go ⟦oh one one three four nine six oh one two three⟧
en|They had me down as ⟦07911 123456⟧ which is my daughter's.
en|My daughter ⟦Imogen⟧ rang them for me because ⟦Imogen⟧ is good with that stuff.
en|⟦Maria⟧, sorry, can I just jump in there?
en|Well ⟦bob⟧ always says you get what you pay for.
en|I think ⟦Mr Featherstonehaugh⟧ was the manager back then.
en|So then this woman, ⟦Philippa⟧ I think she was, came over.
en|My old flatmate ⟦Priyanka Raghunathan⟧ works there now.
en|And that's when I texted ⟦Yusra⟧ to ask whether hers was down too.
en|it was ⟦Liz Hargreaves⟧ who set up the meeting with Barclays.
en|We're at ⟦17b Harcourt Terrace⟧, second floor.
en|I moved to ⟦Flat 3, 88 Nelson Street⟧ in the spring.
en|My birthday's ⟦the fourteenth of February⟧, ⟦1990⟧.
en|DOB ⟦14.02.1990⟧ please confirm she said.
en|I've got the order right here, order number ⟦8837-2210-45⟧.
en|sort code ⟦40-12-76⟧ and account ⟦71845520⟧
en|My Instagram is ⟦@tamsin.makes.pots⟧ if you're curious.
en|It's all on ⟦https://tamsinpots.example/shop?item=4⟧ anyway.
en|I paid with the Visa, the one that ends in ⟦8841⟧.
en|⟦Theodora⟧ and I both tried the app on Tuesday.
en|Ask ⟦Steve O'Brien⟧ he'll tell you the same.
en|Then ⟦Dr. Adeyemi⟧ referred me to the clinic in Croydon.
en|my mum ⟦jean⟧ doesn't even own a smartphone
en|I said, listen, ⟦Gary⟧, this isn't good enough.
en|The lady, her name was ⟦Beatrix⟧, kept apologising.
en|Apparently ⟦Farid⟧'s whole team has moved to Slack.
en|I spoke with a ⟦Mrs Oyelaran⟧ in complaints.
en|My neighbour ⟦Jürgen⟧ has the same boiler.
en|Hi ⟦Sunita⟧, yes, I can hear you fine.
en|Passport number ⟦533401372⟧, expires next year.
en|He's called ⟦Aurelio⟧ and he's lovely.
en|I use the email ⟦jdholloway(at)posteo.net⟧ for that.
en|⟦Annelies⟧ from your team already asked me this.
en|My brother-in-law ⟦Declan⟧ is a plumber.
en|and ⟦Kasia Nowicka⟧ she said hang on a second
en|Me and the wife, ⟦Pauline⟧, do it together.
en|our account manager ⟦Tobiah⟧ never replies
en|Postcode's ⟦SE15 4QY⟧.
en|I rang ⟦0800 555 0123⟧ and waited forty minutes.
de|Meine Kollegin ⟦Annegret⟧ hat das für mich gemacht.
de|Ich wohne ⟦Hauptstr. 22⟧ in Köln.
de|Der ⟦Herr Wiesinger⟧ hat mich zurückgerufen.
de|Sie erreichen mich unter ⟦0176 / 12 34 56 78⟧.
de|Da habe ich mit ⟦Sabine⟧ telefoniert, und dann lief es.
de|Mein Geburtsdatum ist der ⟦7. Juli 1968⟧.
nl|Mijn collega ⟦Marijke⟧ heeft dat geregeld.
nl|Mijn nummer is ⟦06-12345678⟧.
nl|Ik heet ⟦Sjoerd⟧ en ik woon in Utrecht.
pl|Moja koleżanka ⟦Agnieszka⟧ też tak ma.
pl|Mój numer to ⟦601 234 567⟧.
it|Ho parlato con la ⟦signora Bellini⟧ ieri.
it|Il mio indirizzo è ⟦via Roma 15⟧.
es|Mi marido ⟦Joaquín⟧ se encarga de todo.
es|Vivo en la ⟦calle Mayor 8⟧.
fr|Mon collègue ⟦Thibault⟧ m'a aidé.
fr|J'habite au ⟦12 rue des Lilas⟧.
fa|شوهرم ⟦کریم⟧ این کار را می‌کند.
fa|شماره من ⟦۰۹۱۲۳۴۵۶۷۸۹⟧ است.
en|We tried Monzo first and then went back to Halifax because of the branch.
en|Page 404 came up on 3 March and again on the 5th.
en|It went from 20,000 to 35,000 in about 18 months.
en|The Elizabeth Line was down, so I walked to Victoria.
en|I read The Great Gatsby on my Kindle.
en|Our Head of Sales wants Salesforce, I want HubSpot.
en|Will they ever fix it? May I ask you that?
en|Thank you, Alexa, play some music.
en|She studied at King's College and then St Andrews.
en|Model number X200 with 16 GB, item 42, aisle 7.
en|I'd give it a seven, maybe an eight, out of ten.
en|On Boxing Day we drove from Bath to Reading.
de|Die Rechnung kam am Montag, den 3. März, mit 120 Euro.
de|Das Programm von Siemens läuft auf meinem Rechner nicht.
nl|De app van Albert Heijn werkt prima.
pl|Aplikacja Allegro działa dobrze od maja.
""".strip().splitlines()

SECOND = """
en|Hiya, it's ⟦Rhiannon⟧ from flat four.
en|I'd already explained all this to ⟦Graham⟧ the week before.
en|so ⟦maria⟧ and ⟦bob⟧ were both on the call
en|You want my mobile? ⟦07700 900 456⟧.
en|The account ends ⟦6612⟧ I believe.
en|It's ⟦hargreaves⟧, h a r g, double e.
en|My carer, ⟦Blessing⟧, does the shopping app for me.
en|There's this consultant ⟦Professor Achebe⟧ who I see twice a year.
en|⟦Liam⟧ my eldest set up the router.
en|I emailed ⟦support.katarzyna@shopwell.example⟧ and got nothing.
en|We had ⟦Ms Adeyemi⟧ in from head office.
en|I was born in ⟦fifty eight⟧ so computers came late.
en|my ex, ⟦Dwayne⟧, still gets the letters
en|⟦Saskia⟧: that's with a k.
en|They posted it to ⟦9 The Crescent⟧ instead of number nineteen.
en|and the reference they gave me was ⟦ZX 88 41 02 B⟧
en|Speak to ⟦Ngozi⟧ or ⟦Callum⟧, either of them will know.
en|⟦Robert⟧ I think, ⟦Robert Ashworth⟧, took the minutes.
en|It was under ⟦T. Kallas⟧ in the system.
en|My wife's called ⟦Ottilie⟧, she hates the app.
en|IBAN is ⟦de89 3704 0044 0532 0130 00⟧ all small letters
en|find me on linkedin dot com slash in slash ⟦holloway eighty four⟧
en|I spoke to this chap ⟦Wojtek⟧ on the chat.
en|⟦Farid Moghadam⟧ spelled it differently on the form.
en|My sister ⟦Siobhan⟧ and her lad ⟦Ciaran⟧ came round.
de|Meine Tochter ⟦Leonie⟧ macht das alles am Handy.
de|Die ⟦Frau Doktor Yildiz⟧ hat das unterschrieben.
de|Kunde Nummer ⟦88231774⟧ bin ich.
de|⟦Thorsten⟧ meinte, das geht so nicht.
nl|Mijn buurman ⟦Henk⟧ had hetzelfde.
nl|We wonen aan de ⟦Kerkstraat 8⟧ in Breda.
pl|Pan ⟦Wiśniewski⟧ obiecał oddzwonić.
it|Mia sorella ⟦Giovanna⟧ ha chiamato il servizio.
es|Me llamo ⟦Remedios⟧ y soy clienta.
fr|C'est ⟦Mme Lefèvre⟧ qui a répondu.
fa|با خانم ⟦احمدی⟧ صحبت کردم.
en|Vodafone told me Sky was cheaper, and Sky said the opposite.
en|The Duke of York pub is next to Lidl.
en|We flew Jet2 to Faro in July 2023 for 289 quid each.
en|Boots and Superdrug both have it, Tesco doesn't.
en|I was on hold for 1 hour 45 minutes and 20 seconds.
en|Apple Maps took us to Milton Keynes instead.
en|On Windows 11 the Dell froze at 15 percent.
en|The Guardian and the Daily Mail both covered it.
en|We studied Marie Curie at school.
en|My Samsung talks to the Ring doorbell.
de|Mein Vertrag mit der Telekom läuft im Mai aus.
de|Die Hotline war besetzt, und der Techniker kam nicht.
nl|Ik heb Ziggo gebeld en daarna KPN.
fr|La Poste a perdu mon colis à Lyon.
""".strip().splitlines()


def measure(lines: list[str], *, show: bool) -> tuple[int, int, int, int]:
    """Return how much was marked, found, hit at all and hit rightly."""
    turns = tuple(Turn(label, "Hello.", "participant") for label, *_ in ROSTER)
    base = plan([("a.txt", Transcript("text", "utf-8", "en", turns))], key=Key())
    there = found = right = hits_in_all = 0
    for line in lines:
        language, marked = line.split("|", 1)
        text = marked.replace("⟦", "").replace("⟧", "")
        wanted = [(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(re.finditer("⟦[^⟧]*⟧", marked))]
        turn = Turn("Interviewer", text, "interviewer")
        key = plan([("b.txt", Transcript("text", "utf-8", language, (turn,)))], key=base)
        _, hits = pseudonymise(text, key=key, language=language)
        covered = {i for hit in hits for i in range(hit.start, hit.end)}
        for start, end in wanted:
            # A title may stay: "Dr [Person 1]".
            name = re.sub(r"^(?:(?:Mrs?|Ms|Mme|Dr\.?|Professor|Herr|Frau|Doktor|signora) )+", "", text[start:end])
            letters = {i for i in range(end - len(name), end) if text[i].isalnum()}
            there += 1
            found += letters <= covered
            if show and not letters <= covered:
                print("missed |", text[start:end], "|", text)
        for hit in hits:
            on_target = any(hit.start < end and start < hit.end for start, end in wanted)
            hits_in_all += 1
            right += on_target
            if show and not on_target:
                print("false  |", hit.kind, "|", hit.text, "|", text)
    return there, found, hits_in_all, right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print what was missed and what was hit wrongly")
    options = parser.parse_args()
    for batch, lines in (("first", FIRST), ("second", SECOND)):
        there, found, hits, right = measure(lines, show=options.show)
        for what, k, n in (("recall", found, there), ("precision", right, hits)):
            low, high = wilson(k, n)
            print(f"{batch} batch, {what}: {k} of {n} = {k / n:.3f} (95 %: {low:.3f}–{high:.3f})")


if __name__ == "__main__":
    main()
