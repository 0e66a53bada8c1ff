/** A bigint of the database as a number: counts and sequence numbers, of which 2^53 is never reached. Throws RangeError past it. */
export const safeInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('integer past 2^53');
  return value;
};
