import type { Worker } from 'node:worker_threads';
import { exact } from './exact.ts';
import { MemoryWatch } from './memory.ts';
import type { Look } from './module/reader-slots.ts';
import { watchReaders } from './pcsc/watch.ts';
import { pinsOf } from './pins.ts';
import { endProcess, onMessage, send } from './port.ts';
import { Presences } from './presences.ts';
import type { CardErrorCode, CardRequest, FromService } from './protocol/index.ts';
import { parseMessage } from './requests.ts';
import { type FromModule, type FromSlotEvents, startThread, type ToModule } from './threads.ts';

/** How often the module is asked which cards there are when nothing else tells. */
const SCAN_EACH_MS = 250;
/** … and when the system's card service tells, of all readers or beside the module: asking keeps a slow card busy. */
const SCAN_WATCHED_MS = 2000;
/** A slow card (44 ms an answer) is looked over in some 2 s. Longer than this, with no request running, the module hangs. */
const SCAN_DEADLINE_MS = 30_000;

/**
 * The service's main thread: takes requests, hands them to the module thread, and tells of cards. It makes no blocking call,
 * so a removal is told even while the module waits in a PIN pad or hangs. Deadlines are the program's: it kills this process.
 * `entry` is the file that this process was started with; its threads start with the same.
 */
export function runService(entry: string): void {
  // A utility process only warns of these (a forked child would end): ended is better than half alive.
  process.on('unhandledRejection', endProcess);
  process.on('uncaughtException', endProcess);
  process.on('disconnect', endProcess);
  new Service(entry).start();
}

class Service {
  readonly #entry: string;
  readonly #module: Worker;
  readonly #presences = new Presences(send, (ended) => this.#scan(ended));
  #fault: 'ModuleMissing' | 'ModuleBroken' | undefined;
  #loaded = false;
  /** Whether a thread waits for slot events in the module: not before the module may be shared, nor once it has said that it has none. */
  #slotEvents: 'notYet' | 'awaited' | 'unsupported' = 'notYet';
  /** The system's card service has told of a change since the module was last asked to look anew. */
  #moved = false;
  #scanning = false;
  #scanAgain = false;
  #ended: readonly string[] = [];
  #scanTimer: NodeJS.Timeout | undefined;
  readonly #pending = new Map<number, CardRequest>();
  readonly #memory = new MemoryWatch({ worn: () => send({ event: 'worn' }), spent: endProcess });

  constructor(entry: string) {
    this.#entry = entry;
    this.#module = startThread('module', entry);
  }

  start(): void {
    this.#module.on('message', (message: FromModule) => this.#fromModule(message));
    this.#module.on('error', endProcess);
    watchReaders((service) => {
      this.#moved ||= this.#presences.isNews(service);
      this.#presences.fromReaderService(service);
    });
    this.#guardScan();
    // It ends by itself when there is nothing to load; what it said of that still has to be answered.
    this.#module.on('exit', () => this.#fault === undefined && endProcess());
    onMessage((message) => this.#fromProgram(message));
  }

  #fromProgram(message: unknown): void {
    const parsed = parseMessage(message);
    if (parsed === undefined) return;
    if (parsed.request === undefined) send({ id: parsed.id, ok: false, code: 'TooLarge', detail: 'request' });
    else this.#take(parsed.id, withOwnPins(parsed.request));
  }

  #take(id: number, request: CardRequest): void {
    const refusal = this.#refusalOf(request);
    if (refusal === undefined) {
      this.#pending.set(id, request);
      this.#post({ kind: 'request', id, request }, pinsOf(request));
      return;
    }
    for (const pin of pinsOf(request)) pin.fill(0);
    send({ id, ok: false, ...refusal });
  }

  /** What needs no module to be refused. */
  #refusalOf(request: CardRequest): { readonly code: CardErrorCode; readonly detail: string } | undefined {
    if (this.#fault !== undefined) return { code: this.#fault, detail: '' };
    const why = 'cardId' in request ? this.#presences.whyUnreadable(request.cardId) : undefined;
    if (why === 'held') return { code: 'CardBusy', detail: 'SCARD_E_SHARING_VIOLATION' };
    return why && { code: 'CardFault', detail: 'CKR_TOKEN_NOT_RECOGNIZED' };
  }

  #fromModule(message: FromModule): void {
    switch (message.kind) {
      case 'loaded':
        clearTimeout(this.#scanTimer);
        this.#loaded = true;
        if (message.shared) this.#awaitSlotEvents();
        this.#keepScanning();
        this.#scan([]);
        return;
      case 'fault':
        clearTimeout(this.#scanTimer);
        this.#fault = message.code;
        send({ event: 'fault', code: message.code });
        return;
      case 'reply':
        this.#reply(message.reply);
        return;
      case 'cards':
        this.#scanning = false;
        clearTimeout(this.#scanTimer);
        if (message.shared) this.#awaitSlotEvents();
        this.#presences.fromModule(message);
        // Nothing of anybody's is lost with it: its cards are gone. A fresh process loads it anew.
        if (message.lost && this.#presences.serviceRuns) endProcess();
        this.#memory.look();
        if (this.#scanAgain) this.#scan([]);
    }
  }

  /** A failure on a card that has gone meanwhile is told as such, whatever the module calls it. */
  #reply(reply: Extract<FromService, { id: number }>): void {
    const request = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    const gone = request !== undefined && 'cardId' in request && !this.#presences.has(request.cardId);
    if (!reply.ok && reply.code === 'CardFault' && gone) send({ ...reply, code: 'CardRemoved' });
    else send(reply);
    // A new PIN has all its tries: the list is told with them.
    if (!reply.ok || request?.op === 'changePin' || request?.op === 'unblockPin') this.#scan([]);
    this.#memory.look();
  }

  #awaitSlotEvents(): void {
    if (this.#slotEvents !== 'notYet') return;
    this.#slotEvents = 'awaited';
    const slotEvents = startThread('slotEvents', this.#entry);
    slotEvents.on('error', endProcess);
    slotEvents.on('message', (message: FromSlotEvents) => {
      if (message === 'unsupported') this.#slotEvents = 'unsupported';
      this.#scan([]);
    });
  }

  #keepScanning(): void {
    const watched = this.#presences.watched && (this.#slotEvents === 'awaited' || this.#presences.covered);
    setTimeout(
      () => {
        if (this.#pending.size === 0) this.#scan([]);
        this.#keepScanning();
      },
      watched ? SCAN_WATCHED_MS : SCAN_EACH_MS,
    );
  }

  /** One scan at a time; what comes while one runs makes it run once more. */
  #scan(ended: readonly string[]): void {
    this.#ended = [...this.#ended, ...ended];
    this.#scanAgain = this.#scanning;
    if (this.#scanning || !this.#loaded) return;
    this.#scanning = true;
    const look = { slotEvents: this.#slotEvents === 'awaited', anew: this.#whenAnew() } as const;
    this.#post({ kind: 'scan', epoch: this.#presences.epoch, ended: this.#ended, look }, []);
    this.#ended = [];
    this.#moved = false;
    this.#guardScan();
  }

  /**
   * Where the system's service tells, a module that does not has nothing to look for between its reports; but where it names readers that
   * the service does not know, and shows no card, there may be one.
   */
  #whenAnew(): Look['anew'] {
    const { watched, covered, unread, read } = this.#presences;
    if (!watched || (!covered && !read)) return 'sometimes';
    return this.#moved || (covered && unread) ? 'now' : 'never';
  }

  /** Guards loading and each look. While a request runs, its own deadline at the program's end guards both. */
  #guardScan(): void {
    this.#scanTimer = setTimeout(() => (this.#pending.size > 0 ? this.#guardScan() : endProcess()), SCAN_DEADLINE_MS);
  }

  #post(message: ToModule, pins: readonly Uint8Array[]): void {
    this.#module.postMessage(
      message,
      pins.map((pin) => pin.buffer as ArrayBuffer),
    );
  }
}

/** The request with PINs in buffers of their own, which move to the module thread; what came over the wire is zeroed. */
function withOwnPins(request: CardRequest): CardRequest {
  const take = (pin: Uint8Array): Uint8Array => {
    const own = exact(pin);
    pin.fill(0);
    return own;
  };
  switch (request.op) {
    case 'login':
      return { ...request, pin: take(request.pin) };
    case 'sign':
      return request.pin === undefined ? request : { ...request, pin: take(request.pin) };
    case 'changePin':
      return { ...request, oldPin: take(request.oldPin), newPin: take(request.newPin) };
    case 'unblockPin':
      return { ...request, puk: take(request.puk), newPin: take(request.newPin) };
    default:
      return request;
  }
}
