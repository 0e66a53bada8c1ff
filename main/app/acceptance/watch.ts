import type { SessionState } from '../../../contracts/ipc/session.ts';
import type { How } from './steps.ts';

/** What the program sees happen while the acceptance runs. */
export type Seen =
  | { readonly kind: 'session'; readonly state: SessionState }
  /** The page's process was ended and a new one made. */
  | { readonly kind: 'renewed'; readonly gone: boolean; readonly ms: number };

/** From the deed to the page's process gone (docs/security.md). */
const GONE_MS = 300;

/** Why a renewal of the page is not as promised, in codes; none when it is. */
export const renewalCodes = ({ gone, ms }: { readonly gone: boolean; readonly ms: number }): readonly string[] => [
  ...(gone ? [] : ['pageNotGone']),
  ...(ms > GONE_MS ? ['pageGoneLate'] : []),
];

/** Waits for a deed: asked with everything that is seen, it answers codes (none: as promised) once the deed is done. */
export const watchFor = (what: (How & { readonly kind: 'deed' })['sees']): ((seen: Seen) => readonly string[] | undefined) => {
  let wasOpen = false;
  let isLocked = false;
  return (seen) => {
    if (seen.kind === 'renewed') return what === 'pageEnded' || isLocked ? renewalCodes(seen) : undefined;
    const { state } = seen;
    if (state.kind === 'open') {
      wasOpen = true;
      return what === 'signIn' ? [] : undefined;
    }
    // Of another cause: somebody signs in and tries again.
    if (wasOpen) isLocked = 'held' in state && state.held?.cause === what;
    wasOpen = false;
    return undefined;
  };
};
