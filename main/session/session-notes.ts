import type { Journal } from '../audit/journal.ts';
import type { SessionNote } from './session.ts';

/**
 * Writes what the session tells of the sign-in screen into the device journal, the officer by tag. A note that could not be written is told to
 * `onFailure`: at the sign-in screen nothing is shown that would have to wait for it.
 */
export const noteAtSignIn =
  (ports: { readonly journal: Journal; readonly tagOf: (staffId: string) => string; readonly onFailure: () => void }) =>
  ({ action, staffId, detail }: SessionNote): void => {
    const subject = staffId === undefined ? 'card' : ports.tagOf(staffId);
    ports.journal({ action, subject, detail }).catch(ports.onFailure);
  };
