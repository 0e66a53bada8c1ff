/** Two texts, each as what they begin with alike, what differs, and what they end with alike: whole words and the white space between them. */
export type Differing = readonly [before: string, differs: string, after: string];

export const difference = (one: string, other: string): readonly [Differing, Differing] => {
  const [left, right] = [wordsOf(one), wordsOf(other)];
  const most = Math.min(left.length, right.length);
  let begin = 0;
  while (begin < most && left[begin] === right[begin]) begin += 1;
  let end = 0;
  while (end < most - begin && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1;
  return [parted(left, begin, end), parted(right, begin, end)];
};

const wordsOf = (text: string): readonly string[] => text.match(/\s+|\S+/g) ?? [];
const parted = (words: readonly string[], begin: number, end: number): Differing => [
  words.slice(0, begin).join(''),
  words.slice(begin, words.length - end).join(''),
  words.slice(words.length - end).join(''),
];
