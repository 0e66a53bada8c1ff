import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import { dayClock } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';

const { about: w } = strings.changes;

/** Which report a form is about, and its victims with how they are reached. */
export const aboutVictims = (crime: ShownCrime): string => {
  const victims = crime.people
    .filter(({ roles }) => roles.includes('victim'))
    .map(({ name, contact }) => [name, contact].filter(Boolean).join(', '));
  return `${strings.app.numberOf(crime.id)}, ${crime.title}. ${victims.length === 0 ? w.noVictim : w.victims(victims)}`;
};

/** What is reviewed: the report's title, its outcome, and who filed it. */
export const aboutReview = (crime: ShownCrime, now: Date): string => {
  const filed = crime.history?.findLast(({ kind }) => kind === 'outcome');
  return [
    `${crime.title}.`,
    crime.outcome === undefined ? w.noOutcome : w.outcome(strings.crime.outcome(crime.outcome.code, crime.outcome.text)),
    filed === undefined ? undefined : w.filed(filed.by, dayClock(filed.at, now)),
  ]
    .filter(Boolean)
    .join(' ');
};
