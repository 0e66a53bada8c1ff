/**
 * Given names that are one name: short forms, spellings, and what British tongues and registries make of names from elsewhere. The first of
 * a line is what it is called here. A name may stand in several lines (Al is Alan and Ali). Folded (contracts/domain/fold.ts).
 */
const LINES = `
abdul abdool abdel abdal
abigail abby abbie gail abi
adam adem
agnes agnieszka aggie
ahmed ahmad ahmet achmed
aisha ayesha aysha aicha aishah ayisha
alan allan allen al alun
albert bert bertie al
alexander alex alec sandy xander alasdair alastair alistair alister aleksander alejandro sasha lex
alexandra alex sandra lexi lexie sasha aleksandra alix
alfred alf alfie fred
ali aly
alison ali allison
amanda mandy
amelia amy millie milly
amy aimee amie
andrew andy drew andrzej andrei andreas andre
angela angie ange
ann anne anna annie annette hannah nan
anthony tony antony ant antoni
archibald archie
arthur art artur
barbara barb babs
benjamin ben benny benji
bernard bernie
beth bethany elizabeth
bilal billal
bradley brad
brian bryan bryn
bronwen bronwyn
calum callum cal kallum colum
cameron cam
carol carole caroline carolyn carrie
caroline carolyn carrie lyn
catherine katherine kathryn katharine cathryn kate katie katy kathy cathy kath cath kitty kit kasia katarzyna catrin
cerys carys
charles charlie chas chuck karol carl
charlotte charlie lottie lotte char
chloe khloe cloe
christine chris chrissie chris tina krystyna
christina chris tina chrissie kristina krystyna
christopher chris kris topher krzysztof kristopher cristopher
claire clare clair
clifford cliff
colin col
connor conor conner konnor
craig kraig
cynthia cindy
daniel dan danny dani danyal daniyal
danielle dani danni
david dave davey davy dai dafydd dewi dawid daud dawood
deborah debbie deb debra deborah debs
denise denice
dennis denis den
derek deryck derrick del
diana di diane dianne
dominic dom dominik
donald don donny
dorothy dot dottie dorothea
douglas doug dougie duggie
edmund ed eddie ned ted
edward ed eddie ned ted teddy ward edek
eileen aileen ilene
eleanor ellie nell elinor elenor nelly eleanora
elizabeth liz lizzie beth betty betsy bess eliza elisabeth elsie libby lizzy lisa elspeth elzbieta bethan
ellen nell nellie ellie elen
emily em emmie millie emilie
emma em
eric erik
ernest ernie
ethan eithan
eugene gene
evan ieuan ifan iwan euan ewan ewen
faisal faysal feisal
farida fareeda
fatima fatema fatimah fatma fathima
florence flo florrie flossie
frances fran francesca frankie fanny
francis frank frankie fran franciszek
frederick fred freddie freddy fredrick frederic rick
gareth gaz garth
gary gaz garry garri gal
geoffrey geoff jeffrey jeff jeffery
george georgie jerzy
georgina georgie gina georgia
gerald gerry jerry ged
gerard gerry ged gerrard
gillian gill jill jillian
glenn glen
glynn glyn
grace gracie
graham graeme grahame
gregory greg gregg grzegorz
gwendolen gwen gwendoline
hamza hamzah hamzeh
harold harry hal
harriet hattie harry
harry henry harri
hassan hasan hassaan
helen helena nell lena
henry harry hal hank henryk
hugh hughie huw hew
humphrey humph
hussain hussein husain husayn hossain hussayn houssein
ian iain ion
ibrahim ebrahim abraham brahim
imran emran
irene rene
isaac ishaq izaak zac
isabel isabelle isabella izzy bella belle isobel izzie
isla ila
ismail ismael esmail
jack john jackie jak jacques
jacob jake jakub jakob yaqub yakub yaqoob yakoob
jacqueline jackie jacqui jacky
jaden jayden jaiden jaydon jaidon
james jim jimmy jamie jem jas
jamie jaime jaimie jay
jane janie jayne
janet jan sioned
janice jan janis
jasmine jas yasmin yasmine yasmeen jaz
jason jay jase
jean jeanne gene sheena
jennifer jenny jen jenni jenna
jeremy jerry jez jeremiah
jessica jess jessie jesse
joan joanie siobhan
joanna joanne jo jojo johanna
john johnny jon jack jan johnnie ian ivan sean
jonathan jon jonny johnathan jonathon jonty
joseph joe joey jo jozef yusuf yousuf yousef youssef yusef yosef yousaf yusaf youssuf
josephine jo josie
joshua josh
joyce joy
judith judy judi
julia julie jules
julian jules
karen karin karyn kaz
karim kareem
katie katy kate kaitie kayti
kayleigh kayley kaylee kaleigh
keith kieth
kelly kelley kellie
kenneth ken kenny
kevin kev kevan
khadija khadijah khadeeja
khalid khaled
kieran kieron ciaran keiran kyran
kimberley kim kimberly kimmy
kirsty kirstie kirsten
kristian christian chris
kyle kile
laura lauren laurie lora
lawrence laurence larry laurie lol
leah lea lia leia
leanne lianne leigh lee leann
lee leigh
leonard len lenny leo
leslie lesley les
lewis louis lew lou louie luis ludwik
liam william
lillian lily lil lilian
linda lin lyn lynda lindy
lindsay lindsey linsey lynsey
llewellyn llew lyn
lloyd loyd floyd
lorraine lorrie laraine
louise lou louisa lulu
lucy lucie luce
luke lukasz lucas lukas luca
lynn lynne lyn lin
madeleine maddie maddy madeline madelaine
malcolm mal malc
margaret maggie meg peggy marge margie margery greta rita madge mags malgorzata marged gretta
maria mary marie mariah mariya maryam
marian marion marianne
marilyn marylin lyn
mark marc marek marcus markus
martin martyn marty marcin
mary maria marie molly polly mary mair mari
mason mayson
matilda tilly tilda mattie
matthew matt matty mat mateusz mathew
maureen mo maurine
maurice mo morris
maxwell max maximilian maxim
megan meg meghan meggan
melanie mel
melissa mel missy lissa
michael mike mick mickey mikey micky michal mitch mihai mihail mikhail mykola
michelle shell michele chelle shelly
miriam maryam mariam marium
mohammed muhammad mohammad mohamed muhammed mohamad mohd md muhamed mo mohamud mahomed mehmet mahmad mohammud mohamod muhammud
moira maura moyra
morgan morgana
mustafa mustapha mostafa
nancy nan ann
naomi noemi
nasreen nasrin nazreen
natalie nat natalia nathalie
natasha tasha nat
nathan nat nathaniel nate nathanael
neil neal niall nigel neill
nicholas nick nicky nicolas nico mikolaj nik nicolae
nicola nicky nikki nic nicole
nigel nige
norman norm
oliver ollie olly oli
olivia liv livvy olive libby
omar umar omer umer
oscar oskar
osman usman uthman othman
owen owain owayne
pamela pam pammy
patricia pat trish patsy tricia patty trisha paddy
patrick pat paddy rick patryk padraig
paul pawel pavel paulie
paula pauline
pauline paula polly
penelope penny pen
peter pete piotr petr petra pedro pyotr
phoebe pheobe febe
philip phil phillip pip filip philippe
philippa pip pippa phil
rachel rach rachael rachelle shelley
rahim raheem
rajesh raj
ralph rafe ralf
randolph randy
raymond ray
rebecca becky becca beck bex rebekah
reginald reg reggie
rhys reece rees reese rhyse
richard rich rick dick ricky richie dickie ryszard
riley reilly
robert rob bob bobby robbie bert rab rupert robin
robert rob robin bobby
roberta bobbie
rodney rod
roger rog rodger
ronald ron ronnie
rosemary rose rosie
rose rosie roza rosa
roxanne roxy
russell russ
ruth ruthie
ryan rian
safiya safia safiyah sofia
saima saimah
salim saleem
salma selma
samantha sam sammy
samir sameer
samuel sam sammy
sandra sandy sandie
sanjay sanj
sarah sara sally sadie
scott scot
sean shaun shawn shane
sebastian seb bastian sebastien
shabana shabanah
shabnam shabnum
shafiq shafeeq
shahid shaheed
sharon shaz shaza
sheila shelagh sheelagh sheilah
shirley shirl
sidney sydney sid syd
simon si szymon
sophie sophia sofia zofia soph
sonia sonya sonja
stanley stan stanislaw
stephanie steph stephie stefanie
stephen steven steve stevie stephan stefan ste szczepan esteban
stuart stewart stu
suleiman sulayman sulaiman solomon
susan sue susie suzie suzanne suzy susannah zuzanna
suzanne sue suzie suzy susan
sylvia silvia
syed sayed said sayyid saeed sayeed
tahir taher
tariq tarik tarek
tamsin tamzin
terence terry terrance terrence tel
teresa theresa tess terry tessa teri
thomas tom tommy tomas tomasz thom
timothy tim timmy
toby tobias tobey
tracey tracy tracie trace
trevor trev
tristan tristram
tyler tylor
valerie val
vanessa ness nessa
veronica ronnie vera
vincent vince vinny vin
victor vic viktor
victoria vicky vicki tori vikki viki queenie wiktoria
vivian vivien viv vivienne
walter wally walt
wayne wain
wendy wendi
wilfred wilf fred
william will bill billy willie willy wills gwilym wilhelm liam guillaume
winifred win winnie freda
yasir yaser yasser
zachary zach zac zack zak zachariah zakariya zakaria
zainab zaynab zeinab zeynab
zara zahra zaara zahrah
zoe zoey zoie
niamh neve nieve
siobhan shivaun chevonne shevaun
sinead shinaid
caoimhe keeva kiva
ciara kiera keira
roisin rosheen
aisling ashling aislinn
eoin eoghan owen
cathal cahal
tadhg tadgh
`;
/** Others that are names of their own: twins are Amir and Samir, and nobody mistyped. */
const OTHERS = `aaron aaliyah abel ada adele adil adrian afzal ahsan aidan aiden alana albie alexa alexis alfonso alina alisha alma alyssa amal amara amber
ameer amelie amina amir amira amit amna anaya anders anita anil anika anisa anita anjali annabel annabelle anton anwar april aran archer ariana ariella arif
arjun arlo armaan arya asad asha asher ashley ashton asif asim asma atif atiq aubrey audrey august aurora austin ava avery axel ayaan ayan ayden ayla
azhar aziz babar barry basil bashir basma beatrice bella beryl betsy bianca bina blake bodhi bonnie bradford brandon brenda brendan brent bridget
brody brooke bruce bryony caden caleb callie callan camilla carla carlos carmel carmen casey caspian cassandra cecil cecilia cedric celia chantelle
charlene chelsea cheryl christabel clara clarence clark clement clive clyde cody cole conrad cora corey cory courtney cruz cyril daisy dale damian damien
damon dana dane daphne darcy daria darius darren dawn dean deepa delia delilah della demi derrin desmond devon dexter dina dion dilys dinah dora doreen doris dorian duncan dwayne
dylan eddison eden edith edna edwin ehsan eiman eira elaine eli elias elijah elin elis ella elliot elliott ellis eloise elsa elsie elton elvis elwyn
emerson emil emlyn emrys enid enzo erica erin esme esmee esther ethel eva evelyn evie ezra fabian faith faizan farah farhan farooq faye fay felicity felix fergus ferne fern
finlay finley finn fiona fleur flynn freya gabriel gabriella gavin gemma gerwyn ghulam gideon gloria gordon greta guy gwyn gwyneth haider hadi hafsa haleema halima hana hana hanna hamid
hania hari haris harley harmony haroon harper harrison harvey hasib hayden haydn hayley hazel heather hector heidi herbert hilary hilda holly honey hope howard hudson hunter
huxley ida idris ilyas imogen inaya ines ingrid iqra iris irfan irvin isha ishaan ivor ivy ivan jade jaden jagdish jared jarvis jasper javed javid jaxon jensen jenson jermaine
jerome jill jemma jethro jodie jody joel jorge jordan jorgie josiah jude julian junaid june juno kabir kacey kai kaitlyn kane kamran kara kashif kasim kaspar kayden
kavita keeley keira kendra kenzie kerry kiara kian kiran kirk kit klaus kofi kunal kwame kyla kylie lacey lana lance lara laila layla leandro leila lena lenin leo leon leona leonie leroy levi
lexi lila lilac lillie lina linus livia liza logan lois lola loretta luella luka luna lydia lyla lyra mabel macy mae maeve mahnoor maia maisie malachi malik mara
marcia margot marina mario marissa marjorie marlene marlon marvin maud mavis maya mehmood mercy meera melvin mervyn mia mila milan miles millicent milo mina mira mitchell mohsin mona monica
moses mukhtar muriel mustaq myra myrtle nabil nabeela nadia nadim nadine nadir naeem nafisa naila najma naseem nasir naveed nazia neha nelson nevaeh neville nina nisha noah noel noor nora noreen norma noel nova
nusrat odin olaf oona orla orson osama otis otto oyin paige palmer parveen payton pearl perry petula piers poppy prakash pratik preeti priscilla priya quentin quinn rabia rafael rafiq rahul raisa ralph
ramesh ramona rana ravi raya rashid reena rehan reza reuben rex rhian rhianna rhiannon rhoda rhona rhydian ria rida riley rita rizwan robyn rocco rohan roland roman romeo rory rosalind rosanna ross
rowan rowena roy ruby rudy rukhsana ruma rumi rupal sabina sabrina sadia sahil saif sajid sakina saleha sally salman samina samira sana sania sasha saskia saul savannah scarlett selina serena seth
shabir shahida shahzad shaista shakeel shakira shamim shane shanice shannon shauna sheikh sherry shreya shazia sienna sidra sinead skye sohail sonny spencer stella sumaira summer sunita sunil suraj sven
tabitha tahira talia tamara tania tanya tanisha tara tasnim tate taylor ted thea theo theodore tia tiana tiffany tilda tina tobias todd travis trudy tyra tyrone ulrik uma una ursula
usma uzma vera verity vernon vijay vikram viola violet virgil vishal vivek waheed waqar waqas wasim wes wesley wilbur willa willow wyn xander xavier yahya yannick yara yash yolanda younis
yuri yvette yvonne zahid zahida zain zaina zane zara zayn zayd zeeshan zelda zena zia zubair`;

const linesOf = new Map<string, Set<number>>();
for (const [line, names] of [...LINES.trim().split('\n'), ...OTHERS.split(/\s+/)].entries()) {
  for (const name of names.split(' ')) linesOf.set(name, (linesOf.get(name) ?? new Set()).add(line));
}

/** Whether the name stands in the lines: one that does is a name of its own, and not another's mistyped. */
export const isGivenName = (name: string): boolean => linesOf.has(name);

/** Whether two given names are forms of one name. */
export const areOneName = (one: string, other: string): boolean => {
  const lines = linesOf.get(one);
  const others = linesOf.get(other);
  return lines !== undefined && others !== undefined && [...lines].some((line) => others.has(line));
};
