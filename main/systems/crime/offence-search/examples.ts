import examples from './examples.json' with { type: 'json' };
import { readSenses, type Senses } from './senses.ts';
import { stem, wordsIn } from './stem.ts';

/** A word, two words in a row or a term of the lexicon, by how much of it there is (0 to 1). */
type Features = ReadonlyMap<string, number>;

/** Two words in a row say little that the words do not say alone. */
const PAIR = 0.5;
/** An example that has less in common with what was typed is no evidence; nor are more examples than these, the likest. */
const UNLIKE = 0.1;
const LIKEST = 12;
/** Of the codes that fit an example the first is the usual one. */
const OTHER_CODE = 0.5;

const featuresOf = (words: readonly string[], senses: Senses): Features => {
  const stems = words.map(stem);
  return new Map<string, number>([
    ...stems.map((word): [string, number] => [word, 1]),
    ...stems.slice(1).map((word, at): [string, number] => [`${stems[at]} ${word}`, PAIR]),
    ...[...senses].map(([term, all]): [string, number] => [`=${term}`, Math.max(...all.map(({ sure }) => sure))]),
  ]);
};

interface ExampleIndex {
  /** The codes of each example, the usual one first. */
  readonly codes: readonly (readonly string[])[];
  /** For each feature the examples that have it, and its part of each (the examples' vectors are of length 1). */
  readonly having: ReadonlyMap<string, readonly { readonly example: number; readonly part: number }[]>;
  readonly vectorOf: (features: Features) => Features;
}

const readExamples = (): ExampleIndex => {
  const all = Object.entries(examples).flatMap(([codes, said]) =>
    said.split('; ').map((text) => {
      const words = wordsIn(text);
      return { codes: codes.split('|'), features: featuresOf(words, readSenses(words, 'as spelt')) };
    }),
  );
  const uses = new Map<string, number>();
  for (const feature of all.flatMap(({ features }) => [...features.keys()])) uses.set(feature, (uses.get(feature) ?? 0) + 1);
  const rareness = (feature: string): number => Math.log(1 + all.length / (uses.get(feature) ?? 0.5)) / Math.log(1 + all.length);
  const vectorOf = (features: Features): Features => {
    const weighed = [...features].map(([feature, worth]) => [feature, worth * rareness(feature)] as const);
    const length = Math.hypot(...weighed.map(([, worth]) => worth)) || 1;
    return new Map(weighed.map(([feature, worth]) => [feature, worth / length]));
  };
  const having = new Map<string, { example: number; part: number }[]>();
  for (const [example, { features }] of all.entries())
    for (const [feature, part] of vectorOf(features)) {
      const others = having.get(feature);
      if (others === undefined) having.set(feature, [{ example, part }]);
      else others.push({ example, part });
    }
  return { codes: all.map(({ codes }) => codes), having, vectorOf };
};

let index: ExampleIndex | undefined;

/** The index of the examples: read once, by the first call. */
export const readExamplesOnce = (): ExampleIndex => {
  index ??= readExamples();
  return index;
};

/**
 * How like the examples of each offence what was typed is, by code: the squared cosines of its likest examples, added; 0 to about 4.
 * examples.json holds what people said, by the codes that are right for it: docs/decisions/0022-offence-search.md.
 */
export const matchExamples = (typed: readonly string[], senses: Senses): ReadonlyMap<string, number> => {
  const { codes, having, vectorOf } = readExamplesOnce();
  const alike = new Float64Array(codes.length);
  for (const [feature, part] of vectorOf(featuresOf(typed, senses)))
    for (const other of having.get(feature) ?? []) alike[other.example] = (alike[other.example] ?? 0) + part * other.part;
  const likest = [...alike.entries()].filter(([, cosine]) => cosine > UNLIKE).sort(([, a], [, b]) => b - a);
  const worth = new Map<string, number>();
  for (const [example, cosine] of likest.slice(0, LIKEST))
    for (const [at, code] of (codes[example] ?? []).entries())
      worth.set(code, (worth.get(code) ?? 0) + cosine ** 2 * (at === 0 ? 1 : OTHER_CODE));
  return worth;
};
