import type { NationalRecord } from '../search/police-national.ts';

const DAY_MS = 86_400_000;

/** What other forces share in the demonstration. Every person in it is invented. `now`: when the demonstration begins. */
export const demoNationalRecords = (now: Date): readonly NationalRecord[] => {
  const ago = (days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString();
  return [
    {
      ...{
        what: 'Nominal',
        number: 'GM/N/204417',
        title: 'Callum Brennan, 27',
        detail: 'Suspect, burglary of dwellings, Bolton and Chorley',
      },
      ...{
        at: ago(420),
        asOf: ago(12),
        grading: '2 B 1',
        marking: 'OFFICIAL-SENSITIVE',
        words: 'callum brennan bolton chorley silver corsa pk09 pk09oxl',
      },
      fields: [
        { name: 'Force', text: 'Greater Manchester Police' },
        { name: 'Vehicles', text: 'Silver Vauxhall Corsa, part registration PK09' },
        { name: 'Warnings', text: 'Has resisted arrest.' },
      ],
    },
    {
      ...{ what: 'Custody', number: 'MER/C/118820', title: 'Callum Brennan, 27', detail: 'Theft from motor vehicle, Southport' },
      ...{ at: ago(95), asOf: ago(94), grading: '1 A 1', marking: 'OFFICIAL', words: 'callum brennan southport theft vehicle' },
      fields: [{ name: 'Force', text: 'Merseyside Police' }],
    },
  ];
};
