import type { Officer } from '../../contracts/domain/officer.ts';

export const DEMO_FORCE = 'Lancashire Constabulary';
/** The district whose officers and logs the demonstration shows. */
export const DEMO_AREA = 'South Ribble';
export const DEMO_POOL = 'Leyland, South Ribble';
export const DEMO_LAPTOP = 'LAP-0417';
/** ICT's own, from which it looks after the others. */
export const DEMO_ICT_LAPTOP = 'LAP-0001';
export const DEMO_PIN = '246810';
export const DEMO_PUK = '12345678';
export const DEMO_PIN_TRIES = 3;

/** An officer of the demonstration force and the keys on their card. The names are invented. */
export interface DemoOfficer extends Officer {
  readonly cardKeys: 'rsa-2048' | 'p256';
}

const leyland = { team: 'Leyland Response', station: 'Leyland', area: DEMO_AREA } as const;
const headquarters = { station: 'Hutton', area: DEMO_AREA } as const;
const sergeant = 'LC001140';

/** The three response officers, their sergeant, two ICT officers (an order to wipe needs both) and an auditor, each with a warrant card. */
export const demoOfficers: readonly DemoOfficer[] = [
  {
    staffId: 'LC002418',
    name: 'Aisha Rahman',
    rank: 'PC',
    collarNumber: '2418',
    roles: ['officer'],
    ...leyland,
    callSign: 'LD21',
    supervisor: sergeant,
    mailAddress: 'aisha.rahman@lancs.example',
    telephone: '07700 900411',
    cardKeys: 'rsa-2048',
  },
  {
    staffId: 'LC004127',
    name: 'Tom Halliwell',
    rank: 'PC',
    collarNumber: '4127',
    roles: ['officer'],
    ...leyland,
    callSign: 'LD22',
    supervisor: sergeant,
    mailAddress: 'tom.halliwell@lancs.example',
    telephone: '07700 900412',
    cardKeys: 'p256',
  },
  {
    staffId: 'LC002377',
    name: 'Megan Clarke',
    rank: 'PC',
    collarNumber: '2377',
    roles: ['officer'],
    ...leyland,
    callSign: 'LD24',
    supervisor: sergeant,
    mailAddress: 'megan.clarke@lancs.example',
    telephone: '07700 900413',
    cardKeys: 'rsa-2048',
  },
  {
    staffId: sergeant,
    name: 'Paul Hargreaves',
    rank: 'PS',
    collarNumber: '1140',
    roles: ['officer', 'supervisor'],
    ...leyland,
    callSign: 'LD01',
    mailAddress: 'paul.hargreaves@lancs.example',
    telephone: '07700 900414',
    cardKeys: 'p256',
  },
  {
    staffId: 'LC006021',
    name: 'Priya Nair',
    rank: 'ICT',
    collarNumber: '6021',
    roles: ['ict'],
    team: 'ICT',
    ...headquarters,
    mailAddress: 'priya.nair@lancs.example',
    telephone: '07700 900415',
    cardKeys: 'p256',
  },
  {
    staffId: 'LC006034',
    name: 'Owen Pritchard',
    rank: 'ICT',
    collarNumber: '6034',
    roles: ['ict'],
    team: 'ICT',
    ...headquarters,
    mailAddress: 'owen.pritchard@lancs.example',
    telephone: '07700 900416',
    cardKeys: 'p256',
  },
  {
    staffId: 'LC007003',
    name: 'Helen Marsh',
    rank: 'Auditor',
    collarNumber: '7003',
    roles: ['auditor'],
    team: 'Professional Standards',
    ...headquarters,
    mailAddress: 'helen.marsh@lancs.example',
    telephone: '07700 900417',
    cardKeys: 'p256',
  },
];

export type ResponseOfficer = DemoOfficer & { readonly callSign: string };

/** The officers whose work fills the Storm, Crime and People panes: those with a car. */
export const responseOfficers: readonly ResponseOfficer[] = demoOfficers.filter(
  (officer): officer is ResponseOfficer => officer.callSign !== undefined,
);

/** The officer as HQ's directory holds them: without what only their card knows. */
export const directoryEntry = ({ cardKeys: _cardKeys, ...officer }: DemoOfficer): Officer => officer;
