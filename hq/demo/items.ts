import type { Task } from '../../contracts/domain/crime.ts';
import type { Missing } from '../../contracts/domain/missing.ts';
import type { SeedItem } from '../systems/seed.ts';
import { demoBriefing } from './briefing/items.ts';
import { demoCrimes } from './crime/crimes.ts';
import { currentCrimes } from './crime/current.ts';
import { demoTasks } from './crime/tasks.ts';
import { demoMissing } from './missing/reports.ts';
import { readOffences } from './offences.ts';
import { DEMO_AREA } from './officers.ts';
import { demoCover, demoRequests, demoSickness, demoSwaps } from './people/requests.ts';
import { demoBalances, demoRosters } from './people/rosters.ts';
import { seededRandom } from './random.ts';
import { demoRecords } from './records/records.ts';
import { demoCodeLists } from './storm/code-lists.ts';
import { type DemoIncidents, demoIncidents } from './storm/incidents.ts';
import { neighbourLogs } from './storm/neighbour-log.ts';
import { demoUnits } from './storm/units.ts';
import { readStreetCrimes } from './streets.ts';

/** When the demonstration begins, and the number from which everything in it follows. */
export interface DemoStart {
  readonly now: Date;
  readonly seed: number;
}

/** Everything in the demonstration force's systems, for seed(). The same start gives the same items. Officers and laptops are given to seed() themselves. */
export const demoItems = ({ now, seed }: DemoStart): readonly SeedItem[] => {
  const streets = readStreetCrimes();
  const { incidents, active, own } = demoIncidents(now, seededRandom(seed), streets);
  const random = seededRandom(seed + 1);
  const current = currentCrimes(now, random, incidents, own);
  const crimes = [...current, ...demoCrimes(random, streets)];
  const { persons, things, links } = demoRecords(seededRandom(seed + 2), { now, incidents, crimes, streets });
  const missing = demoMissing(now, incidents);
  const rosters = demoRosters(now);
  const requests = demoRequests(now, rosters, own);
  return [
    ...demoCodeLists.map((list) => item('storm', 'codeList', list.id, list)),
    ...[...incidents, ...neighbourLogs(now)].map((incident) => item('storm', 'incident', incident.id, incident)),
    ...demoUnits(now, incidents, active).map((unit) => ({ ...item('storm', 'unit', unit.callSign, unit), area: DEMO_AREA })),
    ...readOffences().map((offence) => item('crime', 'offence', offence.code, offence)),
    ...crimes.map((crime) => item('crime', 'crime', crime.id, crime)),
    ...demoTasks(now, random, crimes, incidents, own).map((task) =>
      item('crime', 'task', task.id, { ...task, ...ofMissing(task, missing.reports) }),
    ),
    ...missing.reports.map((report) => item('missing', 'missing', report.id, report)),
    ...missing.circulations.map((told) => item('missing', 'circulation', told.id, told)),
    ...demoBriefing(now).map((briefed) => item('briefing', 'briefing', briefed.id, briefed)),
    ...[...persons, ...missing.persons].map((person) => item('records', 'person', person.id, person)),
    ...things.map((thing) => item('records', 'thing', thing.id, thing)),
    ...links.map((link) => item('records', 'link', link.id, link)),
    ...rosters.map(({ owner, duty }) => ({ ...item('people', 'duty', duty.id, duty), owner })),
    ...demoCover(rosters).map((cover) => item('people', 'cover', cover.id, cover)),
    ...requests.leave.map((leave) => item('people', 'leave', leave.id, leave)),
    ...requests.overtime.map((claim) => item('people', 'overtime', claim.id, claim)),
    ...demoSwaps(now, rosters).map((swap) => item('people', 'swap', swap.id, swap)),
    ...demoSickness(now).map((sickness) => item('people', 'sickness', sickness.id, sickness)),
    ...demoBalances(now, random).map(({ owner, balance }) => ({ ...item('people', 'balance', balance.id, balance), owner })),
  ];
};

/** Storm's logs of that start, with whose they are: what the force's mail speaks of. */
export const demoStormLogs = ({ now, seed }: DemoStart): DemoIncidents => demoIncidents(now, seededRandom(seed), readStreetCrimes());

/** A task on the log of somebody who is missing is on the report too. */
const ofMissing = ({ incidentId }: Pick<Task, 'incidentId'>, reports: readonly Missing[]): Pick<Task, 'missingId'> => {
  const report = reports.find((one) => incidentId !== undefined && one.incidentId === incidentId);
  return report === undefined ? {} : { missingId: report.id };
};

const item = (system: SeedItem['system'], kind: string, id: string, body: SeedItem['body']): SeedItem => ({ system, kind, id, body });
