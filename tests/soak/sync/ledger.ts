import type { SystemId } from '../../../contracts/systems/ids.ts';

/** What the officer was told is kept, and what became of it by what the officer decided since. */
export interface Write {
  /** Told apart by a text that no other has, where the command holds any. */
  readonly number: number;
  /** The idempotency key, until it is sent anew under another. */
  key: string;
  /** Where it was written: the order of two is promised only within one outbox. */
  readonly origin: string;
  /** In whose outbox it is or was; undefined when that laptop is gone and HQ had it. */
  laptop: number | undefined;
  readonly system: SystemId;
  readonly command: string;
  readonly itemKind: string;
  /** As it was called when it was written. */
  readonly itemId: string;
  /** It makes its item. */
  readonly creates: boolean;
  /** What it carries, by hash. */
  readonly attachments: readonly string[];
  /** superseded: the officer has decided anew what HQ did not accept. */
  fate: 'owed' | 'discarded' | 'superseded';
  /** Discarded after it was sent and not answered. */
  mayHaveArrived: boolean;
  /** HQ has refused it, or failed at it so often that later work on its item went before it. */
  passed: boolean;
  faults: number;
}

/** How a write is known in what HQ and laptops show. */
export const markOf = ({ number }: Pick<Write, 'number'>): string => `#${number}#`;

/** Whether the command holds a text of the officer's. */
export const hasText = ({ command }: Pick<Write, 'command'>): boolean => command !== 'task.accept' && command !== 'unit.setStatus';

/** A write in what is told of it; also one that nobody gave. */
export const nameOf = (ledger: Pick<Ledger, 'of'>, key: string): string => {
  const write = ledger.of(key);
  return write === undefined ? 'under a key that is nothing’s' : `${write.command} ${markOf(write)}, ${write.fate}`;
};

/** Failures after which main lets later work pass (main/sync/dispatch.ts). */
const FAULTS_BEFORE_PASSED = 5;

export interface Ledger {
  readonly writes: readonly Write[];
  /** The number that the next write has. */
  next(): number;
  add(
    write: Pick<Write, 'number' | 'key' | 'origin' | 'system' | 'command' | 'itemKind' | 'itemId' | 'creates' | 'attachments'> & {
      readonly laptop: number;
    },
  ): Write;
  of(key: string): Write | undefined;
  /** What a laptop's outbox still answers for. */
  at(laptop: number): readonly Write[];
  /** HQ has failed at it once more. */
  fault(key: string): void;
  /** A laptop is gone, and what is under these keys lies in another's outbox. */
  move(from: number, to: number, keys: ReadonlySet<string>): void;
}

export const createLedger = (): Ledger => {
  const writes: Write[] = [];
  let last = 0;
  const of = (key: string) => writes.find((write) => write.key === key);
  return {
    writes,
    next() {
      last += 1;
      return last;
    },
    add(given) {
      const write: Write = { ...given, fate: 'owed', mayHaveArrived: false, passed: false, faults: 0 };
      writes.push(write);
      return write;
    },
    move(from, to, keys) {
      for (const write of writes) if (write.laptop === from) write.laptop = keys.has(write.key) ? to : undefined;
    },
    of,
    at: (laptop) => writes.filter((write) => write.laptop === laptop && write.fate === 'owed'),
    fault(key) {
      const write = of(key);
      if (write === undefined) return;
      write.faults += 1;
      if (write.faults >= FAULTS_BEFORE_PASSED) write.passed = true;
    },
  };
};
