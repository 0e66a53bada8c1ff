import type { Officer } from '../../../contracts/domain/officer.ts';
import type { SeedItem } from '../../../hq/systems/seed.ts';

/** A small force: two constables of one area and team, one of another, a sergeant. */
export const rahman: Officer = {
  staffId: 'LC002418',
  name: 'Aisha Rahman',
  rank: 'PC',
  collarNumber: '2418',
  roles: ['officer'],
  team: 'Leyland Response B',
  station: 'Leyland',
  area: 'South Ribble',
  callSign: 'LD21',
  supervisor: 'LC001140',
};
export const halliwell: Officer = { ...rahman, staffId: 'LC004127', name: 'Tom Halliwell', collarNumber: '4127', callSign: 'LD22' };
export const clarke: Officer = {
  ...rahman,
  staffId: 'LC002377',
  name: 'Megan Clarke',
  collarNumber: '2377',
  callSign: 'LD24',
  area: 'Chorley',
  team: 'Chorley Response A',
};
export const hargreaves: Officer = {
  ...rahman,
  staffId: 'LC001140',
  name: 'Paul Hargreaves',
  rank: 'PS',
  collarNumber: '1140',
  roles: ['officer', 'supervisor'],
  callSign: 'LD01',
};
export const officers = [rahman, halliwell, clarke, hargreaves] as const;

const headquarters = { rank: 'ICT', team: 'ICT', station: 'Hutton', area: 'South Ribble' } as const;
/** ICT, whose cards sign orders by the policy of tests/hq/support/policy.ts, and an auditor. Seeded on demand. */
export const nair: Officer = { ...headquarters, roles: ['ict'], staffId: 'LC006021', name: 'Priya Nair', collarNumber: '6021' };
export const pritchard: Officer = { ...headquarters, roles: ['ict'], staffId: 'LC006034', name: 'Owen Pritchard', collarNumber: '6034' };
export const marsh: Officer = {
  ...headquarters,
  staffId: 'LC007003',
  name: 'Helen Marsh',
  rank: 'Auditor',
  collarNumber: '7003',
  roles: ['auditor'],
  team: 'Professional Standards',
};
export const headquartersOfficers = [nair, pritchard, marsh] as const;

const OPENED = '2026-01-11T14:42:08.000Z';

export const incident = (id: string, area: string, resources: readonly unknown[] = []): SeedItem => ({
  system: 'storm',
  kind: 'incident',
  id,
  body: {
    id,
    title: 'Burglary dwelling',
    grade: 2,
    state: 'open',
    openedAt: OPENED,
    openingCode: 'Burglary',
    qualifiers: [],
    place: { text: '14 Balfour Street', area },
    marking: 'OFFICIAL',
    resources,
    vehicles: [],
    lines: [{ id: 'l1', at: OPENED, operator: 'Control', terminal: 'Control', kind: 'opened', text: 'Rear door forced.' }],
  },
});

export const unit = (officer: Officer, status: number, incidentId?: string): SeedItem => ({
  system: 'storm',
  kind: 'unit',
  id: officer.callSign ?? '',
  area: officer.area,
  body: {
    callSign: officer.callSign,
    status,
    since: OPENED,
    collarNumbers: [officer.collarNumber],
    ...(incidentId === undefined ? {} : { incidentId }),
  },
});

export const resourceOf = (officer: Officer, status: number) => ({
  callSign: officer.callSign,
  status,
  since: OPENED,
  collarNumbers: [officer.collarNumber],
});

export const statusList: SeedItem = {
  system: 'storm',
  kind: 'codeList',
  id: 'status',
  body: {
    id: 'status',
    entries: [
      { code: '2', label: 'On patrol' },
      { code: '3', label: 'At station' },
      { code: '4', label: 'Refreshments' },
      { code: '5', label: 'En route' },
      { code: '6', label: 'At scene' },
      { code: '7', label: 'Committed, deployable' },
      { code: '8', label: 'Committed, not deployable' },
      { code: '9', label: 'Prisoner escort' },
    ],
  },
};

export const task = (id: string, owner: Officer): SeedItem => ({
  system: 'crime',
  kind: 'task',
  id,
  body: {
    id,
    title: 'House to house',
    text: 'Numbers 9 to 20.',
    setBy: 'PS 1140',
    owner: owner.collarNumber,
    priority: 'normal',
    setAt: OPENED,
    dueAt: OPENED,
    state: 'new',
  },
});

export const balance = (owner: Officer): SeedItem => ({
  system: 'people',
  kind: 'balance',
  id: 'balance',
  owner: owner.staffId,
  body: { id: 'balance', annualLeaveDays: 12, timeOffInLieuMinutes: 90, restDaysOwed: 1 },
});
