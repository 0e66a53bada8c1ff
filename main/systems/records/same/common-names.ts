/** Surnames that thousands have (ONS, the commonest of England and Wales, and of families from South Asia): two of one say little. Folded. */
const SURNAMES = `smith jones williams taylor brown davies evans wilson thomas johnson roberts robinson thompson wright walker white edwards hughes green hall
lewis harris clarke clark patel jackson wood turner martin cooper hill ward morris moore lee king baker harrison morgan allen james scott phillips
watson davis parker price bennett young griffiths mitchell kelly cook carter richardson bailey collins bell shaw murphy miller cox richards khan
marshall anderson simpson ellis adams singh begum wilkinson foster chapman powell webb rogers gray mason ali hunt hussain campbell matthews owen
palmer holmes mills barnes knight lloyd butler russell barker fisher stevens jenkins murray dixon harvey kaur ahmed shah iqbal akhtar bibi akhtar
malik mahmood rahman islam uddin miah choudhury hassan mohammed sharma kumar rashid butt nowak kowalski`;
/** Given names of which the same is true, as forms of one (given-names.ts). */
const GIVEN = `john david michael paul andrew peter james thomas robert richard mark stephen christopher daniel matthew william george jack joshua mohammed
ahmed ali abdul susan margaret sarah karen elizabeth mary emma patricia jennifer claire helen lisa rebecca ann anne christine julie louise jane`;

const surnames = new Set(SURNAMES.split(/\s+/));
const given = new Set(GIVEN.split(/\s+/));

export const isCommonSurname = (name: string): boolean => surnames.has(name);
export const isCommonGivenName = (name: string): boolean => given.has(name);
