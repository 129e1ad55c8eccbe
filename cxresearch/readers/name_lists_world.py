"""More given names, of many tongues; written by hand for this project, from no data set, folded.

Names that are ordinary words as well, or places and makes, are left out.
"""

from __future__ import annotations

GIVEN_WORLD = frozenset(
    """
    aafje aaltje aamiina abbas abdel abdelkader abdi abdirahman abdullahi abebe abeer abena abiodun abiola
    abosede adaeze adalbert adaora adebayo adebola adegoke adekunle adela adelaida adelheid adelina adeline
    ademola adenike adeola adesola adetokunbo adewale aditi aditya adjoa adriaan adwoa aengus afia afolabi aga
    agatha agathe aglae aglaia agneta agnetha ahlam aibek aida aideen aigul aiguo ailbhe ailsa ainhoa aisling
    aislinn aitor ajani ajay akash akhil akiko akin akinwale akio akosua akua akwasi alaa alasdair alastair
    albertina albrecht aldo aldona aleid aleida aleksandar aleksandr aleksandra aleksei aleksi alessia alessio
    alexei alexey alfio alfonsina alfonso alicja alienor alister alix aliyah alois aloisia alojzy alok alphonse
    alva alwin alyona alyssa amadou amaia amaka amal amandine amani ambroise ambrose amedeo ameera amelie ameyo
    aminata amirhossein amogelang amya anais anastasio anatol anatole anatoli anatoly andras andrija andzelika
    anele anesu aneta anezka angelique angharad anika aniko anke ankit ankita annabelle annalena annalisa
    annamaria annegret anneke anneli anneliese anneloes annelore annemarie annemiek annemieke annerose annick
    anouk anselmo ansgar antero antje antoinette antonella antonietta antonin antonino antti anu anuj anushka
    anwar anwen anzelm anzhela aoibheann aoibhinn aoife aparna apolline apolonia araceli araminta aravind
    archana arezoo ariane arianna ariel aristide aristote arja arjan arjen arkadiusz arkady arlene armand
    armando armelle armin arnaldo arnaud arnd arne arno aroha arpad artem arthus arto artyom arvid arvind arwel
    arwen asad asami asante asbjorn ashkan ashlyn ashok ashwin asier askar aslaug asli astri astride asuka
    atefeh athol atieno atsuko attila attilio aubrey aud aude audrey aung aurelie aurelien aurelio awa axelle
    ayaan ayaka ayanda aynur ayo ayodele ayomide ayotunde aysel aysun ayten ayub ayumi azadeh azhar azin aziz
    aziza babajide babak babar babatunde badr bahman bahram balaji balazs balbina balwinder banafsheh baptiste
    baraka baran barnabe barnaby bartholomew bartlomiej bartolomeo basak bashir basilio basma bassam bastian
    bastien bathilde batuhan bauke baukje bazyli beate bedwyr begona behnam behrouz belgin bence benedetta
    benedetto benedict bengt benito benoit bente berenice berfin beril berkan berna bernadet bernadette bernardo
    bernhardine berta berthe berthold bertie bertille bertus bethan betsie bettina bhavna bhupinder biagio bijan
    bilal bingwen binh birger birgitta birgitte birte biyu bjarne blaise blandine blazej blodwen bodo bogna
    bogumil boguslaw boguslawa bohdan bohumil bojan bojana bolanle boleslaw bonifacy borislav borislava boubacar
    boudewijn bozena bozidar bram branka branko brannagh branwen brayden braylon breanna breanne brianna brice
    brid brigid brigida brigitte britt bronach bronagh bronislav bronislaw bronislawa bronwen bronwyn brooklynn
    bruna brunhilde bryce brygida bryn brynhild brynjar bryony bryson bukola burak burcu burkhard bushra
    busisiwe caden cadhla caetano cahal caitriona caleb calliope calogero calum camryn canan cansu caoimhe
    caolan caradoc caragh carina carlotta carmela carmelo carola carys caspar casper cassandra catarina cathal
    cathan catherina catriona cayden cayetana ceallach cecilie cecilio cedric cees celestin celestina celestine
    celestino celia celina cemal cemile cengiz ceren ceridwen cerys cesare ceyda cezary chaiwat chandra
    changming chanida chantal chantelle chaoxiang charlene charlize chau chelsey chema chetan chiamaka chibuike
    chibuzo chidiebere chidinma chidubem chiedza chika chima chimamanda chinedu chinelo chinonso chinwe chinyere
    chipo chiyo christel christelle christiane chukwudi chukwuemeka chunhua cianan ciara ciaran cihan cillian
    ciro clarissa clarisse claudette claudina claudine cledwyn clelia clemente clementina cleto cliona clive
    clodagh clothilde clotilde coen coenraad cokkie colby colette colm conall conan concetta conor consuelo
    conway coralie cordelia corentin corey corinna corinne cormac corrado corwin cosima cosimo cosmin costin
    courtney cressida crisanto crispin crispina cristian cristiana cristiano cristobal crystin csaba cuong
    curtis cuthbert cyndi cyprien cyril cyrille czeslaw czeslawa dacey daeun dafne dagfinn dagna dagny dahye
    daichi daiki daire daisuke daithi daiyu dakotah dalia dalibor dalila damiano damienne damilola damir danica
    daniek danijel danijela danil danka danylo daphne daragh darcey darcy darek dariush darja darnell darrell
    darryl darshan daryna dashiell davina davinder davor dayo deandre debora declan deepika deirdre dejan
    delfina delilah delphine delroy demelza demetrio denes denis deniz denzel dermot derrick derval dervla derya
    deshawn desiree desislava desmond detlef detlev devika devin devrim dewei dewi dhruv diallo diarmuid didier
    diede diederik diethelm dietlind dietmar dietrich dieuwertje dikeledi dilara dilek diletta dilip dilnoza
    dilys dimitar dimitra dimitrios dimitris dinh dirkje divya djeneba dmitriy dmitry dmytro dobrawa dobroslawa
    doina domagoj domenico dominique donal donata donatella donatien donghyun donnacha donovan dorian dorin
    dorthe doruk dougal doutzen dragan dragana driek driss drusilla dulcie dunstan dusan dustin duygu dwayne
    dwight dyfan dymphna dzana eamon eamonn easton ebba ebele ebenezer eberhard ebrahim ebube ecaterina ece
    eckart eckhard eckhart eda edeltraud edgar edgardo edie edmond edmund edmundo edna edvard edwige edwina eef
    eelco eero effie efrain efrem efua egbert egbertus ege egidio egil egon ehrenfried ehsan eifion eiji eila
    eilidh eilif eilis eimear einar eino eirik eirlys eirwen ejike eka ekaterina ekaterini ekene ekrem elaheh
    elda eleonora eleonore eleuterio elfie elfriede elham eliana eliane eliette elijah elin elinor elio elisee
    eliseo eliska eliza ellinor elna elnaz elodie elof eloisa eloise elowen eloy elsbeth elske eluned elvan
    elvio elvire elza elzbieta eman emeke emel emelie emeline emer emerson emese emi emiko emilian emiliana
    emiliano emilien emlyn emmanuelle emmely emmerich emmett emrah emre emrys encarna encarnacion enda endang
    endre enguerrand enid enitan enriqueta enzo eoghan eoin ephraim erasmus ercan erdem erhan erhard erich erkki
    erland erlend ermanno ermelinda ernest ernesta ernestina ernestine errol ersin ertan erwan erwin eryk
    erzsebet esi esin eskil esko esmail esme esmee esmeralda esmond espen estefania estela estelle estrella
    eszter ethel ethna etienne etsuko etta ettore euan eudes eufemia eugenia eugenie eugeniusz eulalia eulalie
    eunice eunji eunjung euphemia eusebio eustachy evadne evangeline evaristo evelina evelyne ewald ewan ewelina
    ewout eyob eystein ezekiel ezgi ezio ezra fabiana fabien fabienne fabiola fabrice fabrizio fachtna fadekemi
    fadi fadia fadime faduma fadwa fahad faisal faiza faramarz farhan fariba farida farideh fariha farnaz farooq
    farouk farquhar farshad fartun farxiya farzad farzaneh fatiha fatimah fatou fatoumata faustine faustino
    fawad fawzi faye fearghal federigo fedor feliciano felicie felicitas felicja feliks felim felisa femi femke
    femmie fenella fenja ferdinand ferdinando ferdynand ferenc fereshteh fergal fergus ferhat feride fermin
    fernand fernande feyza fiammetta fidelma fiete figen fikret filip filippa filippo filomena finbar findlay
    finlay finley finnegan finnian finola fionn fionnuala fionnula fiorella fiorenza firouzeh fitzroy flaminia
    flannan flavie flavio floortje florent florentijn florentin floriane florina florine floris florrie fokke
    folake folasade forough fouad francine franciszek franciszka franck franka fransje franziskus frauke freddy
    frederike fredrik frej freja freya frida fridolin fridtjof friedbert friedemann friederike friedhelm frits
    frode froukje fryderyk fumiko fumio funmi funmilayo furkan fyodor gabin gabino gabor gabrysia gaelle gaetan
    gaetana gaetano gaeul galina gamze gaspard gaspare gaston gaurav gauri gavril gavyn gaynor gbenga gearoid
    gebhard geert geerte geertje geertruida geir gemma genevieve gennady gennaro genoveva genowefa geordie
    georgi georgios geraint geraldine gerardo gereon gergely gergo gerhardt gerlinde gerlof germain germaine
    gernot gerold gerrie gerrit gerry gertraud gertrud gerwyn gesa gesine getachew gethin geziena ghada ghassan
    ghazal ghazaleh gheorghe ghislain ghislaine ghulam gianfranco giang gianluca gianmarco gianna gianpaolo
    gideon gijs gijsbert gilbert gilberte gilberto gilda gilles ginevra gioacchino gioele giordano giorgia
    giovanna gisele giselher giselle giuliana giuliano giulio giuseppina gizem gjertrud gladys glenda glenys
    gligor glynis godehard gokce gokhan golriz gonca gonnie gonul gonzalo gopal goran gorka gosia gottfried
    govind graciela gracjan grady grainne granville graziano graziella grazyna greer greetje gregoire gregorio
    gretel griffith grigor grigory griselda grozdan gruffydd guadalupe gualtiero guang gudmund guendalina
    guenter guenther guglielmo gugu guilhem guillermo guinevere guiying gulay gulcan guler gullan gulnara gulsen
    gulsum gulten gunda gundis gundula gunhild gunilla gunnar gunter gunvor guowei gurkan gurpreet gustaf
    gustave gustaw guzide gwen gwenael gwenaelle gwenda gwendal gwendolen gwendoline gwendolyn gwenllian gwilym
    gwyn gwyneth gwynne gyorgy gyula haakon habib habiba hadrien hadwig haejin hafsa haider haile haitao hakan
    hakon haley halil halime halinka halldor hallgrim halvard halvor halyna hamed hamidreza hamish hamza hanan
    handan haneul hani hanka hanna hanneke hannele hannelore hansjorg harald hardeep harish harlan harley harmen
    harmonia harpreet harri harriett harro hartwig haruka haruki haruko harun haruto hasret hassiba hatem hatice
    hattie havva hawa hayden haydn hayley haytham hazel hazem hedieh hedwig hefin hege heikki heiko hein heinke
    heledd heleen helene helenka helge helma helmi helmuth hemi hendrika hendrikje hengameh henning henny
    henrietta henriette henryk henryka hepzibah herbie heribert heriberto hermann hermia hermien hermine
    hermione hernan herta hertha hesham hessel hester hettie hetty hibo hicham hidde hideki hideo hieronim hieu
    hikari hikmet hilarie hilario hilbert hilda hilde hildegund hilding hilke hillary hiltje hiltrud hinnerk
    hipolito hiroki hiroko hiromi hiroshi hisako hisham hjalmar hjordis hoang hodan homayoun hongwei honorata
    hooman horace horatio hortense hortensia horty howell hristina hristo hryhoriy hubert hubertus hubie huda
    hugues huguette huifen huiling hulya humaira humberto humera huong huseyin hussam huub huw hyacinthe hyejin
    hyeon hyunjoo hywel ianthe ibironke idalia idris idun iestyn ieuan ieva ifan ifeanyi ifeoma ifrah iftikhar
    ifunanya ignacy ignatius ignazio ihor ikechukwu ikenna iker ilayda ildefonso ileana ilhan iliana ilie ilinca
    ilka ilkay ilker ilkka ilknur illtyd ilmari ilya iman imani imelda imke immanuel imogen imre inaki indah
    indalecio indira ineke ingeborg inger ingmar ingo ingolf ingvar ingvild inigo inka inkeri inmaculada inna
    intisar ioana ioannis iola iolanda iolo iona ionut ippolita iqbal iraj irem ireneusz irfan irma irmak irmela
    irmgard irmtraud irving iryna isabeau isabela isadora isaiah isaias isamu isatou iseult ishaan ishaq ishbel
    ishita isidora isidore isidro isleen ismet isobel isolde issam istvan itsuki itziar ivar ivaylo ivica ivo
    ivor iwan iyana izabela izydor izzy jaakko jabari jaber jabulani jacenty jacinta jacinto jacoba jacobien
    jacobo jacolien jacopo jaden jadranka jadwiga jaehyun jagna jago jagoda jaiden jaime jairo jalal jalil
    jamila jamshid janneke jannes jannie jannik jannis janos janosch jantien jantje janusz jaqueline jari jarl
    jarle jarmila jarod jaromir jaroslawa jarrah jarrett jarrod jarvis jas jasleen jasmin jaspreet jaswinder
    javed jaxon jayden jayesh jaylen jayson jazmin jazmine jeannette jeannie jeannine jeannot jebediah jedidiah
    jedrek jedrzej jeffery jelani jelka jemima jemma jeremiah jeremias jermaine jerod jeroen jerzyk jesper
    jethro jetske jianguo jianhong jiayi jiaying jieun jihoon jikke jillian jimena jimin jindrich jingyi jinhua
    jinwoo jiri jiro jisoo jitka jiwon jiyeon jiyoung joachim joakim joanie joaquim joaquin joaquina jocasta
    jocelyn jocelyne joelle joep johnathan jolanda jolene jolijn jolyon jomo jonna joohyun joop joosje joost
    jordane jordi jordy jordyn jorgen jorinde jorma jorn jorrit jorun jorund josefa josefina josefine josiah
    josiane josie josseline jost josue josune jouke joumana jouni jouri jovan jovana jovita jozef jozefa jozsef
    juha juhana juhani jukka julek juliane julianna julianne julien julienne juliette juliusz junaid junho
    junichi junjie junko juraj jurg jurre jurriaan jurrien jussi jutta jyoti jyri jyrki kaarina kabir kacper
    kadir kadriye kaede kagiso kaisa kaisla kaitlin kaitlyn kaito kaja kajal kajetan kaleb kalevi kalina
    kalliope kalpana kalvin kamal kamala kamau kambiz kameron kamran kanya kaori kapil kara karabo kareem karel
    karenza karianne karima karla karli karlijn karly karoline karthik kartik kasey kashif kasia kaspar kasper
    kassandra katalin katarina katayoun katelijne katelyn kateryna kathe katherina kathi kathryne katinka katlyn
    katri katsumi kavita kavya kaylee kayleigh kaylin kayo kayode kazimiera kazimierz kazuki kazuko kazuo keanu
    keegan keelan keeley keelin kehinde keiichi keijo keiko keir keisha keita kelechi keletso kelsey kelsie
    kelvin kenan kendall kendra kendrick kenelm kenichi kenrick kenta kenyatta kenzie kerensa kerrie kersten
    kerstin kerttu keshav ketil keturah kevan keven keyvan kezia keziah khadijah khadisha khadra khaled khalida
    khanh khanyi khoa khosi kiana kianna kianoush kiara kiarash kiden kiera kieran kieron kilian kimberley
    kimberly kinga kipchoge kiril kirill kirra kirsi kirstin kishore kitty kiyoshi kjell kjersti kjerstin kjetil
    klaartje klaasje klaudia klaudiusz klementyna knut kobina kody koen kofi koichi koji kojo kolby koldo kolton
    komal konstancja konstanty konstanze koray korbinian kordula kornel kornelia kosta kostas krasimir krishna
    kristian kristiina kristijan kristof kristoffer kristy krisztina krysia krystal krystian krzys krzysiek
    ksenia kubra kudzai kumiko kunegunda kunigunde kunle kveta kwabena kwadwo kwaku kwasi kyla kylee kylie kyoko
    kyra kyungsoo lacey lachie lachlan ladislao ladislav laetitia laiba lajos lakeisha laleh lalita lambert
    lamine lammert landon laney laoise larisa larissa larry lashonda latasha latifa latoya laure laureen
    laurette lauri laurie laurine lavinia lazar lazaro leander leandra leandre leandro leann leanna leanne
    leberecht leena leif leighton leilani leire lemuel lenia lennard lennart lennox leocadia leokadia leonce
    leonhard leonid leonor leonora leopold leopoldine leopoldo lerato lesedi lesia leszek leticia letizia
    lettice levent levi lexi lexie leyli liana libuse lidka liesbet liesbeth liesel lieselotte liesl lihua liisa
    lilah lilian liliana liliane lilias liling lilith liliya lilla lilli lillian lilliana lindiwe lindon linh
    linnea linus lioba lionel liselotte lisette livia livio liwayway liwei lizbeth lizette lizzy ljiljana
    ljubica ljubomir lleu llewellyn llewelyn llinos lochlan loek loes loic londyn lonneke lorcan loredana
    lorelei lorelotte lorena lorene loretta lorrie lothar lotje lottie louisa loup lovisa lowri luana luann
    lubbert lubna lubomir lubomira lubos lucasta lucette luciano lucie lucien lucienne lucile lucinda lucja
    lucjan lucretia lucrezia lucyna ludmila ludmilla ludovic ludovica ludovico ludwik ludwika luella luigia
    luise luisella luitgard luka lulama luma lungile lutz luuk lwazi lydie lykke lyla lyle lynette lynsey
    lysander lyubov lyudmila maaike maarit maarten maartje mabel mabelle mabli macarena machteld maci maciek
    mackenzie macsen macy madalyn maddalena maddie maddison maddox madeline madelyn madge madhavi madhuri madiha
    madoc maedeh maelle maeve mafalda magali magalie magdolna magnhild magnus maha mahad maher mahesh mahnaz
    mahnoor mahshid mahtab mahvash maija maike maiken maire mairead mairi maisie maite maiwenn majid makayla
    makeda makena makenna makoto maksim maksym maksymilian malachi malachy malak malaya malee maliha maliheh
    malika mallika mallory malte malvina malwina mamadou mamello mamoru manal mandana mandla manijeh manish
    manisha manja manjit manoj manolo manon manouchehr mansour manus maolra mara marceau marcela marcelina
    marcelino marcell marcella marcelle marcello marcia marcy marei mareike margarethe margaux marged margherita
    margit margret margriet margrit marguerite mariam mariama mariangela marianna marianne mariannick mariano
    maribel maricarmen mariella marielle marietta mariette marijan marijn marika mariko marilena marilyn
    marinella marinette mariola marisela marisol marissa maristella marit marita maritta mariusz marja marjatta
    marjo marjolaine marjorie markku marko marlee marleen marlena marlies marliese marlis marlo marloes marlon
    marlowe marmaduke marnix maros marte marthe martijn martti martyna maruja marvin marwa marwan maryla marysia
    maryum masaki masako masaru masashi masood masoud masoumeh massimiliano matej mateja mateu matheo mathias
    mathieu mathilde mathis mathurin matias matilde matthijs mattias mattie matyas maud maude maudie maura mauri
    mauricia mauricio maurizio mavis maxence maxime maximiliane maximus maxine maysa mayte mayumi mazen mbali
    mckayla mckenna mckenzie meagan mechthild meena meera megha meghan megumi mehetabel mehran mehrdad mehrnaz
    mehtap mehwish meihui meiling meilir meindert meinhard meinir meinolf meixiang melchior melchor melih melike
    melina melis meltem melusine menno meral mercia meredith merel merete merfyn merja merlin merrick merryn
    mert merve mervyn mesut metin mhairi micaela micah michalina michela michiko mieczyslaw mieko miep mieszko
    mihaela mihail mihaly mihnea miika mijin mikael mikaela mikayla mikel miki mikkel miklos mikolaj milada
    milana milica millicent millie milly milo milos miloslava miloslaw milosz minako mingyu minh minho minji
    minjun minna minnie minoru minsoo miodrag mirabel mirabelle mirac mireille mirek mirela mirella mirelle
    miriana mirja mirjana mirko miroslav miroslava miroslaw miroslawa mirren mirthe misael misaki mitsuko
    mitsuru miyoung miyuki mladen mogens mohamad mohammadreza mohan mohit mojgan mojtaba momoko moni montserrat
    morag mordecai moreno morgana morna morten morteza mortimer morwenna moses mostafa mourad moussa mpho
    mubarak mudassar muireann mukaddes mukesh munir munira murdo muriel murray murvet musarat muzaffer mwangi
    myfanwy mykhailo mykola myles myra myriam myron myrthe myrtille nabeel nabil nabila nadeem nadege nadezhda
    nadim nadiya nadja naeem nafisa naglaa nahid naila naima najla najma najwa naledi namrata nanda nandi
    nandini nanna naoise naoki naoko napier narelle nasim nasir nasreen nastaran nastasja natalija nataliya
    natalya natascha nathanael natsuki natsumi nattapong naveed naveen nawal nayeli nayeon nazan nazanin nazario
    nazli ndidi neasa necati necla neelam neele neeltje neeraj neeta negin neha nehemiah nehemias nehir nekane
    nelleke nelly nenad nepomuk nerea nereo nermin nerys neslihan nesrin nessa nesta nevaeh nevena neville nevin
    nevio ngaio ngoc nguyet nhung niall niamh nicanor nichola niclas nicodemus nicolae nicolai nicoletta
    nicolette nicolo nida niek nienke nigella nighat nihal nihan nihat niilo nikhil nikita niklaus nikodem
    nikolai nikolaj nikolaos nikolay nikoleta nikolina nikos nilay nilesh nilgun niloufar nima nimet nimo
    ningning ninian niran nisha nitin nizar njal njeri njoroge nkechi nkem nkosana nnamdi nneka nnenna nobuhle
    nobuko nobuo noele noeleen noelene noelia noelle noemi noemie noha nokuthula nola nolan nolwenn nomfundo
    nomsa nomvula nonhlanhla noortje nooshin norberto nordin noreen noriko norris norwin nosipho noureddine
    nozipho nthabiseng ntombi nuala nuray nurcan nurettin nuri nuria nurlan nurten nurul nusrat nyambura nyasha
    nye nynke oana obadiah obinna obioma oceane ochieng octavian octavie octavius odalys oddbjorg oddvar odell
    odeta odette odhran odile odilo odion odran ofelia ogechi oili oisin okan okechukwu okonkwo oksana oktawia
    oktawian oktay olabisi oladele olamide olav oleh olek oleksandr oleksiy olesya olha olinda olivier oliwia
    oliwier olle olof olov olu oluchi olufemi olumide oluwaseun oluwaseyi olwen olwyn olympe omaima omair
    omarion ombeline omid omolara omotola ondrej onni onno onofre onur onyeka onyekachi oonagh ophelia ophelie
    orhan oriana orjan orlagh orlaith ornella orsola orson ortrud ortwin osama osamu osian oskari osman osmond
    osmund osswald osvald osvaldo oswald oswin othman otis ottavia ottavio ottfried ottilia ottilie ottis ottmar
    ottokar ottoline otylia ousmane outi ovidiu owain owen oyin ozan ozcan ozge ozgur ozlem paavo paballo padma
    padraic padraig pallavi paloma pamala panagiotis pancracio pankaj paqui parastoo parham parnell parul
    parvaneh parveen parvin parviz pascale pascaline pascual pasquale patrice patrik patrizio patrycja paulette
    paulino pavlina pavlo payam payton peadar pegah peiyu pejman pekka pelagia pelham pembe pentti pepa pepita
    percival percy peregrine perihan pernille perpetua perran perrine pertti petr petroc petronella petronila
    petteri petya peyman phelan phelim philibert philine philomena philomene phineas phuc phuong phyllida
    phyllis pierluigi piero pierrette pierrick pieterjan pietro piotrek pippa pirjo pirkko pollyanna porfirio
    portia poul pouria pradeep prakash pramod pranav prasad prasert prashant pratik praveen predrag preecha
    preeti primrose priscilla priti priyanka proinsias prudencia prunella przemek przemyslawa puneet qasim
    qiuyue quanisha quentin quincy quinlan quinton quirin quirino quyen quynh rachael radek radha radka radmila
    radomir radoslav radoslaw radoslawa radovan radu raegan raelene rafaela raffaele raffaella rafiq raghad
    raghav raghnall ragna ragnar ragnhild raheel rahim raimo raimondo raimund raimundo raissa rajat rajeev
    rajinder rajiv rajmund rajni rakesh ralston raluca ramazan rameez ramesh ramiro randall randi rangi rania
    ranulf raoul raphaelle raquel rasha rashad rasheed rashida rashmi rasmus rastislav rastus ravinder rawan
    raylene razvan reagan reanna rebeca rebekah recep reem reese refik refilwe regan regine regino rehana reidar
    reijo reiko reimund reinald reinder reinhardt reinhild reinhold reinier rekha remedios remi remigiusz remy
    renatka renato renaud renee renske renzo reshma reyhan reyhaneh reynald rhett rhian rhianna rhiannon rhoda
    rhodri rhona rhonda rhonwen rhydian rhys rianne ricarda richarda ridvan rieke rigoberto riikka riitta rik
    riley rinske ripley ritesh ritu rizal rizky rizwan roald robbert roberte rocco roddy roderic roderich
    rodolfo rodolphe roel roelien roelof rogelio rogier rohan rohit roisin roksana rolande rolv romain romane
    romina romuald romualdo ronja ronnie ronny rosalba rosaleen rosalia rosalinda rosalyn rosamund rosana
    rosanna rosaria rosaura roseanne rosella roselyn roselyne rosemarie rosheen roshni rosina rosine rosmarie
    rossana rossella rostislav roswitha rowena roxanne roxie royston rozalia ruairi ruaridh ruben rubina ruchi
    rudiger rufino rufus ruggero rukhsana rukiye rukmini rumyana runar ruolan ruperto ruprecht ruslan ruslana
    rustem rutendo rutger ruud ruven ryann rylan ryland rylee ryo ryota ryszarda ryuichi saad sabah sabahat
    sabin sabina sabri sacha sachiko sachin sadegh sadhbh sadia sadik saeid safa safaa safia safiya safiye sagal
    sahar sahil sahra saige saima sajid sakari sakura salah saleh salih salim salman salome salomea salvador
    salvatore salwa samaneh samar samatar sami samih sampo samson samuele samuli sanaa sanaz sancho sandor
    sandrine sandro sanela sangwoo sanja sanjana sanjeev sanjuanita sanne saoirse saqib saraid sarita satish
    satomi satoru satoshi satu sava saverio savina sawsan sawyer sayuri seamus seana seanan sebastiana
    sebastiano sebastien sedat seema sefa segolene segun sehrish seija sekou selcuk selda selena selin selina
    selwyn semih semra senan senem senol seojun seoyeon sepehr sepideh seppo septimus serafina serafino serap
    sercan serdar sergey sergiy serhat serhiy serife serkan serpil setareh seth setsuko seun seungmin sevda
    severin severine severino sevgi sevil sevim sevinc seweryn seyma sezen sezgin shabana shabnam shadi shaelyn
    shahbaz shahid shahida shahin shahla shahnaz shahrzad shaina shakeel shalini shamus shanelle shanice
    shaniqua shankar shanti shaoqing sharareh sharlene sharmila sharron shayla shayna shazia sheela sheelagh
    sheena shehzad shelagh shelby sheldon shelley shereen sheridan sherif sherri sherrie shigeru shiho shilpa
    shima shinichi shinji shiori shirlene shiv shiva shizuka shoaib shobha shohreh shoji shola shona shonagh
    shota shruti shubham shufen shweta shyanne sian sibongile sibusiso sibylle siddharth sidney sidonie siebe
    siegbert siegfried sieglind sieglinde siegmund siegrun siem sietske sigbjorn sigfrido sigismund sigmund
    sigrun sigurd sigve silas silje silvana silvano silvanus silverio silvester silvestro silvie silvino silvio
    simen simeon simge simin simonetta simran sinan sinazo sinclair sindi sindre sinem sinh sione sioned siphiwe
    sipho siriol sirkka siska sissel siwan siyabonga sizwe sjaak sjoerd sjors sjur skylar skyler slavica slavko
    slawa slawek slawka sloane slobodan smita sneha snezana snorre sofieke sofiya sofus sohail soheila sohrab
    sojin solange solene solfrid solomon solvei solveig solvej somayeh sonal songul sonke soojin sorcha soren
    sorin souad soufiane soyoung spencer spyros srdjan srinivas stacie stacy stafford stan stanimir stanislas
    stanislav stanislawa stanka stanley stanton stas stasia stavros stavroula stefania steinar stelian stepan
    stephane stephani stephanus stephon stewart stian stijn stoyan struan sture suad subhash sudha sudhir suhail
    sujata sukarno sukhwinder sukran sulaiman suleyman sumaira sumiko sumit sungho sunhee sunita sunniva
    supaporn surabhi surinder surya susann susannah suse sushma susumu suwit suzette svea svein sverre svetla
    svetlozar svitlana swantje swati swenja sybil sydnee sylvain sylvaine sylvester sylvette sylviane sylvie
    sylwester synnove szabolcs szczepan szilvia szymon taavi tabassum tabatha tabea tabitha tadashi tadek tadhg
    taehyung tafadzwa tahir tahira tahsin taiwo takahiro takako takao takashi takeo takumi talat talia tamar
    tamas tameka tamia tamika tamiko tammo tamsin tamsyn tanaka tania tanisha tankred tanveer tanvi tapani
    tapiwa taraneh tarek tariro tarkan tarmo tarquin tarun taryn tassilo tatenda tatjana tatsuya tatyana tayfun
    tayfur tayla tayyab teagan tebogo teemu tegan tegwen tehmina teilo tekin tekla telmo temitope tendai teodor
    teodora teodoro teofilo teppo tereza terhi teri terje terrance tetsuo tetsuya teun teunis tevita thabang
    thabiso thabo thaddaus thaddeus thalia thandeka thandi thandiwe thang thankmar thao thato thelma themba
    thembeka thembi theobald theodora theodosia theophile theophilus therese thibaud thibault thibaut thiemo
    thien thierry thies thijmen thijs thilo thirza thomasine thora thorben thorbjorn thorleif thorvald thulani
    thuraya thuy tiana tiarnan tibor tiemo tiernan tierney tihomir tiina tillmann tilly timea timothea timur
    tinashe tineke titilayo titus tivadar tiziana tiziano tjark tjeerd tjitske tjorven tobi tobiah toby todor
    toini tolu tolulope tomek tomika tomislav tommaso tommi tomoko tomos tomoya tomoyo tonya toos torben
    torbjorn torfinn torgeir torhild toribio torill torin tormod torquil torunn torvald toshiko toya tracie
    traudel traudl travis trefor treharne trent trenton tressa trevelyan tricia trijntje trinh trinity trisha
    tristin trixie trond trude trudi trudy trung truus trygve tsedal tsepo tshepo tsuyoshi tsvetan tsvetelina
    tuan tudur tufan tugba tugdual tuija tulay tulin tully tumelo tunc tuncay tunde tuomas turgut turid turkan
    tuti tuula tuyen tuyet twila tygo tymon tymoteusz tyra tyrell tyrese tyrone tyson ubaldo ubbo uche uchenna
    ufuk ugo ugochi ugur ulf ulfert uli ulrik ulrika umair umaru umberto umit umut unai unathi unni urbain urho
    urs ursel urszula uschi usha uyen uzma uzoma vaclav vahid valentin valentino valentyn valerien valerio
    valeriu valeriy valeska vandana vanesa vanya varun varvara vasant vasil vasile vasilis vasily vasyl vaughan
    vebjorn vedat vegard veikko velma velten venancio venetia verena verna vernon veronique vesa veselin vesna
    vianne vibeke vicenta vicente vickie victoire victorien victorine vidar vidkun vidya vigdis viggo vikas
    vikki viktoria viktoriya vilem vilhelm viljo vilma vimala vinay vincenza vineet vinod vinzenz violaine
    viorel vipul virgil viridiana virpi vishal vitaliy vitaly vittorio vivek viviana viviane vivienne vjekoslav
    vladislav vladislava vladyslav vlasta vlastimil vojtech volkan volkhard volkmar volodymyr vsevolod vusi
    vyacheslav wacek waclaw waclawa wael wafa wahyu wajid walburga waldek waldtraut walenty walentyna walery
    walid wallis walterio waltraud waltraut wambui wangari wanjiku wanjiru waqas warsame waseem waverley
    wawrzyniec waylon weimin wendelin wendell wendi wenjing wenzel wera weronika werther wessel weston whetu
    whitley wibke widodo wiebe wiebke wieke wieland wieslawa wietske wigbert wijnand wiktor wiktoria wilbur
    wilco wilfred wilfrid wilfried wilhelmina wilhelmine willa willard willeke willemien willemijn willis wilma
    wilmer wim wincenty winfried winifred winnie winnifred winston wiola wioletta wiremu wissam witold wladek
    wladyslaw wladyslawa wlodek wlodzimierz wojtek wolfhard wolfram wonho woodrow wout wouter wyatt wyn wynford
    wytske xabier xander xaver xavi xiang xiaobo xiaohong xiaojun xiaoli xiaoming xiaoyan ximena ximeno xinyi
    xiomara xiulan xiuying xola xolani yaa yadira yagmur yahir yahya yalcin yalda yanina yanmei yann yannick
    yannik yaroslav yaroslava yasar yash yasir yasmeen yasser yassin yasuko yasuo yavuz yegor yejide yejin
    yelena yeliz yemi yentl yesenia yesim yestin yetunde yevgeny yevhen yfke yichen yifan yigit yijun yildiz
    yilmaz yingying yiting ylva ymke yngvar yngve yoann yogesh yohannes yoko yolande yonas yoona yorick yoselin
    yoshiko yosuke younes youngjae yousaf yrjo yseult ysolde yucel yuhan yuka yukari yukiko yukio yuksel yulan
    yulia yuliya yumi yumiko yuna yuriy yusra yuta yutaka yuto yuuki yuxuan yvaine yves yvon zacarias zachariah
    zacharie zafer zaheer zahid zahida zaid zainabu zaki zakir zamzam zandile zane zanele zaneta zaria zawadi
    zayden zbyszek zdenek zdenka zdravko zdzislaw zdzislawa zebedee zeeshan zehra zeinab zekeriya zeki zeliha
    zeljko zena zenobia zenon zenzi zeph zephyrine zerrin zhang zhanna zhen zhiwei ziad zihan zilla zineb zinnia
    zipporah zivko zixuan ziyanda zlata zlatko zodwa zoey zola zoltan zoraida zoran zorana zorica zorka zosia
    zsofia zsolt zsuzsanna zubaida zubair zuhal zulema zulfiqar zumra zuri zuzia zygfryd zygmunt zyta
    """.split()
)
