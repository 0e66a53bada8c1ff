import { type Query, QueryClient } from '@tanstack/react-query';
import { fail, type Result } from '../../contracts/result.ts';
import type { ChangeTopic } from '../../contracts/systems/ids.ts';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { readonly topics: readonly ChangeTopic[] };
  }
}

/** An answer that was asked for ahead of what shows it is not asked for again; what changes meanwhile is, as ever. */
const ASKED_AHEAD_MS = 1000;
/** How long an answer that nothing on screen shows is kept: for a pane that was left for a moment. */
const KEPT_MS = 60_000;

/** A call that main answered with a code, or did not answer. */
export class CallError<Code extends string> extends Error {
  readonly code: Code | 'Internal';

  constructor(code: Code | 'Internal') {
    super(code);
    this.code = code;
  }
}

/** The value of a call; throws CallError. A main that is gone answers nothing at all: the same to the officer as one that broke. */
export const answerOf = async <Value, Code extends string>(call: () => Promise<Result<Value, Code>>): Promise<Value> => {
  const answer = await call().catch(() => fail('Internal'));
  if (!answer.ok) throw new CallError<Code>(answer.code);
  return answer.value;
};

/**
 * The answers of one open session. What main says has changed (`onRefreshed`) is asked again where it is on screen, and forgotten where it
 * is not. Nothing is asked again for any other reason than that: not when the window gets the focus, and not because it failed. `close`
 * forgets everything.
 */
export const createQueries = (
  onRefreshed: (listener: (change: { readonly system: ChangeTopic }) => void) => () => void,
): { readonly client: QueryClient; readonly close: () => void } => {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        // Main is asked with signal and without.
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        gcTime: KEPT_MS,
        staleTime: ASKED_AHEAD_MS,
      },
    },
  });
  const cache = client.getQueryCache();
  const due = new Set<Query>();
  /** A burst of changes asks at most twice: what is under way was asked before the change, so it is asked once more after its answer. */
  const refresh = async (query: Query): Promise<void> => {
    if (due.has(query)) return;
    if (query.state.fetchStatus !== 'idle') {
      due.add(query);
      await query.fetch().catch(() => undefined);
      due.delete(query);
    }
    if (query.isActive()) await query.fetch().catch(() => undefined);
    else cache.remove(query);
  };
  const stop = onRefreshed(({ system }) => {
    for (const query of cache.findAll({ predicate: ({ meta }) => meta?.topics.includes(system) === true })) void refresh(query);
  });
  return {
    client,
    close: () => {
      stop();
      client.clear();
    },
  };
};
