import colourString from 'color-string';
import { Parser } from 'htmlparser2';

/** Red, green, blue, 0 to 255. */
type Colour = readonly [number, number, number];

/** WCAG 2.2 1.4.3 asks for 4.5; what senders write in grey on purpose has 3 and more. */
const LEAST_CONTRAST = 3;
/** Values that change nothing of what is inherited. */
const INHERITED: ReadonlySet<string> = new Set(['', 'inherit', 'currentcolor', 'auto', 'unset', 'revert', 'initial']);

interface Level {
  readonly name: string;
  readonly ink: Colour;
  readonly ground: Colour;
}

/**
 * Whether every word of sanitised HTML can be read in its sender's colours on `ground` with `ink` as what is not coloured. What colours a
 * browser would make of names that are not in CSS's list is not guessed: no. Linear.
 */
export const hasReadableColours = (html: string, { ink, ground }: { readonly ink: string; readonly ground: string }): boolean => {
  const levels: Level[] = [{ name: '', ink: asColour(ink) ?? [0, 0, 0], ground: asColour(ground) ?? [255, 255, 255] }];
  let readable = true;
  const parser = new Parser({
    onopentag(name, attributes) {
      const around = levels.at(-1);
      if (around === undefined || !readable) return;
      const style = declarations(attributes.style ?? '');
      const inside = colourOver(style.get('color') ?? attributes.color ?? '', around.ink, around.ground);
      const behind = colourOver(style.get('background-color') ?? attributes.bgcolor ?? '', around.ground, around.ground);
      if (inside === undefined || behind === undefined) readable = false;
      else levels.push({ name, ink: inside, ground: behind });
    },
    onclosetag(name) {
      if (levels.at(-1)?.name === name) levels.pop();
    },
    ontext(text) {
      const here = levels.at(-1);
      if (here !== undefined && text.trim() !== '' && contrast(here.ink, here.ground) < LEAST_CONTRAST) readable = false;
    },
  });
  parser.write(html);
  parser.end();
  return readable;
};

/** Undefined: it cannot be told. */
const colourOver = (written: string, inherited: Colour, ground: Colour): Colour | undefined => {
  const value = written.trim().toLowerCase();
  if (INHERITED.has(value)) return inherited;
  // Of Word: what the screen has.
  if (value === 'windowtext') return [0, 0, 0];
  if (value === 'window') return [255, 255, 255];
  const parsed = colourString.get.rgb(/^[\da-f]{6}$|^[\da-f]{3}$/.test(value) ? `#${value}` : value);
  if (parsed === null) return undefined;
  const [red = 0, green = 0, blue = 0, alpha = 1] = parsed;
  const over = (channel: number, behind: number): number => channel * alpha + behind * (1 - alpha);
  return [over(red, ground[0]), over(green, ground[1]), over(blue, ground[2])];
};

const asColour = (written: string): Colour | undefined => {
  const [red, green, blue] = colourString.get.rgb(written) ?? [];
  return red === undefined || green === undefined || blue === undefined ? undefined : [red, green, blue];
};

/** Of a sanitised style attribute, of two of a name the last. */
const declarations = (style: string): ReadonlyMap<string, string> =>
  new Map(
    style.split(';').flatMap((declaration) => {
      const colon = declaration.indexOf(':');
      return colon < 0 ? [] : [[declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1)] as const];
    }),
  );

/** WCAG 2.2, "contrast ratio". */
const contrast = (one: Colour, other: Colour): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

const luminance = ([red, green, blue]: Colour): number => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

const linear = (channel: number): number => {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
