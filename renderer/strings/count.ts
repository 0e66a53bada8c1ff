/** "1 log", "3 logs": a count with its noun. */
export const count = (number: number, one: string, many: string = `${one}s`): string => `${number} ${number === 1 ? one : many}`;

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
/** The same with small numbers spelt out, for prose: "three logs". */
export const spelt = (number: number, one: string, many: string = `${one}s`): string =>
  `${small[number] ?? number} ${number === 1 ? one : many}`;
