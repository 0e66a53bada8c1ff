import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLink, type LetterLine, linesOf, textOf, trimmed } from '../../contracts/domain/letter-format.ts';
import { documentOf, letterOf } from '../../renderer/panes/mail/editor/document.ts';

const run = (text: string, rest: object = {}) => ({ text, bold: false, italic: false, href: '', ...rest });
const line = (words: string, rest: Partial<LetterLine> = {}): LetterLine => ({ quote: 0, list: undefined, runs: [run(words)], ...rest });
const item = (kind: 'bullet' | 'number', depth: number) => ({ list: { kind, depth } });

describe('the text of a letter with its looks', () => {
  it('is whole as plain text: quotes, lists and numbers are in its words', () => {
    const { text } = textOf([
      line('Seen:'),
      line('a car', item('bullet', 0)),
      line('red', item('bullet', 1)),
      line('first', item('number', 0)),
      line('second', item('number', 0)),
      line('what she said', { quote: 1 }),
      line('', { quote: 2 }),
    ]);
    expect(text).toBe('Seen:\n• a car\n  • red\n1. first\n2. second\n> what she said\n>>');
  });

  it('is plain text that was written before there were looks: nothing in it becomes a list, and its quotes are quotes', () => {
    const old = 'Words.\n1. not a list\n\n> quoted\n>> twice\n-- \nAisha';
    expect(letterOf(documentOf({ text: old, marks: [] }))).toEqual({ text: old, marks: [] });
    expect(linesOf(old, []).map(({ quote, list }) => [quote, list])).toContainEqual([2, undefined]);
    expect(linesOf(old, []).every(({ list }) => list === undefined)).toBe(true);
  });

  it('is the same after the editor had it, whatever is in it', () => {
    const words = fc.constantFrom('a', 'word', ' two  blanks', '• ', '1. ', '😀é', '<b>', '');
    const runs = fc.array(
      fc.record({ text: words, bold: fc.boolean(), italic: fc.boolean(), href: fc.constantFrom('', 'https://force.example/a?b') }),
      { maxLength: 4 },
    );
    const list = fc.option(fc.record({ kind: fc.constantFrom('bullet' as const, 'number' as const), depth: fc.nat(3) }), {
      nil: undefined,
    });
    fc.assert(
      fc.property(fc.array(fc.record({ quote: fc.nat(2), list, runs }), { minLength: 1, maxLength: 12 }), (lines) => {
        const once = letterOf(documentOf(textOf(lines)));
        expect(letterOf(documentOf(once))).toEqual(once);
        const bare = (text: string): string => text.replace(/[\s>•]|\d+\./g, '');
        expect(bare(once.text)).toBe(bare(textOf(lines).text));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its looks where they were when the blank lines around it go', () => {
    expect(trimmed('\n\nAt once\n', [{ from: 5, to: 9, is: 'bold' }])).toEqual({
      text: 'At once',
      marks: [{ from: 3, to: 7, is: 'bold' }],
    });
  });

  it('takes marks that mean nothing in it for nothing', () => {
    expect(
      linesOf('ab\ncd', [
        { from: 90, to: 99, is: 'bold' },
        { from: 0, to: 2, is: 'bullet' },
        { from: 1, to: 4, is: 'link', href: 'javascript:alert(1)' },
      ]).map(({ list, runs }) => [list, runs.map(({ text, href }) => [text, href])]),
    ).toEqual([
      [
        undefined,
        [
          ['a', ''],
          ['b', ''],
        ],
      ],
      [
        undefined,
        [
          ['c', ''],
          ['d', ''],
        ],
      ],
    ]);
  });
});

describe('a link of a letter', () => {
  it('leads by https alone, without a name in it, and only where policy lets it', () => {
    expect(['https://force.example/a?b#c', 'https://force.example:8443'].every((href) => isLink(href))).toBe(true);
    const bad = [
      'http://force.example',
      'javascript:alert(1)',
      'https://name:word@force.example',
      'https://force.example/a b',
      'https://',
      'https://force.example@evil.example',
    ];
    expect(bad.filter((href) => isLink(href))).toEqual([]);
    const hosts = ['force.example'];
    expect([isLink('https://WWW.force.example/', hosts), isLink('https://notforce.example/', hosts)]).toEqual([true, false]);
  });
});
