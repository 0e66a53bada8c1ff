import { ImapFlow } from 'imapflow';
import { HEADER_BYTES } from '../limits.ts';
import type { MessageFlags } from '../messages.ts';
import { type Refusal, type RefusingImapFlow, refusalIn } from './refusal.ts';
import { rangesIn, type UidRange } from './uid-ranges.ts';

/** What a server tells of a folder since it was known: flags of what changed or came, and UIDs of what is gone, as ranges. */
export interface FolderChanges {
  readonly flags: readonly MessageFlags[];
  readonly gone: readonly UidRange[];
}

interface Gathered {
  readonly flags: MessageFlags[];
  readonly gone: UidRange[];
  /** More than is worth keeping: the folder is listed anew. */
  tooMuch: boolean;
}

/** Of flags and of ranges: more than a folder that is kept up to date has ever had, and a few megabytes. */
const MOST_CHANGES = 50_000;
const nothingYet = (): Gathered => ({ flags: [], gone: [], tooMuch: false });
const add = <Item>(gathered: Gathered | undefined, list: Item[] | undefined, items: readonly Item[]): void => {
  if (gathered === undefined || list === undefined) return;
  if (list.length + items.length > MOST_CHANGES) gathered.tooMuch = true;
  else for (const item of items) list.push(item);
};

/** What imapflow keeps out of its types and this one subclass needs. The version is pinned for it, and the tests would show a change. */
interface ImapFlowInside {
  expectCapabilityUpdate: boolean;
  usable: boolean;
  exec(command: string, attributes: Attributes, options?: ExecOptions): Promise<{ next(): void }>;
  run(command: 'CAPABILITY'): Promise<unknown>;
  autoEnable(): Promise<void>;
  setAuthenticationState(): Promise<void>;
  untaggedHandlers: Record<string, ((untagged: Untagged) => Promise<unknown>) | null>;
}

type Nested = ImapToken | string | null | readonly Nested[];
type Attributes = readonly Nested[] | false | undefined;

interface ImapToken {
  readonly type?: 'ATOM';
  readonly value?: string | null;
  readonly section?: readonly ImapToken[];
  /** BODY[section]<origin.octets>. */
  partial?: readonly [number, number];
}

const atom = (value: string): ImapToken => ({ type: 'ATOM', value });
const EVENTS = [atom('MessageNew'), atom('MessageExpunge'), atom('FlagChange')];
/** Of the folder that is selected only while its numbers may change, as without NOTIFY. */
const NOTIFY_ALL = [
  atom('SET'),
  [atom('SELECTED-DELAYED'), EVENTS],
  [atom('PERSONAL'), [...EVENTS, atom('MailboxName'), atom('SubscriptionChange')]],
];

interface Untagged {
  readonly attributes?: readonly (ImapToken | readonly ImapToken[])[];
}
interface ExecOptions {
  untagged?: Record<string, (untagged: Untagged) => Promise<unknown>>;
}

/**
 * imapflow without passwords: its own authenticate() knows no SASL EXTERNAL (RFC 4422 appendix A). It asks for no more than it needs before it is
 * of use, and gathers what the server tells of a folder that it resynchronises (QRESYNC, RFC 7162), which imapflow tells as news, message by message.
 */
export class CertificateImapFlow extends ImapFlow implements RefusingImapFlow {
  refusal: Refusal | undefined;
  #gathered: Gathered | undefined;
  #notifies: 'not asked' | 'refused' | 'agreed' | 'holds' = 'not asked';

  constructor(options: ConstructorParameters<typeof ImapFlow>[0]) {
    super(options);
    this.on('flags', ({ uid, flags }) => {
      if (uid !== undefined && flags !== undefined) add(this.#gathered, this.#gathered?.flags, [flagsOf(uid, flags)]);
    });
  }

  /** A folder is being resynchronised: what is told meanwhile is no news. */
  get gathers(): boolean {
    return this.#gathered !== undefined;
  }

  /** What has been told of the selected folder at its selecting, once; undefined where nothing was asked, or cannot be told. */
  takeChanges(): FolderChanges | undefined {
    const told = this.#gathered;
    this.#gathered = undefined;
    if (told === undefined || told.tooMuch || this.mailbox === false) return undefined;
    return 'qresync' in this.mailbox && this.mailbox.qresync === true ? told : undefined;
  }

  /** Gathers what is told of the selected folder while `ask` runs; undefined where that is too much. */
  async gather(ask: () => Promise<readonly MessageFlags[]>): Promise<FolderChanges | undefined> {
    const gathered = nothingYet();
    this.#gathered = gathered;
    try {
      const flags = await ask();
      return gathered.tooMuch || flags.length > MOST_CHANGES ? undefined : { flags, gone: gathered.gone };
    } finally {
      this.#gathered = undefined;
    }
  }

  /** imapflow would ask who the server is and for its namespaces as well, a round trip each: all folders are listed by their whole paths. */
  async startSession(): Promise<void> {
    const inside = this as unknown as ImapFlowInside;
    await inside.run('CAPABILITY');
    await this.authenticate();
    await inside.autoEnable();
    inside.usable = true;
  }

  /** The server tells of every change in every folder, and all folders have been listed since it agreed to. */
  get tellsOfAll(): boolean {
    return this.#notifies === 'holds';
  }

  /** All folders are listed as of now. */
  listed(): void {
    if (this.#notifies === 'agreed') this.#notifies = 'holds';
  }

  /** Asks the server, once, to tell of every change in every folder (NOTIFY, RFC 5465), if it can. `told`: it has told of one. */
  async notify(told: () => void): Promise<void> {
    if (this.#notifies !== 'not asked') return;
    this.#notifies = 'refused';
    if (!this.capabilities.has('NOTIFY')) return;
    const inside = this as unknown as ImapFlowInside;
    const tell = async (): Promise<void> => told();
    inside.untaggedHandlers['STATUS'] = tell;
    inside.untaggedHandlers['LIST'] = tell;
    // It has more to tell than it keeps, and from now on it tells nothing: a new connection begins anew.
    inside.untaggedHandlers['OK'] = async ({ attributes }) => {
      const [code] = attributes ?? [];
      if (code !== undefined && 'section' in code && code.section?.[0]?.value === 'NOTIFICATIONOVERFLOW') this.close();
    };
    const response = await inside.exec('NOTIFY', NOTIFY_ALL).catch((error: unknown) => {
      if (refusalIn(error) === undefined) throw error;
    });
    if (response === undefined) return;
    response.next();
    this.#notifies = 'agreed';
  }

  async authenticate(): Promise<boolean> {
    if (this.state !== this.states.NOT_AUTHENTICATED) return this.state !== this.states.LOGOUT;
    const inside = this as unknown as ImapFlowInside;
    inside.expectCapabilityUpdate = true;
    // "=" is the empty initial response (RFC 4959): the server takes the name from the certificate.
    const response = await inside.exec('AUTHENTICATE', [
      { type: 'ATOM', value: 'EXTERNAL' },
      { type: 'ATOM', value: '=' },
    ]);
    response.next();
    await inside.setAuthenticationState();
    return true;
  }

  /** Cuts header fields at HEADER_BYTES wherever they are fetched, for which imapflow's own fetch() has no option; keeps the server's NO, which it tells nobody. */
  exec(command: string, attributes: Attributes, options?: ExecOptions): Promise<{ next(): void }> {
    for (const token of attributes ? attributes.flat() : [])
      if (typeof token === 'object' && token !== null && 'section' in token && token.section?.[0]?.value === 'HEADER.FIELDS')
        token.partial = [0, HEADER_BYTES];
    if (command === 'SELECT') this.#beginSelecting(options);
    return (ImapFlow.prototype as unknown as ImapFlowInside).exec.call(this, command, attributes, options).catch((error: unknown) => {
      this.refusal = refusalIn(error) ?? this.refusal;
      throw error;
    });
  }

  /** Ranges, and not a message at a time: a server may name four thousand million UIDs in a line. */
  async untaggedVanished(untagged: Untagged): Promise<void> {
    const [first, second] = untagged.attributes ?? [];
    const earlier = Array.isArray(first);
    const set = earlier ? second : first;
    const ranges = set === undefined || !('value' in set) ? [] : rangesIn(set.value ?? '');
    if (earlier) return add(this.#gathered, this.#gathered?.gone, ranges);
    const { mailbox } = this;
    if (mailbox === false || ranges.length === 0) return;
    const gone = ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
    mailbox.exists = Math.max(0, mailbox.exists - gone);
    this.emit('expunge', { path: mailbox.path, vanished: true });
  }

  #beginSelecting(options: ExecOptions | undefined): void {
    this.#gathered = nothingYet();
    const { untagged } = options ?? {};
    const ok = untagged?.OK;
    if (untagged === undefined || ok === undefined) return;
    untagged.OK = (told) => {
      // What came before this was of the folder that was open before (RFC 7162 §3.2.11).
      const [code] = told.attributes ?? [];
      if (code !== undefined && 'section' in code && code.section?.[0]?.value === 'CLOSED') this.#gathered = nothingYet();
      return ok(told);
    };
  }
}

export const flagsOf = (uid: number, flags: ReadonlySet<string> | undefined): MessageFlags => ({
  ...{ uid, seen: flags?.has('\\Seen') ?? false, flagged: flags?.has('\\Flagged') ?? false },
});
