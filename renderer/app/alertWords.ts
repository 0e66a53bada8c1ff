import { alertingLines } from '../../contracts/domain/alert.ts';
import { sentence, serialOf } from '../format/text.ts';
import { dayClock, duration } from '../format/time.ts';
import type { Alert } from '../hooks/useAlerts.ts';
import { strings } from '../strings/index.ts';
import type { Codes } from '../workspace/codes.ts';

type Of<About extends Alert['about']> = Extract<Alert, { readonly about: About }>;

export interface AlertWords {
  readonly name: string;
  /** Whole sentences. */
  readonly words: string;
  /** Of what it is, in a word or two, for a list of others. */
  readonly short: string;
  readonly open: string;
  /** After "Acknowledge", for those who hear it. */
  readonly acknowledged: string;
}

/** An alert in words. */
export const wordsOfAlert = (alert: Alert, codes: Codes, now: Date): AlertWords =>
  alert.about === 'log' ? ofLog(alert, codes, now) : ofMissing(alert, now);

const ofLog = (alert: Of<'log'>, codes: Codes, now: Date): AlertWords => {
  const { alert: w } = strings.storm;
  const { id, grade, job, callSign, title, place, missed } = alert;
  const serial = serialOf(id);
  const lines = gravestFirst(alert.lines);
  const name = job ? w.name(callSign, grade, codes.label('grade', grade, id)) : w.lineName(lines[0]?.kind ?? 'hazard', serial, grade);
  const ended = missed === undefined ? [] : [w.missed[missed.because](dayClock(missed.raisedAt, now), dayClock(missed.at, now))];
  return {
    name: missed === undefined ? name : w.missed.name(name),
    words: [...ended, ...(job ? [`${title}, ${place}`] : []), ...lines.map(({ text }) => text)].map(sentence).join(' '),
    short: missed === undefined ? w.short(grade) : w.missed.short,
    open: w.open(serial),
    acknowledged: w.acknowledged(serial),
  };
};

/** The gravest first, the newest of a kind before the others: a call for help is not pushed down by what came after it. */
const gravestFirst = (lines: Of<'log'>['lines']): Of<'log'>['lines'] =>
  lines.toReversed().toSorted((one, other) => alertingLines.indexOf(one.kind) - alertingLines.indexOf(other.kind));

const ofMissing = ({ cause, late, at, name, age, grade, place }: Of<'missing'>, now: Date): AlertWords => {
  const { alert: w, named, risk, lastSeen } = strings.missing;
  const when = dayClock(at, now);
  const who = named(name, age);
  const lateBy = duration(now.getTime() - Date.parse(at));
  return {
    name: {
      circulated: w.circulated(who),
      review: late ? w.reviewLate(who, lateBy) : w.reviewNear(who, when),
      need: late ? w.needLate(who, when) : w.needNear(who, when),
    }[cause],
    words: [risk(grade), lastSeen(place)].map(sentence).join(' '),
    short: w.short(grade),
    open: w.open,
    acknowledged: w.acknowledged(name),
  };
};
