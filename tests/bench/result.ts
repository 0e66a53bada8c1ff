/** One measured figure, as `--json` writes it. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'MiB/s' | 'MiB';
  /** What it is held against, in words and as it was measured in this very run. */
  readonly against: string | null;
  readonly ratio: number | null;
  /** What the ratio (where there is one, else the value) is held to; `ok` says whether it holds, and is true where nothing is asked. */
  readonly budget: number | null;
  readonly ok: boolean;
}

/** A figure that is only told, not held to anything. */
export const told = (name: string, value: number, unit: Result['unit'], against: string | null = null): Result => ({
  name,
  value: round(value),
  unit,
  against,
  ratio: null,
  budget: null,
  ok: true,
});

/** A figure that may be `budget` at most. */
export const atMost = (budget: number, name: string, value: number, unit: Result['unit'], against: string | null = null): Result => ({
  ...told(name, value, unit, against),
  budget,
  ok: value <= budget,
});

/** A time that may be `budget` times as long as another one of the same run at most. */
export const timesAtMost = (budget: number, name: string, value: number, against: string, other: number): Result => ({
  ...told(name, value, 'ms', `${against} ${round(other)} ms`),
  ratio: round(value / other),
  budget,
  ok: value / other <= budget,
});

/** The middle value; of an even number, the upper one of the two. Throws when there is none. */
export const median = (values: readonly number[]): number => {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new RangeError('nothing was measured');
  return middle;
};

/** The value that 95 of 100 do not exceed (nearest rank). Throws when there is none. */
export const p95 = (values: readonly number[]): number => {
  const ranked = values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1];
  if (ranked === undefined) throw new RangeError('nothing was measured');
  return ranked;
};

export const round = (value: number): number => Math.round(value * 100) / 100;
