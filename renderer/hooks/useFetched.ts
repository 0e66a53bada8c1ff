import { useMemo } from 'react';
import type { Fetched } from '../../contracts/ipc/fetched.ts';
import type { Result } from '../../contracts/result.ts';
import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import { type Loaded, useCall } from './useCall.ts';

/** As Loaded, for what comes by a feed: `unfetched` before that was ever read to its end here. */
export type Shown<Value, Code extends string> = Loaded<Value, Code> | { readonly kind: 'unfetched' };
export interface FetchedCall<Value, Code extends string> {
  readonly state: Shown<Value, Code | 'Internal'>;
  readonly again: () => void;
}

const unfetched = { kind: 'unfetched' } as const;

/** useCall for an answer that may not be known yet. */
export const useFetched = <Value, Code extends string>(
  ask: () => Promise<Result<Fetched<Value>, Code>>,
  key: string,
  systems: readonly ChangeTopic[],
): FetchedCall<Value, Code> => {
  const { state, again } = useCall(ask, key, systems);
  return useMemo(() => {
    if (state.kind !== 'ready') return { state, again };
    return { state: state.value.known ? { kind: 'ready', value: state.value.value } : unfetched, again };
  }, [state, again]);
};
