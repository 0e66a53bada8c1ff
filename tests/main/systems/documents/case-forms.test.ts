import { describe, expect, it } from 'vitest';
import type { Redaction } from '../../../../contracts/domain/case-file.ts';
import type { CaseKnown } from '../../../../contracts/domain/case-material.ts';
import { redactStatement, stillThere } from '../../../../contracts/domain/redact-statement.ts';
import { textOf as wordsOf } from '../../../../contracts/domain/statement.ts';
import { type CaseForm, caseFormPdf } from '../../../../main/systems/documents/case-form.ts';
import { caseForms } from '../../../../main/systems/documents/case-forms.ts';
import { redactedStatementPdf } from '../../../../main/systems/documents/redacted-statement-pdf.ts';
import { archivalFaults, run, textOf } from './pdf-tools.ts';
import { burglaryStatement } from './statement-material.ts';

const AT = new Date('2026-11-23T09:00:00.000Z');
const statement = wordsOf(
  burglaryStatement({
    pages: [
      {
        paragraphs: [
          { number: 1, text: 'I live opposite. My nurse Philippa Quillfeather was with me that night.' },
          { number: 2, text: 'Quillfeather rang the police from my telephone, 07700 900456.' },
        ],
        initials: burglaryStatement().pages[0]?.initials,
      },
      {
        paragraphs: [{ number: 3, text: 'My own diagnosis is xylophagia (ξ) and I sleep badly.' }],
        initials: burglaryStatement().pages[0]?.initials,
      },
    ],
    corrections: [
      { paragraph: 1, was: 'My nurse Zenobia Quillfeather', became: 'My nurse Philippa Quillfeather', at: '2026-11-22T04:44:00.000Z' },
    ],
  }),
);
const passage = (page: number, paragraph: number, words: string): Redaction => {
  const text = statement.pages[page - 1]?.paragraphs.find(({ number }) => number === paragraph)?.text ?? '';
  const from = text.indexOf(words);
  return { of: 'passage', page, paragraph, from, to: from + words.length };
};
const drawn = async (redactions: readonly Redaction[]): Promise<Uint8Array> => {
  const made = await redactedStatementPdf(redactStatement(statement, redactions), {
    ...{ id: 'ST-26-01877', crimeId: '04/26/06103', identity: 'x', at: AT },
  });
  if (!made.ok) throw new Error(made.code);
  return made.pdf;
};
/** All that a reader of the file could find: its bytes, its streams unpacked, its text drawn and extracted, its metadata. */
const everythingIn = (pdf: Uint8Array): string =>
  [
    Buffer.from(pdf).toString('latin1'),
    run('qpdf', pdf, '--qdf', '--object-streams=disable', 'FILE', '-'),
    run('qpdf', pdf, '--json=2', '--json-stream-data=inline', '--decode-level=all', 'FILE'),
    textOf(pdf),
    Buffer.from(run('pdftotext', pdf, '-raw', 'FILE', '-'), 'latin1').toString('utf8'),
  ].join('\n');
/** The words as a PDF could hold them: as text, UTF-16 in hexadecimal, and the letters in any case. */
const formsOf = (words: string): readonly string[] => [
  words,
  words.toUpperCase(),
  Buffer.from(words, 'utf16le').swap16().toString('hex'),
  Buffer.from(words).toString('hex'),
  Buffer.from(words).toString('base64').replace(/=+$/, ''),
];
const expectGone = (pdf: Uint8Array, words: string): void => {
  const all = everythingIn(pdf).toLowerCase();
  for (const form of formsOf(words)) expect(all.includes(form.toLowerCase()), `${words} as ${form}`).toBe(false);
};

describe('the redacted copy of a statement', () => {
  it('has the words of a passage nowhere: in no byte, no stream and no extraction, and the rest of the text whole', async () => {
    const pdf = await drawn([passage(1, 1, 'Philippa Quillfeather'), passage(1, 2, 'Quillfeather'), passage(1, 2, '07700 900456')]);
    for (const words of ['Philippa', 'Quillfeather', '07700 900456', '900456', 'Zenobia']) expectGone(pdf, words);
    const text = textOf(pdf).replace(/\s+/g, ' ');
    expect(text).toContain('I live opposite. My nurse [redacted] was with me that night.');
    expect(text).toContain('[redacted] rang the police from my telephone, [redacted].');
    expect(text).toContain('xylophagia');
    expect(archivalFaults(pdf)).toEqual([]);
  });

  it('has nothing of a page that is taken out, nor of a box', async () => {
    const pdf = await drawn([
      { of: 'page', page: 2 },
      { of: 'field', field: 'witness' },
      { of: 'field', field: 'occupation' },
      { of: 'field', field: 'place' },
    ]);
    for (const words of ['xylophagia', 'Fairclough', 'Piotr', 'Retired joiner', 'York Close']) expectGone(pdf, words);
    expect(textOf(pdf)).toContain('Philippa Quillfeather');
  });

  it('has not a glyph of a letter that only redacted words had', async () => {
    const pdf = await drawn([{ of: 'page', page: 2 }]);
    const cmaps = run('qpdf', pdf, '--qdf', '--object-streams=disable', 'FILE', '-').match(/beginbf(?:char|range)[\s\S]*?endbf/g) ?? [];
    expect(cmaps.length).toBeGreaterThan(0);
    // U+03BE, which stands on that page alone: no map from glyph to letter has it.
    expect(cmaps.join('\n').toLowerCase()).not.toContain('<03be>');
  });

  it('is told apart from one where the words still stand elsewhere', () => {
    expect(stillThere(statement, [passage(1, 1, 'Quillfeather')])).toEqual(['Quillfeather']);
    expect(stillThere(statement, [passage(1, 1, 'Quillfeather'), passage(1, 2, 'Quillfeather')])).toEqual([]);
  });

  it('takes passages that overlap as one, and leaves no trace of how long they were', () => {
    const copy = redactStatement(statement, [passage(1, 1, 'nurse Philippa'), passage(1, 1, 'Philippa Quillfeather')]);
    expect(copy.pages[0]?.paragraphs[0]?.text).toBe('I live opposite. My [redacted] was with me that night.');
  });
});

const entry = (act: 'taken' | 'stored', holder: string, place: string) => ({
  ...{ id: act, act, holder, place, by: 'PC 2418 Aisha Rahman', collarNumber: '2418' },
  ...{ at: '2026-11-22T04:10:00.000Z', writtenAt: '2026-11-22T04:10:00.000Z' },
});
const known = (marks: CaseKnown['caseFile']['marks'] = []): CaseKnown => ({
  exhibits: [
    {
      ...{ id: 'EX-26-00412', reference: 'PF/2', text: 'Telephone of Piotr Fairclough', producer: { name: 'Piotr Fairclough' } },
      continuity: [entry('taken', 'PC 2418 Aisha Rahman', '22 York Close'), entry('stored', 'Property store', 'Leyland, bay 4')],
    },
  ],
  crime: {
    ...{ id: '04/26/06103', title: 'Burglary at 22 York Close', type: 'Burglary', marking: 'OFFICIAL-SENSITIVE' },
    ...{ place: { text: '22 York Close', area: 'South Ribble' }, committedFrom: '2026-11-22T03:35:00.000Z', officerInCase: '2418' },
    people: [{ name: 'Lewis Tattersall', roles: ['victim'] }],
    ...{ attachments: [], incidentId: 'LC-20261122-0381' },
  },
  caseFile: { id: 'CF-26-00031', version: 3, summary: 'A man forced the rear door.', marks: [...marks], handOvers: 0 },
  statements: [
    {
      ...{ id: 'ST-26-01877', timeStampedAt: '2026-11-22T05:00:00.000Z', statement },
      document: { hash: 'c'.repeat(64), bytes: 10, type: 'application/pdf', name: 'x.pdf' },
    },
  ],
});
const formText = async (form: string, marks: CaseKnown['caseFile']['marks'] = []): Promise<string> => {
  const found = caseForms(known(marks), AT).find((one) => one.form === form) as CaseForm;
  const made = await caseFormPdf(found);
  if (!made.ok) throw new Error(made.code);
  return textOf(made.pdf).replace(/\s+/g, ' ');
};

describe('the forms of a case file', () => {
  it('break no rule of PDF/A-2b that we can check', async () => {
    const [form] = caseForms(known(), AT);
    const made = await caseFormPdf(form as CaseForm);
    expect(made.ok && archivalFaults(made.pdf)).toEqual([]);
  });

  it('are filled from what is known', async () => {
    expect(await formText('MG5')).toContain('A man forced the rear door.');
    expect(await formText('MG9')).toContain('Piotr Fairclough. Over 18. Retired joiner. Statement ST-26-01877');
    expect(await formText('MG12')).toMatch(/PF\/1 Recording of a doorbell camera\. Produced by Piotr Fairclough/);
    expect(await formText('MG12')).toContain(
      'Telephone of Piotr Fairclough. Produced by Piotr Fairclough. No file. EX-26-00412, with Property store, Leyland, bay 4',
    );
    expect(await formText('MG6C')).toContain('Incident log LC-20261122-0381');
  });

  it('name what is sensitive on the schedule that the defence does not get, and on no other', async () => {
    const marks = [
      { kind: 'log' as const, id: 'LC-20261122-0381', disclosure: 'sensitive' as const, reason: 'Names an informant', redactions: [] },
    ];
    expect(await formText('MG6D', marks)).toContain('Incident log LC-20261122-0381. Names an informant');
    for (const form of ['MG5', 'MG6C', 'MG9', 'MG12']) expect(await formText(form, marks)).not.toContain('0381');
  });

  it('do not say a name that is redacted, and list the signed original as sensitive', async () => {
    const redactions: Redaction[] = [{ of: 'field', field: 'witness' }];
    const marks = [{ kind: 'statement' as const, id: 'ST-26-01877', disclosure: 'evidence' as const, reason: '', redactions }];
    for (const form of ['MG5', 'MG6C', 'MG6D', 'MG9', 'MG12']) expect(await formText(form, marks)).not.toContain('Fairclough');
    expect(await formText('MG6D', marks)).toContain('Signed original of Statement ST-26-01877');
  });

  it('say the name of a witness whose statement is sensitive on MG6D alone, whoever wrote it on a label', async () => {
    const marks = [{ kind: 'statement' as const, id: 'ST-26-01877', disclosure: 'sensitive' as const, reason: 'x', redactions: [] }];
    for (const form of ['MG5', 'MG6C', 'MG9', 'MG12']) expect(await formText(form, marks)).not.toContain('Fairclough');
    expect(await formText('MG12', marks)).toContain('Telephone of [redacted]. Produced by [redacted]');
  });

  it('are not made with a letter that they could not show', async () => {
    const [form] = caseForms({ ...known(), caseFile: { ...known().caseFile, summary: '\u{1F600}' } }, AT);
    expect(await caseFormPdf(form as CaseForm)).toMatchObject({ ok: false, code: 'CannotDraw' });
  });
});
