/** One thing that must be true of the machine and of the Node that a shell carries. Rejecting and answering false are the same. */
export interface Check {
  readonly name: string;
  readonly run: () => boolean | Promise<boolean>;
}

/** Long enough for an RSA key on a slow laptop; a check that hangs is one that fails. */
const CHECK_MS = 20_000;

/** Runs one check. Never rejects: the answer is all that is said, since an error's text may differ between builds of TLS. */
export const passes = async ({ run }: Check): Promise<boolean> => {
  let late: NodeJS.Timeout | undefined;
  const deadline = new Promise<false>((resolve) => {
    late = setTimeout(() => resolve(false), CHECK_MS);
  });
  try {
    return await Promise.race([(async () => run())(), deadline]);
  } catch {
    return false;
  } finally {
    clearTimeout(late);
  }
};
