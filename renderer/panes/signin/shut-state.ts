import type { SessionState } from '../../../contracts/ipc/session.ts';

/** Every state in which no work is open: the sign-in screen shows it. */
export type ShutState = Exclude<SessionState, { readonly kind: 'open' }>;
