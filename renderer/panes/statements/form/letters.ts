import { undrawable } from '../../../../contracts/domain/drawn-text.ts';
import { strings } from '../../../strings/index.ts';
import { textFault, written } from '../../../workspace/form/values.ts';

/** As many as a fault names. */
const MOST_NAMED = 5;

/** What the statement's PDF could not show, named before anybody signs. */
export const lettersFault = (texts: readonly string[]): string | undefined => {
  const characters = undrawable(texts.map(written));
  return characters.length === 0 ? undefined : strings.forms.wrong.undrawable(characters.slice(0, MOST_NAMED).map(visible).join(' '));
};

/** The same of a text that must be written. */
export const drawnFault = (typed: string, what: string, longest?: number): string | undefined =>
  textFault(typed, what, longest) ?? lettersFault([typed]);

/** A character, or its code where nobody would see it. */
const visible = (character: string): string =>
  /[\p{C}\p{M}\p{Z}]/u.test(character) ? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}` : character;
