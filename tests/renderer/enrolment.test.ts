import { describe, expect, it } from 'vitest';
import { deviceName } from '../../contracts/domain/device.ts';
import { enrolmentCode } from '../../contracts/hq/enrolment.ts';
import { hasLookalike, tidyCode, tidyName } from '../../renderer/format/enrolment.ts';
import { usualRules } from '../../renderer/format/pinRules.ts';
import { slipOf } from '../../renderer/ui/newPin.ts';

describe('a one-time code', () => {
  it.each(['ABCDE-23456', 'abcde23456', ' abcde 23456 ', 'Abcde–23456', 'ab-cd-e2-34-56', 'ABCDE-23456-7'])(
    'is taken as it comes: %s',
    (typed) => {
      expect(tidyCode(typed).text).toBe('ABCDE-23456');
      expect(enrolmentCode.safeParse(tidyCode(typed).text).success).toBe(true);
    },
  );

  it('leaves out what no code has, and tells that it was typed', () => {
    expect(tidyCode('aOb1cId0e').text).toBe('ABCDE');
    expect(['O', 'i', '0', '1'].map(hasLookalike)).toEqual([true, true, true, true]);
    expect(hasLookalike('ABCDE-23456')).toBe(false);
  });

  it('gets its hyphen while it is typed, one key at a time, with the cursor at the end', () => {
    let shown = { text: '', caret: 0 };
    const seen = [...'abcde23456'].map((key) => {
      const typed = shown.text.slice(0, shown.caret) + key + shown.text.slice(shown.caret);
      shown = tidyCode(typed, shown.caret + 1);
      expect(shown.caret).toBe(shown.text.length);
      return shown.text;
    });
    expect(seen).toEqual(['A', 'AB', 'ABC', 'ABCD', 'ABCDE', 'ABCDE-2', 'ABCDE-23', 'ABCDE-234', 'ABCDE-2345', 'ABCDE-23456']);
  });

  it('can be erased one key at a time to the beginning', () => {
    let shown = tidyCode('ABCDE-23456');
    for (let press = 0; press < 12; press += 1)
      shown = tidyCode(shown.text.slice(0, Math.max(0, shown.caret - 1)) + shown.text.slice(shown.caret), Math.max(0, shown.caret - 1));
    expect(shown).toEqual({ text: '', caret: 0 });
  });

  it('keeps the cursor where it is when a character in the middle is mended', () => {
    expect(tidyCode('ABXCDE-23456', 3)).toEqual({ text: 'ABXCD-E2345', caret: 3 });
    expect(tidyCode('ABCDE-2X3456', 8)).toEqual({ text: 'ABCDE-2X345', caret: 8 });
  });
});

describe('a laptop’s name', () => {
  it.each(['LAP-0417', 'lap0417', ' lap 0417', 'LAP–0417'])('is taken as it comes: %s', (typed) => {
    expect(tidyName(typed).text).toBe('LAP-0417');
    expect(deviceName.safeParse(tidyName(typed).text).success).toBe(true);
  });
});

describe('a new PIN', () => {
  const rules = usualRules;
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const typed = (known: string, fresh: string, again: string) => ({ known: bytes(known), fresh: bytes(fresh), again: bytes(again) });

  it.each([
    ['', '135791', '135791', 'missing'],
    ['246810', '', '', 'missing'],
    ['246810', '13579', '13579', 'short'],
    ['246810', '135791357', '135791357', 'long'],
    ['24681', '135791', '135791', 'short'],
    ['24681O', '135791', '135791', 'characters'],
    ['246810', '135 91', '135 91', 'characters'],
    ['246810', '135791', '135792', 'differ'],
    ['246810', '135791', '13579', 'differ'],
    ['246810', '246810', '246810', 'same'],
    ['246810', '135791', '135791', undefined],
  ] as const)('is judged before the card is asked: %s, %s, %s is %s', (known, fresh, again, slip) => {
    expect(slipOf(typed(known, fresh, again), rules, 'change')?.why).toBe(slip);
  });

  it('may be what the unblocking code happens to be', () => {
    expect(slipOf(typed('27182818', '27182818', '27182818'), rules, 'unblock')).toBeUndefined();
  });

  it.each(['111111', '12345678', '876543', '121212'])('may not be one that everybody tries first (%s)', (next) => {
    expect(slipOf(typed('246810', next, next), rules, 'change')).toEqual({ why: 'trivial' });
    expect(slipOf(typed('27182818', next, next), rules, 'unblock')).toEqual({ why: 'trivial' });
  });
});
