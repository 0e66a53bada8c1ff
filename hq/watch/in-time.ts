/** Whoever watches has an answer after this, whatever the database does. */
const DATABASE_MS = 2000;

/** What the work makes; undefined where it fails, or takes longer than two seconds. Never rejects. */
export const inTime = async <Made>(work: Promise<Made>): Promise<Made | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), DATABASE_MS).unref();
  });
  const made = work.catch(() => undefined);
  return Promise.race([made, late]).finally(() => clearTimeout(timer));
};
