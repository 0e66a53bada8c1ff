import { type DemoStart, demoStormLogs } from '../items.ts';
import type { DemoOfficer } from '../officers.ts';
import { demoRosters } from '../people/rosters.ts';
import { seededRandom } from '../random.ts';
import { forceLetters } from './letters/force.ts';
import { realLetters } from './letters/real.ts';
import type { StoredMessage } from './maildir.ts';

/** The officer's mailbox as the demonstration begins: the force's mail of the last days, and real messages of years ago. */
export const demoMessages = (start: DemoStart): ((officer: DemoOfficer) => readonly StoredMessage[]) => {
  const { active } = demoStormLogs(start);
  const rosters = demoRosters(start.now);
  return (officer) => {
    const mine = rosters.filter(({ owner }) => owner === officer.staffId).map(({ duty }) => duty);
    const scene = {
      now: start.now,
      officer,
      log: active.get(officer.collarNumber),
      cancelled: mine.find((duty) => duty.restDayCancelled !== undefined)?.day,
      court: mine.find((duty) => duty.kind === 'court')?.day,
    };
    const random = seededRandom(start.seed + Number(officer.collarNumber));
    return [...forceLetters(scene), ...realLetters(random)].sort((a, b) => a.arrived.getTime() - b.arrived.getTime());
  };
};
