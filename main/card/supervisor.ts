import type { CardEvent, CardPresence, CardRequest } from '../../native/protocol/index.ts';
import type { Helper } from '../shell/port.ts';
import { HelperProcess } from './helper-process.ts';
import { CardError } from './service.ts';

/** The first restart is at once for the officer's eye; one that keeps failing must not eat the battery. */
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;
/** A life of this length or more was a good one: the next crash starts from the first wait again. */
const GOOD_LIFE_MS = 30_000;
/** So many lives in a row without a word, and it is the module that is broken: the officer is told so. */
const SILENT_LIVES = 3;

export type ServiceFault = 'ModuleMissing' | 'ModuleBroken' | 'ReaderServiceDown';

export interface SupervisorOptions {
  readonly helper: () => Helper;
  readonly startMs: number;
  /** Called with every change of `cards` or `fault`. */
  readonly changed: () => void;
}

/** Keeps a card service running: starts it, starts it again when it ends, and holds what it last told. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  #process: HelperProcess | undefined;
  #cards: readonly CardPresence[] = [];
  #fault: ServiceFault | undefined;
  #spoke = false;
  #silentLives = 0;
  #wait = FIRST_WAIT_MS;
  #restart: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#start();
  }

  get cards(): readonly CardPresence[] {
    return this.#cards;
  }

  get fault(): ServiceFault | undefined {
    return this.#fault;
  }

  /** Rejects with ServiceCrashed while no process runs; the next one comes by itself. */
  request(request: CardRequest, deadlineMs: number): Promise<unknown> {
    return this.#process?.request(request, deadlineMs) ?? Promise.reject(new CardError('ServiceCrashed'));
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#restart);
    this.#process?.end('ServiceCrashed');
  }

  #start(): void {
    this.#spoke = false;
    const begun = Date.now();
    this.#process = new HelperProcess(this.#options.helper(), this.#options.startMs, {
      onEvent: (event) => this.#hear(event),
      onEnd: () => this.#ended(Date.now() - begun),
    });
  }

  #hear(event: CardEvent): void {
    this.#spoke = true;
    this.#silentLives = 0;
    switch (event.event) {
      case 'ready':
        this.#fault = undefined;
        break;
      case 'fault':
        this.#fault = event.code;
        break;
      case 'cards':
        this.#cards = event.cards;
        break;
    }
    this.#options.changed();
  }

  #ended(life: number): void {
    this.#process = undefined;
    this.#cards = [];
    this.#silentLives = this.#spoke ? 0 : this.#silentLives + 1;
    if (this.#silentLives >= SILENT_LIVES) this.#fault = 'ModuleBroken';
    if (this.#closed) return;
    if (life >= GOOD_LIFE_MS) this.#wait = FIRST_WAIT_MS;
    this.#restart = setTimeout(() => this.#start(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
    this.#options.changed();
  }
}
