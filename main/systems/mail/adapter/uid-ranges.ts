/** First and last UID, both in it. */
export type UidRange = readonly [first: number, last: number];

const RANGE = /^(\d{1,10})(?::(\d{1,10}))?$/;

/** The ranges of a set (RFC 3501 sequence-set, "3,7:9"); what is none is passed over. */
export const rangesIn = (set: string): readonly UidRange[] =>
  set.split(',').flatMap((entry) => {
    const [, first, last = first] = RANGE.exec(entry) ?? [];
    if (first === undefined || last === undefined) return [];
    return [[Math.min(Number(first), Number(last)), Math.max(Number(first), Number(last))] as const];
  });

/** Whether a UID is in any of them: by halves, since a server may name a hundred thousand. */
export const within = (ranges: readonly UidRange[]): ((uid: number) => boolean) => {
  const joined: [number, number][] = [];
  for (const [first, last] of ranges.toSorted(([one], [other]) => one - other)) {
    const before = joined.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else joined.push([first, last]);
  }
  return (uid) => {
    let low = 0;
    let high = joined.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [first, last] = joined[middle] ?? [0, 0];
      if (uid < first) high = middle - 1;
      else if (uid > last) low = middle + 1;
      else return true;
    }
    return false;
  };
};
