import type { CodeList } from '../../../contracts/domain/incident.ts';
import { crimeCodeLists } from '../crime/code-lists.ts';
import { outcomeLists } from '../crime/outcome-lists.ts';
import { entries } from '../entries.ts';
import { missingCodeLists } from '../missing/code-lists.ts';
import { DEMO_AREA } from '../officers.ts';

/** A list of a force that shares this Storm. The lists without force are those of the demonstration's own. */
const of = (force: string, { id, ...list }: CodeList): CodeList => ({ ...list, id: `${id}:${force}` });

const openings = [
  ['C01', 'Crime: assault'],
  ['C04', 'Crime: burglary dwelling'],
  ['C05', 'Crime: criminal damage'],
  ['C08', 'Crime: theft from shop'],
  ['C09', 'Crime: theft from motor vehicle'],
  ['T01', 'Transport: road traffic collision, injury'],
  ['T02', 'Transport: road traffic collision, damage'],
  ['T05', 'Transport: highway disruption'],
  ['A01', 'Anti-social behaviour: personal'],
  ['A02', 'Anti-social behaviour: nuisance'],
  ['A03', 'Anti-social behaviour: environmental'],
  ['P02', 'Public safety and welfare: missing person'],
  ['P05', 'Public safety and welfare: domestic incident'],
  ['P07', 'Public safety and welfare: concern for safety'],
  ['P09', 'Public safety and welfare: insecure premises'],
  ['D03', 'Administration: found property'],
  ['D05', 'Administration: complaint against police'],
] as const;

/** The demonstration force's words for statuses (Airwave), grades of response, qualifiers (NSIR) and all else that it has a list of. */
const ownCodeLists: readonly CodeList[] = [
  {
    id: 'status',
    version: 1,
    entries: entries([
      ['0', 'Emergency assistance'],
      ['1', 'On duty'],
      ['2', 'On patrol'],
      ['3', 'At station, available'],
      ['4', 'Refreshments'],
      ['5', 'En route'],
      ['6', 'At scene'],
      ['7', 'Committed, deployable'],
      ['8', 'Committed, not deployable'],
      ['9', 'Prisoner escort'],
      ['10', 'Court'],
      ['11', 'Off duty'],
      ['12', 'Confidential message'],
      ['13', 'Non-urgent call-back'],
      ['14', 'Urgent call-back'],
      ['15', 'Received'],
      ['16', 'Repeat'],
    ]),
  },
  {
    id: 'grade',
    version: 1,
    entries: entries([
      ['1', 'Emergency'],
      ['2', 'Priority'],
      ['3', 'Scheduled'],
      ['4', 'Resolution without deployment'],
    ]),
  },
  {
    id: 'qualifier',
    version: 1,
    entries: entries([
      ['ALC', 'Alcohol'],
      ['DRG', 'Drugs'],
      ['MH', 'Mental health'],
      ['DOM', 'Domestic'],
      ['HD', 'Hate, disability'],
      ['HR', 'Hate, race'],
      ['HRE', 'Hate, religion'],
      ['HSO', 'Hate, sexual orientation'],
      ['HT', 'Hate, transgender'],
      ['YTH', 'Youth'],
      ['WPN', 'Weapons'],
      ['RPT', 'Repeat victim'],
      ['VUL', 'Vulnerable'],
    ]),
  },
  { id: 'openingCode', version: 1, entries: entries(openings) },
  {
    id: 'closingCode',
    version: 1,
    entries: entries([...openings, ['D08', 'Administration: duplicate'], ['D09', 'Administration: false call, good intent']]),
  },
  {
    id: 'regradeReason',
    version: 1,
    entries: entries([
      ['LEFT', 'Suspect has left'],
      ['SAFE', 'Nobody in danger'],
      ['NEW', 'New facts'],
      ['MORE', 'More crews needed'],
      ['AGAIN', 'Caller rang again'],
    ]),
  },
  {
    id: 'resourceKind',
    version: 1,
    entries: entries([
      ['DOG', 'Dog unit'],
      ['CSI', 'CSI'],
      ['AMB', 'Ambulance'],
      ['FIRE', 'Fire and rescue'],
      ['VAN', 'Cage van'],
      ['SUP', 'Supervisor'],
      ['RPU', 'Roads policing'],
      ['AIR', 'Air support'],
      ['CID', 'Detective'],
    ]),
  },
  {
    id: 'area',
    version: 1,
    entries: entries([
      ['SR', DEMO_AREA],
      ['CH', 'Chorley'],
      ['PR', 'Preston'],
      ['WL', 'West Lancashire'],
    ]),
  },
  {
    id: 'phrase',
    version: 1,
    entries: entries([
      ['NT', 'Area search, no trace.'],
      ['SEEN', 'Informant seen and spoken to.'],
      ['BWV', 'First account on body-worn video.'],
      ['H2H', 'House to house done, nothing seen or heard.'],
      ['CCTV', 'CCTV asked for.'],
      ['STMT', 'Statement taken.'],
      ['ADV', 'Advice given, all parties content.'],
      ['WTO', 'Words of advice, sent on their way.'],
    ]),
  },
];

/** The force next door, Cumbria: it shares the Storm, grades in its own words, and has no grade 4. */
const neighbourCodeLists: readonly CodeList[] = [
  of('CB', {
    id: 'grade',
    version: 1,
    entries: entries([
      ['1', 'Immediate'],
      ['2', 'Prompt'],
      ['3', 'Planned'],
      ['5', 'By telephone'],
    ]),
  }),
  of('CB', {
    id: 'closingCode',
    version: 1,
    entries: entries([
      ['R10', 'Roads: pursuit ended'],
      ['R12', 'Roads: stranded vehicle'],
      ['V20', 'Violence'],
      ['X99', 'No police matter'],
    ]),
  }),
  of('CB', {
    id: 'status',
    version: 1,
    entries: entries([
      ['0', 'Emergency'],
      ['2', 'Available, mobile'],
      ['3', 'Available, station'],
      ['5', 'Proceeding'],
      ['6', 'On scene'],
      ['7', 'Engaged, divertible'],
      ['8', 'Engaged'],
      ['9', 'Conveying prisoner'],
    ]),
  }),
];

export const demoCodeLists: readonly CodeList[] = [
  ...ownCodeLists,
  ...crimeCodeLists,
  ...outcomeLists,
  ...missingCodeLists,
  ...neighbourCodeLists,
];
