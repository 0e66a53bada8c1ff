import type { CardPresence, CardRequest } from '../../native/protocol/index.ts';
import type { Helper } from '../platform/shell/port.ts';
import { CardNames } from './card-names.ts';
import { Life, type ServiceFault } from './life.ts';
import { CardError } from './service.ts';

/** The first restart is at once for the officer's eye; one that keeps failing must not eat the battery. */
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;
/** A life of this length or more was a good one: the next crash starts from the first wait again. */
const GOOD_LIFE_MS = 30_000;
/** So many lives in a row without a word, and it is the module that is broken: the officer is notified. */
const SILENT_LIVES = 3;
/** A process that crashes sooner after its start than this has done nobody's work … */
const SHORT_LIFE_MS = 5000;
/** … and after so many in a row it is the module too, though each has said something: until one lives longer. */
const SHORT_LIVES = 3;

export interface SupervisorOptions {
  readonly helper: () => Helper;
  readonly startMs: number;
  /** Called with every change of `cards` or `fault`. */
  readonly changed: () => void;
}

/** Keeps a card service running: starts it, starts it again when it ends, and replaces it by a fresh one when asked. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  #life: Life | undefined;
  #names = CardNames.own;
  /** Started beside the one in use, to take its place. */
  #next: { readonly life: Life; readonly settle: (life: Life | undefined) => void } | undefined;
  #fault: ServiceFault | undefined;
  #silentLives = 0;
  #shortLives = 0;
  #proving: NodeJS.Timeout | undefined;
  #wait = FIRST_WAIT_MS;
  #restart: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#start();
  }

  get cards(): readonly CardPresence[] {
    return this.#names.named(this.#life?.cards ?? []);
  }

  get fault(): ServiceFault | undefined {
    return this.#fault;
  }

  /** The process in use; undefined between a crash and the next start. */
  get life(): Life | undefined {
    return this.#life;
  }

  /** Rejects with ServiceCrashed while no process runs; the next one comes by itself. */
  request(request: CardRequest, deadlineMs: number): Promise<unknown> {
    return this.#life?.request(this.#names.addressed(request), deadlineMs) ?? Promise.reject(new CardError('ServiceCrashed'));
  }

  /**
   * Starts a process beside the one in use and resolves with it once it knows the cards that are in, or has had `startMs` for that; with
   * undefined when it ends before. One at a time.
   */
  async prepare(): Promise<Life | undefined> {
    if (this.#closed) return undefined;
    const { promise, resolve } = Promise.withResolvers<Life | undefined>();
    const life = this.#begin();
    this.#next = { life, settle: resolve };
    // A card that only the former process can read is not waited for without end.
    const late = setTimeout(() => resolve(life), this.#options.startMs);
    try {
      return await promise;
    } finally {
      clearTimeout(late);
    }
  }

  /** Ends the process in use; `next` takes its place, or, where there is none or it has ended too, the usual restart follows. */
  replace(next: Life | undefined): void {
    const before = this.#life;
    if (next === undefined || next !== this.#next?.life) {
      before?.end('ServiceCrashed');
      return;
    }
    this.#next = undefined;
    this.#names = CardNames.after(this.cards, next.cards);
    this.#life = next;
    before?.end('ServiceCrashed');
    this.#hear(next);
  }

  /** Ends a process that was prepared and is not wanted. */
  discard(next: Life | undefined): void {
    this.#next = undefined;
    next?.end('ServiceCrashed');
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#restart);
    clearTimeout(this.#proving);
    this.#next?.life.end('ServiceCrashed');
    this.#life?.end('ServiceCrashed');
  }

  #start(): void {
    this.#names = CardNames.own;
    this.#life = this.#begin();
    this.#prove();
  }

  #begin(): Life {
    const { helper, startMs } = this.#options;
    return new Life(helper(), startMs, { onWord: (life) => this.#hear(life), onEnd: (life) => this.#ended(life) });
  }

  #hear(life: Life): void {
    const next = this.#next;
    if (next?.life.looked && CardNames.covers(this.cards, next.life.cards)) next.settle(next.life);
    if (life !== this.#life) return;
    this.#silentLives = 0;
    this.#fault = this.#shortLives >= SHORT_LIVES ? 'ModuleBroken' : life.fault;
    this.#options.changed();
  }

  /** A life that is no short one makes good for those before it. */
  #prove(): void {
    clearTimeout(this.#proving);
    this.#proving = setTimeout(() => {
      if (this.#shortLives === 0) return;
      this.#shortLives = 0;
      if (this.#life?.spoke) this.#hear(this.#life);
    }, SHORT_LIFE_MS);
  }

  #ended(life: Life): void {
    if (life === this.#next?.life) {
      this.#next.settle(undefined);
      this.#next = undefined;
    }
    if (life !== this.#life) return;
    this.#life = undefined;
    this.#silentLives = life.spoke ? 0 : this.#silentLives + 1;
    clearTimeout(this.#proving);
    if (life.spoke && life.ms < SHORT_LIFE_MS) this.#shortLives += 1;
    if (this.#silentLives >= SILENT_LIVES || this.#shortLives >= SHORT_LIVES) this.#fault = 'ModuleBroken';
    if (this.#closed) return;
    if (life.ms >= GOOD_LIFE_MS) this.#wait = FIRST_WAIT_MS;
    this.#restart = setTimeout(() => this.#start(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
    this.#options.changed();
  }
}
