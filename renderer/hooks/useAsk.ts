import { type QueryKey, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Fetched } from '../../contracts/ipc/fetched.ts';
import type { Result } from '../../contracts/result.ts';
import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import { answerOf, type CallError } from './queries.ts';

/** How a question to main stands. While it is asked again the last answer stays on screen. */
export type Loaded<Value, Code extends string> =
  | { readonly kind: 'loading' }
  /** `last`: what was answered before, for where that is worth showing. */
  | { readonly kind: 'failed'; readonly code: Code; readonly last?: { readonly value: Value; readonly at: Date } | undefined }
  | { readonly kind: 'ready'; readonly value: Value };

/** As Loaded, for what comes by a feed: `unfetched` before that was ever read to its end here. */
export type Shown<Value, Code extends string> = Loaded<Value, Code> | { readonly kind: 'unfetched' };

export interface Ask<State> {
  readonly state: State;
  /** Asks again now. */
  readonly again: () => void;
}

interface Options {
  /** Asked again when rows of these changed. */
  readonly topics?: readonly ChangeTopic[];
  /** Asked again this often while the window is seen; it is HQ's, and nothing of it is kept. */
  readonly everyMs?: number;
  /** Always begins anew: what may have changed here without a word, such as a draft, is never shown from before. */
  readonly fresh?: boolean;
}

const loading = { kind: 'loading' } as const;
const unfetched = { kind: 'unfetched' } as const;
let mounted = 0;

/**
 * Asks main for what `key` names: a call and what it is asked with. Another key begins anew; what was answered to it a moment ago is shown
 * until the answer is here, unless `fresh`.
 */
export const useAsk = <Value, Code extends string>(
  key: QueryKey,
  call: () => Promise<Result<Value, Code>>,
  { topics = [], everyMs, fresh = everyMs !== undefined }: Options = {},
): Ask<Loaded<Value, Code | 'Internal'>> => {
  const [mount] = useState(() => {
    mounted += 1;
    return mounted;
  });
  const { data, error, dataUpdatedAt, refetch } = useQuery<Value, CallError<Code>>({
    queryKey: fresh ? [...key, { mount }] : key,
    queryFn: () => answerOf(call),
    meta: { topics },
    refetchInterval: everyMs ?? false,
    ...(fresh ? { gcTime: 0 } : {}),
  });
  const again = useCallback((): void => void refetch(), [refetch]);
  return useMemo(() => {
    if (error !== null) {
      const last = data === undefined ? undefined : { value: data, at: new Date(dataUpdatedAt) };
      return { state: { kind: 'failed', code: error.code, last }, again };
    }
    return { state: data === undefined ? loading : { kind: 'ready', value: data }, again };
  }, [data, error, dataUpdatedAt, again]);
};

/** The newest answer, whether or not the last try failed. */
export const latestOf = <Value, Code extends string>(state: Shown<Value, Code>): Value | undefined =>
  state.kind === 'ready' ? state.value : state.kind === 'failed' ? state.last?.value : undefined;

/** useAsk for an answer that may not be known yet. */
export const useFetched = <Value, Code extends string>(
  key: QueryKey,
  call: () => Promise<Result<Fetched<Value>, Code>>,
  options?: Options,
): Ask<Shown<Value, Code | 'Internal'>> => {
  const { state, again } = useAsk(key, call, options);
  return useMemo(() => ({ state: shownOf(state), again }), [state, again]);
};

const shownOf = <Value, Code extends string>(state: Loaded<Fetched<Value>, Code>): Shown<Value, Code> => {
  switch (state.kind) {
    case 'loading':
      return state;
    case 'failed':
      return { kind: 'failed', code: state.code };
    case 'ready':
      return state.value.known ? { kind: 'ready', value: state.value.value } : unfetched;
  }
};
