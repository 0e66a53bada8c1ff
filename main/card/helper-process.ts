import type { CardErrorCode, CardEvent, CardRequest, FromService, ToService } from '../../native/protocol/index.ts';
import type { Helper } from '../platform/shell/port.ts';
import { parseFromService } from './messages.ts';
import { CardError } from './service.ts';

type Reply = Extract<FromService, { id: number }>;

interface Call {
  readonly id: number;
  readonly settle: (reply: Reply) => void;
  readonly fail: (error: CardError) => void;
  readonly timer: NodeJS.Timeout;
}

export interface ProcessListener {
  onEvent(event: CardEvent): void;
  /** Told once, whether it crashed, was killed for its deadline, or closed. */
  onEnd(): void;
}

/** One life of the card service: one request at a time, each with a deadline; past it, the process is killed. */
export class HelperProcess {
  readonly #helper: Helper;
  readonly #listener: ProcessListener;
  readonly #startTimer: NodeJS.Timeout;
  #call: Call | undefined;
  #lastId = 0;
  #ended = false;

  /** `startMs`: how long it may take until the service says anything at all. */
  constructor(helper: Helper, startMs: number, listener: ProcessListener) {
    this.#helper = helper;
    this.#listener = listener;
    this.#startTimer = setTimeout(() => this.end('DeadlinePassed'), startMs);
    helper.onMessage((message) => this.#take(message));
    helper.onExit(() => this.end('ServiceCrashed'));
  }

  /** Sends a request and resolves with the value of its reply; rejects with CardError. Only one may run at a time. */
  request(request: CardRequest, deadlineMs: number): Promise<unknown> {
    if (this.#ended) return Promise.reject(new CardError('ServiceCrashed'));
    this.#lastId += 1;
    const message: ToService = { id: this.#lastId, request };
    return new Promise((resolve, reject) => {
      this.#call = {
        id: message.id,
        settle: (reply) => (reply.ok ? resolve(reply.value) : reject(new CardError(reply.code, reply.detail, reply.flags))),
        fail: reject,
        timer: setTimeout(() => this.end('DeadlinePassed'), deadlineMs),
      };
      this.#helper.send(message);
    });
  }

  /** Kills the process, and what it was asked fails with `code`. */
  end(code: CardErrorCode): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#startTimer);
    this.#helper.kill();
    const call = this.#finishCall();
    this.#listener.onEnd();
    call?.fail(new CardError(code));
  }

  #take(message: unknown): void {
    if (this.#ended) return;
    const parsed = parseFromService(message);
    // A service that talks nonsense is as broken as one that says nothing.
    if (parsed === undefined) this.end('ServiceCrashed');
    else this.#hear(parsed);
  }

  #hear(message: FromService): void {
    clearTimeout(this.#startTimer);
    if ('event' in message) this.#listener.onEvent(message);
    else if (message.id === this.#call?.id) this.#finishCall()?.settle(message);
  }

  #finishCall(): Call | undefined {
    const call = this.#call;
    this.#call = undefined;
    clearTimeout(call?.timer);
    return call;
  }
}
