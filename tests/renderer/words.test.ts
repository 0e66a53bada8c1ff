import { describe, expect, it } from 'vitest';
import { commonCodes, type DomainContract } from '../../contracts/ipc/define.ts';
import { domains } from '../../contracts/ipc/index.ts';
import { cardRefusal, laptopFault, lockCause, signInRefusal } from '../../contracts/ipc/session.ts';
import { words } from '../../renderer/words/index.ts';

/** Every text of the catalogue, with functions asked with plain arguments. */
const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf);
  return [];
};

const contracts: readonly DomainContract[] = Object.values(domains);
const paneCodes = [
  ...new Set([...commonCodes, ...contracts.flatMap((domain) => Object.values(domain.calls).flatMap((call) => call.errors))]),
].filter((code) => !(signInRefusal.options as readonly string[]).includes(code));

describe('the catalogue of words', () => {
  it.each([
    ['codes of the panes', paneCodes, words.errors.codes],
    ['refusals of a PIN', signInRefusal.options, words.signin.pinRefusals],
    ['refusals of a card', cardRefusal.options, words.signin.refusals],
    ['faults of the laptop', laptopFault.options, words.signin.faults],
    ['causes of a lock', lockCause.options, words.signin.causes],
  ])('tells of every one of the %s', (_, codes, catalogue) => {
    expect(Object.keys(catalogue).toSorted()).toEqual([...codes].toSorted());
  });

  it('says what happened, what is safe and what to do for each', () => {
    for (const catalogue of [words.errors.codes, words.signin.pinRefusals, words.signin.refusals, words.signin.faults])
      for (const telling of Object.values(catalogue))
        for (const text of [telling.what, telling.safe, telling.todo]) expect(text.length).toBeGreaterThan(10);
  });

  it('is plain: no "please", "error", "oops", "invalid"', () => {
    for (const text of textsOf(words)) expect(text).not.toMatch(/\b(please|error|oops|invalid)\b/i);
  });
});
