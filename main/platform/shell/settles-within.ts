/** To clear a page's storage, which holds nothing of ours: whoever waits for it waits for the sign-in screen. */
export const CLEAR_MS = 1000;

/** True when the work is done in time; false when it fails, or is not: it is then left to itself. Never rejects. */
export const settlesWithin = async (ms: number, work: Promise<unknown>): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const late = setTimeout(() => resolve(false), ms);
  work.then(
    () => resolve(true),
    () => resolve(false),
  );
  try {
    return await promise;
  } finally {
    clearTimeout(late);
  }
};
