import { useRef, useState } from 'react';
import type { MailFolder, MailSummary } from '../../../contracts/domain/mail.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import type { Picking } from '../../ui/VirtualList.tsx';
import { type Filter, type Listed, listedOf, type MailPage, messagesOf, type Taken } from './listed.ts';

/** Messages that are done with at once: each is a command of its own, and all of them can be taken back within the seconds that one can. */
const MOST_PICKED = 200;

/** Several messages of a list, chosen for what is then done with all of them. */
export interface Picked {
  readonly messages: readonly MailSummary[];
  /** Of how many conversations all messages of the list are among them. */
  readonly conversations: number;
  /** More were wanted than are here, or than can be chosen at once. */
  readonly full: boolean;
  readonly picking: Picking;
  /** What is chosen once all that was chosen so far is known. */
  readonly settled: () => Promise<readonly MailSummary[]>;
  /** The boxes appear, and nothing is chosen yet. */
  readonly begin: () => void;
  readonly all: () => void;
  /** What is chosen, else this row, is to be moved: the menu of folders opens with it. */
  readonly move: (row: Listed) => void;
  readonly moving: boolean;
  readonly end: () => void;
}

interface Chosen {
  readonly listed: string;
  readonly messages: ReadonlyMap<string, MailSummary>;
  /** Of conversations that were chosen: which messages are theirs, by the keys of their rows. */
  readonly whole: ReadonlyMap<string, readonly string[]>;
  /** The row from which Shift chooses. */
  readonly from: number;
  readonly full: boolean;
  readonly moving: boolean;
}
type Change = Omit<Chosen, 'listed' | 'from'>;
const nothing = { messages: new Map<string, MailSummary>(), whole: new Map<string, readonly string[]>(), full: false, moving: false };

/**
 * `listed`: what list it is; what was chosen in another is chosen no more. `row`: a row by its place in it, if it is here, of the folder's
 * messages that the filter lets through: a conversation is chosen with all of these. `first`: its first rows, whether they are here or not.
 * `failed`: told why what was wanted could not be chosen.
 */
export const usePicked = (
  {
    listed,
    folder,
    filter,
    failed,
  }: { readonly listed: string; readonly folder: MailFolder; readonly filter: Filter; readonly failed: (code: ErrorCode) => void },
  row: (index: number) => Listed | undefined,
  first: (limit: number) => Promise<MailPage | undefined>,
): Picked => {
  const [state, setState] = useState<Chosen>();
  // What is chosen now, also before it is drawn: an answer comes, and the next key is pressed, at any time.
  const latest = useRef<Chosen>(undefined);
  const put = (next: Chosen | undefined): void => {
    latest.current = next;
    setState(next);
  };
  const before = (): Chosen | undefined => (latest.current?.listed === listed ? latest.current : undefined);
  /** Choices are made in their order, however long the messages of each take to come; whatever chooses anew ends those of before. */
  const order = useRef({ number: 0, last: Promise.resolve() });
  const anew = (): void => {
    order.current = { number: order.current.number + 1, last: Promise.resolve() };
  };

  const here = state?.listed === listed ? state : undefined;
  const { messages, whole } = here ?? nothing;
  const isWhole = (key: string): boolean => whole.get(key)?.every((id) => messages.has(id)) === true;

  /** Messages are chosen once they are known; from which row Shift chooses is known at once. */
  const choose = (from: number, asked: Promise<Result<Taken, ErrorCode>>, change: (taken: Taken, before: Chosen) => Change): void => {
    put({ ...(before() ?? { listed, ...nothing }), from });
    const { number, last } = order.current;
    order.current.last = last
      .then(() => asked)
      .then((taken) => {
        const now = before();
        if (order.current.number !== number || now === undefined) return;
        if (taken.ok) put({ ...now, ...change(taken.value, now) });
        else failed(taken.code);
      });
  };
  const only = (taken: Taken, wanted = false): Change => ({
    ...{ whole: taken.whole, messages: byId(taken.messages.slice(0, MOST_PICKED)), moving: false },
    full: wanted || taken.more || taken.messages.length > MOST_PICKED,
  });
  return {
    messages: [...messages.values()],
    conversations: [...whole.keys()].filter(isWhole).length,
    full: here?.full === true,
    moving: here?.moving === true,
    picking: {
      on: here !== undefined,
      // What came into a conversation since is not chosen with it.
      has: (key, index) => messages.has(key) || (isWhole(key) && whole.get(key)?.length === row(index)?.conversation?.number),
      turn(index) {
        const turned = row(index);
        if (turned === undefined) return;
        choose(index, messagesOf([turned], folder, filter), (taken, now) => {
          const ids = taken.messages.map(({ id }) => id);
          const goes = ids.length > 0 && ids.every((id) => now.messages.has(id));
          const left = [...now.messages.values()].filter(({ id }) => !ids.includes(id));
          const next = goes ? left : [...left, ...taken.messages];
          return {
            ...{ messages: byId(next.slice(0, MOST_PICKED)), moving: false },
            whole: new Map([...[...now.whole].filter(([key]) => key !== turned.key), ...taken.whole]),
            full: taken.more || next.length > MOST_PICKED,
          };
        });
      },
      through(from, index) {
        anew();
        const begun = before()?.from ?? from;
        const rows = Array.from({ length: Math.abs(index - begun) + 1 }, (_, step) => row(Math.min(begun, index) + step));
        const known = rows.slice(0, MOST_PICKED).filter((one) => one !== undefined);
        choose(begun, messagesOf(known, folder, filter), (taken) => only(taken, known.length < rows.length));
      },
    },
    settled: () => order.current.last.then(() => [...(before()?.messages.values() ?? [])]),
    begin() {
      anew();
      put({ listed, from: 0, ...nothing });
    },
    all() {
      anew();
      choose(0, allOf(first(MOST_PICKED), folder, filter), (taken) => only(taken));
    },
    move: (wanted) =>
      choose(before()?.from ?? 0, messagesOf([wanted], folder, filter), (taken, now) => ({
        ...(now.messages.size > 0 ? now : only(taken)),
        moving: true,
      })),
    end() {
      anew();
      put(undefined);
    },
  };
};

const allOf = async (asked: Promise<MailPage | undefined>, folder: MailFolder, filter: Filter): Promise<Result<Taken, ErrorCode>> => {
  const page = await asked;
  if (page === undefined) return fail('Internal');
  const taken = await messagesOf(page.rows.map(listedOf), folder, filter);
  return taken.ok ? ok({ ...taken.value, more: taken.value.more || page.total > page.rows.length }) : taken;
};

const byId = (messages: readonly MailSummary[]): ReadonlyMap<string, MailSummary> => new Map(messages.map((one) => [one.id, one]));
