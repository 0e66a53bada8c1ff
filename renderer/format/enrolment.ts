/** A text as it should stand in its box, and where the cursor goes. */
export interface Tidied {
  readonly text: string;
  readonly caret: number;
}

/** Characters in front of the cursor count; what stands between them is put back where it belongs. */
const tidy = (typed: string, caret: number, clean: (text: string) => string, group: (kept: string) => string): Tidied => {
  const before = clean(typed.slice(0, caret)).length;
  const text = group(clean(typed));
  let at = 0;
  for (let counted = 0; at < text.length && counted < before; at += 1) if (text[at] !== '-') counted += 1;
  return { text, caret: at };
};

const codeLength = 10;
const half = 5;
/** A one-time code in whatever form it is typed or pasted: "abcde 23456" is "ABCDE-23456". What a code never has is left out. */
export const tidyCode = (typed: string, caret: number = typed.length): Tidied =>
  tidy(
    typed,
    caret,
    (text) => text.toUpperCase().replace(/[^A-HJ-NP-Z2-9]/g, ''),
    (kept) => (kept.length <= half ? kept : `${kept.slice(0, half)}-${kept.slice(half, codeLength)}`),
  );

/** Whether a character was typed that no code has, because it looks like another one: I, O, 0 or 1. */
export const hasLookalike = (typed: string): boolean => /[IO01]/i.test(typed);

/** A laptop's name: "lap 417" is "LAP-417". */
export const tidyName = (typed: string, caret: number = typed.length): Tidied =>
  tidy(
    typed,
    caret,
    (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, ''),
    (kept) => {
      const [, letters = '', digits = ''] = /^([A-Z]{0,6})(\d{0,8})/.exec(kept) ?? [];
      return digits === '' ? letters : `${letters}-${digits}`;
    },
  );
