import { type AcceptanceReport, type AcceptanceStep, acceptanceReport, type StepOutcome } from '../../../contracts/domain/acceptance.ts';
import type { AcceptanceState } from '../../../contracts/ipc/acceptance.ts';
import { assertNever } from '../../../contracts/result.ts';
import { jsonFile } from '../../platform/files/json-file.ts';
import type { CheckName, Step } from './steps.ts';
import { type Seen, watchFor } from './watch.ts';

/** `--acceptance`: the product goes through its own check-list while it runs. */
export interface Acceptance {
  readonly state: AcceptanceState;
  /** What a person, or the page, found; false when nobody asked for that. */
  answer(step: AcceptanceStep, outcome: StepOutcome, codes: readonly string[]): boolean;
  /** Tells it what happens in the program. */
  saw(seen: Seen): void;
  /** Takes the steps that have no outcome yet; the report as far as it came. Never rejects for what a step does. */
  run(): Promise<AcceptanceReport>;
}

export interface AcceptancePorts {
  /** The report's file: what is in it of the same program is kept, so that a run that was broken off goes on. */
  readonly file: string;
  readonly program: AcceptanceReport['program'];
  readonly steps: readonly Step[];
  /** Each answers codes: none when it is as promised. */
  readonly checks: Readonly<Record<CheckName, () => Promise<readonly string[]>>>;
  readonly onChange: (state: AcceptanceState) => void;
  readonly now: () => Date;
  /** For tests: resolves once nobody comes to a step any more; a test's own time is no measure of that. */
  readonly nobodyComes?: (step: AcceptanceStep) => Promise<void>;
}

/** Nobody fetches a second account's password, or waits for a packet capture, for longer. */
const PERSON_MS = 900_000;
/** For a check of the program's own. */
const CHECK_MS = 180_000;

interface Found {
  readonly by: 'program' | 'person';
  readonly outcome: StepOutcome;
  readonly codes: readonly string[];
}
/** What the step that is being taken waits for. */
interface Waiting {
  readonly step: AcceptanceStep;
  readonly takes: readonly StepOutcome[];
  readonly sees: (seen: Seen) => readonly string[] | undefined;
  readonly by: Found['by'];
  readonly found: (found: Found) => void;
}

export const openAcceptance = (ports: AcceptancePorts): Acceptance => {
  const file = jsonFile(ports.file, acceptanceReport);
  let report = resumed(file.read(), ports);
  let state: AcceptanceState = null;
  let waiting: Waiting | undefined;
  let lastSession: Seen | undefined;

  const show = (next: AcceptanceState): void => {
    state = next;
    ports.onChange(next);
  };
  const keep = (next: AcceptanceReport): void => {
    report = next;
    file.write(next);
  };

  /** What is found within the time, by whoever finds it first; undefined when nobody does. */
  const wait = async (how: Omit<Waiting, 'found'>, ms: number): Promise<Found | undefined> => {
    const { promise, resolve } = Promise.withResolvers<Found | undefined>();
    const late = setTimeout(() => resolve(undefined), ms);
    waiting = { ...how, found: resolve };
    if (lastSession !== undefined) look(lastSession);
    try {
      return await promise;
    } finally {
      clearTimeout(late);
      waiting = undefined;
    }
  };
  const look = (seen: Seen): void => {
    const codes = waiting?.sees(seen);
    if (codes !== undefined) waiting?.found({ by: 'program', outcome: codes.length === 0 ? 'passed' : 'failed', codes });
  };

  const ask = (step: Step, place: Place, asked: 'deed' | 'word' | 'end'): Promise<Found | undefined> => {
    show({ kind: 'asking', ...place, for: asked });
    const takes: readonly StepOutcome[] = asked === 'word' ? ['passed', 'failed', 'skipped'] : ['skipped'];
    const sees = step.how.kind === 'deed' ? watchFor(step.how.sees) : () => undefined;
    const found = wait({ step: step.step, takes, sees, by: 'person' }, PERSON_MS);
    return ports.nobodyComes === undefined ? found : Promise.race([found, ports.nobodyComes(step.step).then(() => undefined)]);
  };

  /** Undefined: nobody was there. */
  const take = async (step: Step, place: Place): Promise<Found | undefined> => {
    const { how } = step;
    switch (how.kind) {
      case 'check': {
        show({ kind: 'checking', ...place, inPage: false });
        const codes = await bounded(ports.checks[how.check]());
        return { by: 'program', outcome: codes.length === 0 ? 'passed' : 'failed', codes };
      }
      case 'page': {
        show({ kind: 'checking', ...place, inPage: true });
        const found = await wait({ step: step.step, takes: ['passed', 'failed'], sees: () => undefined, by: 'program' }, CHECK_MS);
        return found ?? { by: 'program', outcome: 'failed', codes: ['noAnswer'] };
      }
      case 'deed':
      case 'word':
        return ask(step, place, how.kind);
      case 'end':
        if (report.awaiting === step.step) return ask(step, place, 'word');
        keep({ ...report, awaiting: step.step });
        return ask(step, place, 'end');
      default:
        return assertNever(how);
    }
  };

  return {
    get state() {
      return state;
    },
    answer(step, outcome, codes) {
      if (waiting === undefined || waiting.step !== step || !waiting.takes.includes(outcome)) return false;
      waiting.found({ by: waiting.by, outcome, codes });
      return true;
    },
    saw(seen) {
      if (seen.kind === 'session') lastSession = seen;
      look(seen);
    },
    async run() {
      const of = ports.steps.length;
      for (const [index, step] of ports.steps.entries()) {
        if (report.steps.some((taken) => taken.step === step.step)) continue;
        const begun = ports.now();
        const found = await take(step, { step: step.step, number: index + 1, of });
        if (found === undefined) {
          show({ kind: 'paused' });
          return report;
        }
        const at = begun.toISOString();
        const ms = Math.max(0, ports.now().getTime() - begun.getTime());
        const { awaiting: _answered, ...rest } = report;
        keep({ ...rest, steps: [...report.steps, { step: step.step, ...found, codes: [...found.codes], at, ms }] });
      }
      if (report.ended === undefined) keep({ ...report, ended: ports.now().toISOString() });
      const count = (outcome: StepOutcome): number => report.steps.filter((taken) => taken.outcome === outcome).length;
      show({ kind: 'done', passed: count('passed'), failed: count('failed'), skipped: count('skipped') });
      return report;
    },
  };
};

interface Place {
  readonly step: AcceptanceStep;
  readonly number: number;
  readonly of: number;
}

/** A report of this very program that was broken off; else a new one. One that is whole makes room for the next acceptance. */
const resumed = (found: AcceptanceReport | 'absent' | 'damaged', { program, now }: AcceptancePorts): AcceptanceReport => {
  const fresh: AcceptanceReport = { format: 1, program, begun: now().toISOString(), steps: [] };
  if (found === 'absent' || found === 'damaged' || found.ended !== undefined) return fresh;
  return JSON.stringify(found.program) === JSON.stringify(program) ? found : fresh;
};

/** The codes of a check; one of its own when it throws, or does not end. */
const bounded = async (check: Promise<readonly string[]>): Promise<readonly string[]> => {
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  const late = setTimeout(() => resolve(['timedOut']), CHECK_MS);
  try {
    return await Promise.race([check, promise]);
  } catch {
    return ['broken'];
  } finally {
    clearTimeout(late);
  }
};
