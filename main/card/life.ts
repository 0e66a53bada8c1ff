import type { CardEvent, CardPresence, CardRequest } from '../../native/protocol/index.ts';
import type { Helper } from '../platform/shell/port.ts';
import { HelperProcess } from './helper-process.ts';
import type { CardError } from './service.ts';

export type ServiceFault = Extract<CardEvent, { event: 'fault' }>['code'];

export interface LifeListener {
  /** It has said something. */
  onWord(life: Life): void;
  /** Told once, whether it crashed, was killed for its deadline, or was ended. */
  onEnd(life: Life): void;
}

/** One process of the card service, from its start to its end, with what it has reported and what has passed through it. */
export class Life {
  readonly #process: HelperProcess;
  readonly #listener: LifeListener;
  readonly #begun = Date.now();
  #cards: readonly CardPresence[] = [];
  #fault: ServiceFault | undefined;
  #spoke = false;
  #looked = false;
  #worn = false;
  #pins = 0;

  constructor(helper: Helper, startMs: number, listener: LifeListener) {
    this.#listener = listener;
    this.#process = new HelperProcess(helper, startMs, { onEvent: (event) => this.#hear(event), onEnd: () => listener.onEnd(this) });
  }

  get cards(): readonly CardPresence[] {
    return this.#cards;
  }

  get fault(): ServiceFault | undefined {
    return this.#fault;
  }

  get spoke(): boolean {
    return this.#spoke;
  }

  /** It has looked into the readers, or says why it cannot. */
  get looked(): boolean {
    return this.#looked;
  }

  /** Its memory has grown by more than a card's work takes. */
  get worn(): boolean {
    return this.#worn;
  }

  /** How many PINs it was given: each leaves copies that only the end of the process takes away. */
  get pins(): number {
    return this.#pins;
  }

  get ms(): number {
    return Date.now() - this.#begun;
  }

  request(request: CardRequest, deadlineMs: number): Promise<unknown> {
    if ('pin' in request || 'newPin' in request) this.#pins += 1;
    return this.#process.request(request, deadlineMs);
  }

  end(code: CardError['code']): void {
    this.#process.end(code);
  }

  #hear(event: CardEvent): void {
    this.#spoke = true;
    switch (event.event) {
      case 'ready':
        this.#fault = undefined;
        break;
      case 'fault':
        this.#fault = event.code;
        this.#looked = true;
        break;
      case 'cards':
        this.#cards = event.cards;
        this.#looked = true;
        break;
      case 'worn':
        this.#worn = true;
        break;
    }
    this.#listener.onWord(this);
  }
}
