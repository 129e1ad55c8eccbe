"""Companies, products, places and the like, which are kept in a text because they carry meaning.

Written by hand for this project, from no data set; folded. What the lists miss, the review list shows.
"""

from __future__ import annotations

COMPANIES = frozenset(
    """
    adidas adobe airbnb airtable albert aldi alibaba alipay aliexpress allegro alphabet amazon amex android apple
    argos arriva asana asda asos asus audi aviva axa azure barclays bbc bing biedronka bitbucket bluetooth bmw boots
    bol booking bosch bose brex bt bunq canva canon carrefour chase chrome cisco citibank citroen coles confluence
    coop costa costco coursera currys dell deliveroo deutsche dhl discord disney docker dpd dropbox duolingo dyson
    easyjet ebay edeka edf ee electrolux enel eon epic epson etsy eurostar evri excel expedia experian facebook
    fedex fiat figma firefox fitbit ford fujitsu garmin gatwick gmail github gitlab gls glovo gmx gocardless google
    goldman gousto gumtree halifax heathrow heineken hermes hetzner hinge hisense honda hoover hotmail hp hsbc huawei
    hubspot hyundai iberdrola icloud ikea indeed ing instagram intel intercom ios ipad iphone irobot itunes jabra
    jenkins jetbrains jira john jumbo jysk kaufland kindle kia klarna kleinanzeigen klm kpn kroger lebara lego lenovo
    lexus lidl linear linkedin linux lloyds logitech loom lufthansa lyft mailchimp maps mastercard mazda mcdonalds
    mediamarkt mercadona mercedes messenger meta microsoft miele migros minecraft miro mondays monday monzo moodle
    morrisons motorola mozilla myspace nationwide natwest nescafe nest netflix nespresso nike nintendo nissan nokia
    notion npower nvidia obi ocado octopus office okta olx oneplus openai opera oracle orange otto outlook oyster
    panasonic patreon paypal pelikan peloton penny pepsi peugeot philips photoshop pinterest pixel playstation
    powerpoint primark proton python quickbooks rabobank raspberry reddit renault revolut ring roblox roku rossmann
    ryanair safari sage sainsburys salesforce samsung santander sap saturn scottishpower sennheiser shazam sharepoint
    shell shopify siemens signal siri skoda sky skype slack snapchat sonos sony sonics soundcloud sparkasse spotify
    square stackoverflow starbucks starling steam stripe strava substack subway superdrug suzuki swatch swiss talktalk
    target teams telegram telekom telenor tesco tesla threads thunderbird tiktok timhortons tinder toshiba toyota
    trainline trello trenitalia trustpilot tumblr twilio twitch twitter uber ubuntu ups vanguard vimeo vinted visa
    vodafone volkswagen volvo vueling vw waitrose walmart waze webex wechat wetransfer whatsapp wickes wikipedia
    windows wise wizz woocommerce wordpress xbox xerox xiaomi yahoo yelp yodel youtube zalando zapier zara zendesk
    ziggo zoom zoho rewe netto norma dm hornbach bauhaus alnatura flixbus blablacar doctolib ameli sncf ratp bouygues
    free fnac darty leclerc auchan intermarche monoprix decathlon boulanger renfe movistar repsol endesa correos
    bankia caixa wallapop esselunga conad unicredit intesa postepay telepass iliad zabka orlen inpost pkp pekao mbank
    plus play digi hema kruidvat blokker action etos gamma praxis marktplaats thuisbezorgd tikkie digid
    """.split()
)

PLACES = frozenset(
    """
    aberdeen africa alabama alaska alps america amsterdam antwerp arizona arnhem asia assen athens atlanta auckland
    australia austria avon bahrain bangkok barcelona bari basel bath bavaria bedford beijing beirut belfast belgium
    berlin bern bilbao birmingham bochum bologna bolton bonn bordeaux boston bournemouth bradford brandenburg brazil
    breda bremen brexit brighton brisbane bristol brittany brno brugge brussels bucharest budapest buffalo cairo
    calais california cambridge camden canada canberra cardiff caribbean catalonia cheltenham chester chicago china
    cleveland cologne colorado connecticut copenhagen cornwall coventry crewe croatia croydon cyprus czechia dallas
    delaware delft delhi denmark derby detroit devon doncaster dorset dortmund dresden dubai dublin dundee durham
    dusseldorf edinburgh egypt eindhoven england essen essex estonia europe exeter faro finland florence florida
    france frankfurt freiburg galway gdansk geneva genoa germany ghana ghent gibraltar glasgow gloucester granada
    greece greenland greenwich groningen haarlem hackney hamburg hampshire hannover harlem hawaii heidelberg helsinki
    hereford hertfordshire holland houston hull hungary iceland idaho illinois india indiana indonesia iowa ipswich
    iran iraq ireland islington israel istanbul italy jamaica japan java jerusalem karlsruhe kenya kiel kiev
    kingston koln korea krakow kyiv lagos lancashire lancaster latvia leeds leicester leiden leipzig lille lima
    lincoln lisbon lithuania liverpool ljubljana lodz london lubeck luton luxembourg lyon maastricht madrid maine
    mainz malaga malaysia malmo malta manchester manhattan mannheim marseille maryland massachusetts mecca melbourne
    memphis mexico miami michigan middlesbrough milan milano minneapolis minnesota mississippi missouri modena
    montana montreal morocco moscow mumbai munich munchen munster nairobi nantes naples nebraska nepal netherlands
    nevada newcastle newport nice nigeria nijmegen norfolk normandy northampton norway norwich nottingham nurnberg
    nuremberg ohio oklahoma ontario oregon osaka oslo ottawa oxford padua pakistan palermo paris peckham
    pennsylvania perth peterborough philadelphia philippines phoenix pisa pittsburgh plymouth poland portland porto
    portsmouth portugal potsdam poznan prague preston quebec reading reims rennes rochdale romania rome rostock
    rotterdam rouen russia ruhr rwanda saarbrucken salford salzburg saxony scandinavia scotland seattle senegal
    seoul serbia seville shanghai sheffield sicily singapore slough slovakia slovenia somalia somerset southampton
    spain stockholm stockport stoke strasbourg stratford stuttgart sudan suffolk sunderland surrey sussex swansea
    sweden swindon switzerland syria taiwan tampa tanzania tasmania texas thailand thames tilburg tokyo toronto
    toulouse trier tunisia turin turkey uganda ukraine utah utrecht valencia vancouver vegas venice verona vermont
    vienna vietnam wales warsaw warszawa warwick washington wembley westminster wien wigan wiltshire wimbledon
    wisconsin wolverhampton worcester wroclaw wyoming yemen york yorkshire zagreb zambia zimbabwe zurich zwolle
    """.split()
)

OTHERS = frozenset(
    """
    advent allah alzheimer alzheimers antarctica arctic autism bible bitcoin brexit buddha carnival christ christmas
    church cinderella coke corona covid december diwali dutch earth easter eid euro euros fortnite friday gosh
    halloween hanukkah hogwarts islam jesus jupiter koran lord mars mercury moon nato nhs olympics parkinsons passover
    persian pokemon quran ramadan santa satan scrabble shakespeare sudoku sunday thanksgiving torah unesco venus vikings
    wimbledon xmas zelda doctor professor mister miss madam sir manager director president minister king queen prince
    princess god goodness wow yeah okay bachelor master phd mba gdpr english maths geography history physics chemistry
    biology latin spanish welsh yoruba igbo hausa hindi urdu bengali punjabi gujarati tamil swahili somali mandarin
    cantonese pashto kurdish hebrew greek danish swedish norwegian finnish czech hungarian romanian bulgarian
    scandinavian british scottish irish american canadian japanese korean indian african european asian
    """.split()
)

NO_PEOPLE = COMPANIES | PLACES | OTHERS
