import type { DomainHandlers } from '../../../../contracts/ipc/define.ts';
import type { mail } from '../../../../contracts/ipc/mail.ts';
import { fail, ok } from '../../../../contracts/result.ts';
import type { Store } from '../../../store/store.ts';
import { whileOpen } from '../../../store/while-open.ts';
import { MailError } from '../errors.ts';
import type { MailReader } from '../reader/client.ts';
import type { MailService } from '../service.ts';
import { type FoundAtServer, searchServer } from './search-server.ts';

/** By then nobody waits any more; the search is ended. */
const DEADLINE_MS = 45_000;
/** The same words are not looked for again so soon: the window asks for them as a count and as a list. */
const FRESH_MS = 60_000;
/** The connection stands this long after a search, for the next. */
const IDLE_MS = 60_000;

/** Answers `searchServer` of contracts/ipc/mail.ts. */
export const createServerSearch = ({
  store,
  reader,
  service,
}: {
  readonly store: () => Store | undefined;
  /** Throws LockedError when nobody is signed in. */
  readonly reader: () => MailReader;
  /** Undefined without signal. */
  readonly service: () => MailService | undefined;
}): DomainHandlers<typeof mail>['searchServer'] => {
  let last: { readonly store: Store; readonly text: string; readonly at: number; readonly found: Promise<FoundAtServer> } | undefined;
  let running = new AbortController();
  let idle: NodeJS.Timeout | undefined;

  const begin = (open: Store, lookup: MailService, text: string): Promise<FoundAtServer> => {
    running.abort();
    running = new AbortController();
    clearTimeout(idle);
    const { signal } = running;
    const search = searchServer({ store: open, reader: reader(), service: lookup }, text, signal);
    const late = new Promise<never>((_, reject) => {
      const ends = (): void => reject(new MailError('Unreachable'));
      signal.addEventListener('abort', ends, { once: true });
      AbortSignal.timeout(DEADLINE_MS).addEventListener('abort', ends, { once: true });
    });
    const rests = async (): Promise<void> => (await lookup.mailbox()).close();
    search
      .catch(() => undefined)
      .finally(() => {
        if (running.signal === signal) idle = setTimeout(() => void rests().catch(() => undefined), IDLE_MS).unref();
      });
    return Promise.race([search, late]);
  };

  return ({ text }) =>
    whileOpen(store, async (open) => {
      const lookup = service();
      if (lookup === undefined) return fail('NotHere');
      const isKnown = last?.store === open && last.text === text && Date.now() - last.at < FRESH_MS;
      if (!isKnown || last === undefined) last = { store: open, text, at: Date.now(), found: begin(open, lookup, text) };
      const asked = last;
      try {
        const { rows, more } = await asked.found;
        return ok({ rows: [...rows], more });
      } catch (error) {
        if (last === asked) last = undefined;
        if (error instanceof MailError) return fail('NotHere');
        throw error;
      }
    });
};
