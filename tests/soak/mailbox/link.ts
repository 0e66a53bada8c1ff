import { type FlakyLink, startFlakyLink } from '../../doubles/network/flaky.ts';

/** A cut of a link: after so many pieces, either way, it is reset, or it freezes, whole or in one direction, and then thaws or is reset. */
export interface Cut {
  readonly pieces: number;
  readonly how: 'reset' | 'frozen' | 'deaf';
  readonly heldMs: number;
  readonly thaws: boolean;
  /** For so long no connection is let in. */
  readonly refusingMs: number;
}

export interface CuttingLink {
  readonly port: number;
  /** The next cut. Resolves once the link is as it was, with whether it met a connection; where no piece comes for `patienceMs` it is cut idle. */
  cut(cut: Cut, patienceMs: number): Promise<boolean>;
  close(): Promise<void>;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const startCuttingLink = async (targetPort: number): Promise<CuttingLink> => {
  let left = Number.POSITIVE_INFINITY;
  let reached = Promise.withResolvers<void>();
  let begin = (): void => undefined;
  const link: FlakyLink = await startFlakyLink(targetPort, () => {
    left -= 1;
    if (left <= 0) begin();
  });
  return {
    port: link.port,
    async cut({ pieces, how, heldMs, thaws, refusingMs }, patienceMs) {
      reached = Promise.withResolvers();
      let met = false;
      left = pieces;
      // In the midst of the piece's being handed on.
      begin = () => {
        left = Number.POSITIVE_INFINITY;
        met = link.connections() > 0;
        if (how === 'reset') link.reset();
        else link.set({ mode: how });
        reached.resolve();
      };
      await Promise.race([reached.promise, sleep(patienceMs)]);
      if (left !== Number.POSITIVE_INFINITY) begin();
      if (how !== 'reset') await sleep(heldMs);
      if (how !== 'reset' && !thaws) link.reset();
      if (refusingMs > 0) {
        link.set({ mode: 'refusing' });
        await sleep(refusingMs);
      }
      link.set({ mode: 'up' });
      return met;
    },
    close: () => link.close(),
  };
};
