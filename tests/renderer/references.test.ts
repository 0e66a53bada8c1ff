import { describe, expect, it } from 'vitest';
import { referencesIn } from '../../renderer/format/references.ts';

const found = (text: string) =>
  referencesIn(text).flatMap(({ text: words, reference }) => (reference === undefined ? [] : [[words, reference.kind, reference.search]]));

describe('references in a text', () => {
  it.each([
    ['see LC-20210518-1587.', 'LC-20210518-1587', 'log', 'LC-20210518-1587'],
    ['bit a postman, log 0911 of 3 June 2026', 'log 0911 of 3 June 2026', 'log', '0911 of 3 June 2026'],
    ['Log 0911 of 3 June, again', 'Log 0911 of 3 June', 'log', '0911 of 3 June'],
    ['linked to log 1587', 'log 1587', 'log', '1587'],
    ['crime (04/26/06123) recorded', '04/26/06123', 'crime', '04/26/06123'],
    ['task T-6021 done', 'T-6021', 'task', 'T-6021'],
    ['Silver Corsa PX21 KTD seen', 'PX21 KTD', 'plate', 'PX21 KTD'],
    ['PX21KTD', 'PX21KTD', 'plate', 'PX21KTD'],
    ['handed to PC 2377, all in order', 'PC 2377', 'officer', '2377'],
    ['at 14 Balfour Street PR25 2TD', 'PR25 2TD', 'postcode', 'PR25 2TD'],
    ['M1 1AE', 'M1 1AE', 'postcode', 'M1 1AE'],
    ['ring 07700 900127 after 20:00', '07700 900127', 'telephone', '07700900127'],
    ['ring +44 7700 900127', '+44 7700 900127', 'telephone', '+447700900127'],
    ['01772 614444.', '01772 614444', 'telephone', '01772614444'],
    ['ring +44 (0)1604 123456', '+44 (0)1604 123456', 'telephone', '+441604123456'],
    ['0044 1604 123456', '0044 1604 123456', 'telephone', '00441604123456'],
    ['at\u00a0PR25\u00a02TD', 'PR25\u00a02TD', 'postcode', 'PR25 2TD'],
    ['01772\u00a0614\u202f444', '01772\u00a0614\u202f444', 'telephone', '01772614444'],
    ['log\u00a01587 and', 'log\u00a01587', 'log', '1587'],
    ['PX21\u00a0KTD', 'PX21\u00a0KTD', 'plate', 'PX21 KTD'],
  ])('%s', (text, words, kind, search) => expect(found(text)).toEqual([[words, kind, search]]));

  it.each([
    'M61 THE junction, A6 AND then left',
    'on 18/05/2021 at 14:30',
    'value 104/26/06123 or 04/26/061234',
    'XLC-20210518-1587 and LC-20210518-15870',
    'catalogue 1587, dialogue 1587',
    'LD21 at scene, DG03 en route, unit 2',
    'serial 0770090012712345',
    'px21 ktd',
  ])('does not take %s for one', (text) => expect(found(text)).toEqual([]));

  it('gives the text back whole, whatever is in it', () => {
    for (const text of [
      '',
      'no reference',
      'PC 2377 at PR25 2TD, log 1587',
      '\u202eLC-20210518-1587\u202c ورقة PX21 KTD',
      '\ud83d\ude93 T-1\u0000 04/26/06123',
    ]) {
      const pieces = referencesIn(text);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const piece of pieces) expect(text.slice(piece.at, piece.at + piece.text.length)).toBe(piece.text);
    }
  });

  it.each(['0 ', '+44 7', 'LC-2021', 'log 1587 of 3 ', 'PC ', 'T-', 'A1 ', '04/', 'AB12 ', ' '])(
    'takes twice the time for twice as many of "%s", not four times',
    (part) => {
      const time = (times: number): number => {
        const text = part.repeat(times);
        const begun = performance.now();
        referencesIn(text);
        return performance.now() - begun;
      };
      time(10_000);
      // A quadratic one takes minutes for this; no time is held to a figure.
      expect(time(200_000)).toBeLessThan(5000);
    },
  );
});
