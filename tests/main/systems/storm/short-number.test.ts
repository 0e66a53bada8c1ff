import { expect, it } from 'vitest';
import { parseShortNumber } from '../../../../main/systems/storm/short-number.ts';

it.each([
  ['0841', '0841', undefined],
  ['841', '0841', undefined],
  ['log 841', '0841', undefined],
  ['841 of 11 January', '0841', '0111'],
  ['Log 0841 of 11th jan', '0841', '0111'],
  ['841  of 11 Jan 2022', '0841', '20220111'],
  ['841 on 1/12', '0841', '1201'],
  ['841 of 11/01/2022', '0841', '20220111'],
  ['841 of 11/1/22', '0841', '20220111'],
])('reads %s as a log is spoken of', (typed, serial, day) => expect(parseShortNumber(typed)).toEqual({ serial, day }));

it.each(['', 'balfour', '08411', '841 of January', '841 of 11 Smarch', 'LC-20210518-1587', '841 burglary'])(
  'does not take "%s" for a short number',
  (typed) => expect(parseShortNumber(typed)).toBeUndefined(),
);
