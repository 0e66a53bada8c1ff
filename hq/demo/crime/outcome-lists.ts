import type { CodeList } from '../../../contracts/domain/incident.ts';
import { entries } from '../entries.ts';

const SUSPECT = 'A suspect is named in the report';
const NO_SUSPECT = 'No suspect is named in the report';
const VICTIM = 'What the victim said, when and to whom';
const WHY = 'Why, in the words of whoever decided it';

/** Home Office outcomes (crime outcomes framework, 1 to 22), and what the demonstration force asks for each. */
export const outcomeLists: readonly CodeList[] = [
  {
    id: 'outcome',
    version: 1,
    entries: entries([
      ['1', 'Charge or summons'],
      ['2', 'Caution, youth'],
      ['3', 'Caution, adult'],
      ['4', 'Taken into consideration'],
      ['5', 'The offender has died'],
      ['6', 'Penalty notice for disorder'],
      ['7', 'Cannabis or khat warning'],
      ['8', 'Community resolution'],
      ['9', 'Prosecution not in the public interest, CPS'],
      ['10', 'Formal action not in the public interest, police'],
      ['11', 'The suspect is under the age of criminal responsibility'],
      ['12', 'The suspect is too ill to be prosecuted'],
      ['13', 'The victim or a key witness is dead or too ill'],
      ['14', 'No suspect identified, the victim does not support it'],
      ['15', 'Suspect known, the victim supports it, evidential difficulties'],
      ['16', 'Suspect known, evidential difficulties, the victim does not support it'],
      ['17', 'The time limit for prosecution has passed'],
      ['18', 'Investigation complete, no suspect identified'],
      ['19', 'National Fraud Intelligence Bureau decides'],
      ['20', 'Another body investigates'],
      ['21', 'Further investigation not in the public interest, police'],
      ['22', 'Diversion, education or intervention'],
    ]),
  },
  {
    id: 'outcomeNeed',
    version: 1,
    entries: entries([
      ...['1', '2', '3', '6', '7', '8', '9', '10', '11', '12', '15', '16', '17', '21', '22'].map(
        (code) => [`${code}.SUSPECT`, SUSPECT] as const,
      ),
      ...['14', '18'].map((code) => [`${code}.NOSUSPECT`, NO_SUSPECT] as const),
      ...['8', '10', '14', '15', '16', '21', '22'].map((code) => [`${code}.VICTIM`, VICTIM] as const),
      ['5.PROOF', 'How the death is known, and the date'],
      ['9.WHY', WHY],
      ['10.WHY', WHY],
      ['12.PROOF', 'Who says that the suspect is too ill, and when'],
      ['13.PROOF', 'Who is dead or too ill, and how it is known'],
      ['20.BODY', 'Which body, and its reference'],
      ['21.WHY', WHY],
    ]),
  },
];
