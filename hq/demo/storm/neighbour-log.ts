import type { Incident } from '../../../contracts/domain/incident.ts';
import { DEMO_AREA } from '../officers.ts';
import { control, type LogLine, numberLogs, toIncident, type UnnumberedLog } from './log.ts';

const OPENED_MINUTES_AGO = 52;

/** A log of Cumbria's that has come into the district: the neighbouring force's number, and its codes. */
export const neighbourLogs = (now: Date): readonly Incident[] => {
  const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
  const line = (minutes: number, kind: LogLine['kind'], text: string): LogLine => ({
    ...control('Carleton 03'),
    at: ago(minutes),
    kind,
    text,
  });
  const log: UnnumberedLog = {
    title: 'Vehicle made off, last seen M6 southbound',
    grade: 2,
    state: 'open',
    openedAt: ago(OPENED_MINUTES_AGO).toISOString(),
    openingCode: 'Roads: failed to stop',
    qualifiers: [],
    place: { text: 'M6 junction 29, Bamber Bridge', postcode: 'PR5', area: DEMO_AREA },
    marking: 'OFFICIAL',
    resources: [],
    vehicles: [{ plate: 'MX12', description: 'Black Octavia, part plate' }],
    lines: [
      line(OPENED_MINUTES_AGO, 'opened', 'Black Octavia made off from a stop check at Penrith, two up. Southbound on the M6.'),
      line(21, 'update', 'Seen by a camera at Lancaster. Lancashire told, its crews look out between junctions 31 and 28.'),
    ],
  };
  return numberLogs([log], 'CB').map(toIncident);
};
