"""Names that go together: nicknames and forms of other tongues; written by hand for this project, from no data set."""

from __future__ import annotations

#: Names that belong together: whoever is called by one may be called by another of the same line.
NICKNAMES: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
    abigail abby gail
    aleksandra alexandra alex ola olka sandra sasha
    alexander alex al xander sascha sasha alec
    agnieszka aga
    amanda mandy
    andrew andy drew andreas andrea
    angela angie
    anna annie ann anne ania anka anja
    anthony tony antonio anton toni
    antonia toni tonia
    barbara barb babs basia
    benjamin ben benny benji
    bernard bernie bernd
    catherine katherine kathryn katharina cathy kathy kate katie kat kit cath katja kathi katrin
    charles charlie chuck chas karl
    charlotte lottie charlie lotte
    christina christine chris chrissy tina
    christopher chris kris christoph topher
    cynthia cindy
    daniel dan danny
    deborah debbie deb debs
    dorothy dot dottie dolly
    edward ed eddie ted teddy ned
    eleanor ellie nell nora
    elizabeth elisabeth liz lizzie beth betty betsy eliza libby lisa lisbeth ela bess
    emily em emmy
    ewa ewka eva
    florence flo florrie
    francesca fran franny
    francis frank
    frederick fred freddie friedrich fritz
    gabriel gabe
    geoffrey geoff jeff jeffrey
    gerald gerry jerry
    gregory greg
    gwendolyn gwen
    harold harry hal
    henry harry hank heinrich
    isabella isabel bella izzy
    jacob jake
    jacqueline jackie jacqui
    james jim jimmy jamie
    jan janek johannes hans jo
    janet jan
    jennifer jen jenny jenn
    jessica jess jessie
    joanna joanne jo asia joasia
    john johnny jack jon
    jonathan jon jonny
    joseph joe joey josef
    joshua josh
    judith judy
    julia jule julka
    katarzyna kasia kaska
    kenneth ken kenny
    kimberly kim
    krzysztof krzysiek krzys
    lawrence larry laurence
    leonard leo len lenny
    louise lou
    magdalena magda lena leni
    malgorzata gosia malgosia
    margaret maggie meg peggy marge margie greta margarete gretel
    maria mary mia molly marysia mitzi
    martin marty
    matthew matt matty matthias
    maximilian max
    melanie mel
    melissa mel missy
    michael mike mick mickey mikey michal micha
    mohammed mohammad muhammad mohamed mo
    natalie nat natalia
    natasha tasha
    nathaniel nathan nate nat
    nicholas nick nicky nico nikolaus klaus
    nicole nicky nikki
    oliver ollie olli
    pamela pam
    patricia pat patty trish tricia
    patrick pat paddy
    penelope penny
    peter pete piet
    philip phil pip philipp
    piotr piotrek
    priscilla cilla
    raymond ray
    rebecca becca becky bex
    richard rick ricky rich dick richie
    robert rob robbie bob bobby bert
    ronald ron ronnie
    samantha sam sammy
    samuel sam sammy
    sara sarah sally sadie
    sean shawn shaun
    sebastian seb basti bas
    sofia sophia sophie
    stephanie steph steffi
    stephen steven steve stefan stevie
    susan sue susie suzie suzanne susanne susi
    tamara tammy
    theodore theo ted teddy
    theresa teresa terry tess tessa
    thomas tom tommy tomek tomasz
    timothy tim timmy
    valerie val
    veronica ronnie vera
    victoria vicky tori vic
    vincent vince vinny
    walter walt wally
    wilhelm willi willy
    willem wim
    william will bill billy liam willy
    wojciech wojtek
    zachary zach zack
    cornelis kees cor
    hendrik henk
    johanna hanna jo
    """.strip().splitlines()
)

#: Name to all names that go with it.
NICKNAMES_OF: dict[str, frozenset[str]] = {}
for _line in NICKNAMES:
    for _name in _line:
        NICKNAMES_OF[_name] = NICKNAMES_OF.get(_name, frozenset()) | (frozenset(_line) - {_name})
