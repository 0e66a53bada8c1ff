import type { Crime, Offence, Task } from '../../../contracts/domain/crime.ts';
import type { Duty } from '../../../contracts/domain/duty.ts';
import type { Incident, IncidentLine, Unit } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ChangeLine } from '../../../contracts/hq/feeds.ts';
import type { RemoteFolder } from '../../../main/systems/mail/messages.ts';

/** Items of the feeds for tests: each whole by its contract, any part of it replaced. */

export const officer = (change: Partial<Officer> = {}): Officer => ({
  ...{ staffId: 'LC002418', name: 'Aisha Rahman', rank: 'PC', collarNumber: '2418', roles: ['officer'] },
  ...{ team: 'Leyland Response', station: 'Leyland', area: 'South Ribble', callSign: 'LD21', supervisor: 'LC001140' },
  ...change,
});

export const line = (change: Partial<IncidentLine> = {}): IncidentLine => ({
  ...{ id: 'L1', at: '2021-05-18T14:14:00.000Z', operator: 'Control', terminal: 'Hutton 14', kind: 'opened', text: 'Opened as Crime.' },
  ...change,
});

export const incident = (change: Partial<Incident> = {}): Incident => ({
  ...{ id: 'LC-20210518-1587', version: 1, title: 'Burglary, suspect may be near', grade: 1, state: 'open' },
  ...{ openedAt: '2021-05-18T14:14:00.000Z', openingCode: 'Crime', qualifiers: ['Domestic'], marking: 'OFFICIAL' },
  place: { text: '14 Balfour Street, Leyland', postcode: 'PR25 2TD', area: 'South Ribble' },
  resources: [{ callSign: 'LD21', status: 6, since: '2021-05-18T14:20:00.000Z', collarNumbers: ['2418'] }],
  vehicles: [{ plate: 'PK09 OXL', description: 'Silver Corsa' }],
  lines: [line()],
  ...change,
});

export const unit = (change: Partial<Unit> = {}): Unit => ({
  ...{ callSign: 'LD21', status: 6, since: '2021-05-18T14:20:00.000Z', collarNumbers: ['2418', '4127'], version: 1 },
  incidentId: 'LC-20210518-1587',
  ...change,
});

export const crime = (change: Partial<Crime> = {}): Crime => ({
  ...{ id: '04/21/06127', version: 1, offenceCode: '028/03', type: 'Burglary', title: 'Burglary, 14 Balfour Street' },
  ...{ committedFrom: '2021-05-18T13:00:00.000Z', reportedAt: '2021-05-18T14:14:00.000Z', status: 'open', marking: 'OFFICIAL' },
  place: { text: 'On or near Balfour Street', area: 'South Ribble' },
  method: 'Rear patio door forced, lock snapped.',
  people: [{ name: 'Farida Iqbal', roles: ['reportingPerson'] }],
  ...{ property: [], vehicles: [], flags: [], officerInCase: '2418' },
  ...change,
});

export const task = (change: Partial<Task> = {}): Task => ({
  ...{ id: 'T-7', version: 1, title: 'Collect CCTV', text: 'From the Spar in Hough Lane', crimeId: '04/21/06127', setBy: 'PS 1140' },
  ...{ owner: '2418', priority: 'normal', setAt: '2021-05-18T08:00:00.000Z', dueAt: '2021-05-18T17:00:00.000Z', state: 'accepted' },
  ...change,
});

export const offence = (change: Partial<Offence> = {}): Offence => ({
  ...{ code: '028/03', group: 'Theft', category: 'Burglary in a dwelling', text: 'Burglary dwelling with intent to steal' },
  ...change,
});

export const duty = (change: Partial<Duty> = {}): Duty => ({
  ...{ id: 'D1', version: 1, day: '2021-05-18', kind: 'duty', label: 'Late', publishedAt: '2021-04-01T08:00:00.000Z' },
  ...{ start: '2021-05-18T14:00:00.000Z', end: '2021-05-18T22:00:00.000Z' },
  ...change,
});

type Data = Incident | Unit | Crime | Task | Offence | Officer | Duty;

/** The feed's line that brings an item. */
export const upsert = (kind: string, id: string, version: number, data: Data | object): ChangeLine => ({
  op: 'upsert',
  kind,
  id,
  version,
  data,
});

export const upsertIncident = (item: Incident): ChangeLine => upsert('incident', item.id, item.version, item);
export const upsertUnit = (item: Unit): ChangeLine => upsert('unit', item.callSign, item.version, item);
export const upsertCrime = (item: Crime): ChangeLine => upsert('crime', item.id, item.version, item);

export const cursor = (text: string, more = false): ChangeLine => ({ op: 'cursor', cursor: text, more });

/** The inbox as a mail server tells of it. */
export const inbox = (rest: Partial<RemoteFolder> = {}): RemoteFolder => ({
  ...{ path: 'INBOX', name: 'Inbox', special: 'inbox', uidValidity: 1, uidNext: 1, modseq: undefined, unread: 0, total: 0 },
  ...rest,
});
