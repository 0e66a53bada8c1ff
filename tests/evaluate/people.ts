import { samePerson } from '../../main/systems/records/same/same-person.ts';
import { type Pair, readPairs } from './people-file.ts';

/** Of the pairs that were called one person, how many are; and of those that are, how many were called so. Between 0 and 1. */
export interface PeopleFigures {
  readonly number: number;
  readonly precision: number;
  readonly recall: number;
}

/** Judges pairs by the product's own threshold. `missed` is called for each that was judged wrongly, with its score. */
export const judgePairs = (pairs: readonly Pair[], missed: (pair: Pair, score: number) => void = () => undefined): PeopleFigures => {
  let [right, said, are] = [0, 0, 0];
  for (const pair of pairs) {
    const { score } = samePerson(pair.one, pair.other);
    const one = score >= 0;
    if (one !== pair.same) missed(pair, score);
    if (one) said += 1;
    if (pair.same) are += 1;
    if (one && pair.same) right += 1;
  }
  return { number: pairs.length, precision: said === 0 ? 1 : right / said, recall: are === 0 ? 1 : right / are };
};

/** Which pairs of records are of one person: columns as people-file.ts reads them. */
export const evaluatePeople = async (file: string, say: (miss: string) => void): Promise<string> => {
  const { number, precision, recall } = judgePairs(readPairs(file), ({ one, other, same }, score) =>
    say(`${same ? 'one person' : 'two people'}, ${score.toFixed(1)}: ${inWords(one)} / ${inWords(other)}`),
  );
  return `${number} pairs, precision ${percent(precision)} %, recall ${percent(recall)} %`;
};

const inWords = ({ names, born, addresses, telephones }: Pair['one']): string =>
  [...names, born, ...addresses, ...telephones].filter(Boolean).join('; ');

/** To one decimal, rounded down: a figure never says more than was reached. */
const percent = (share: number): string => (Math.floor(share * 1000) / 10).toFixed(1);
