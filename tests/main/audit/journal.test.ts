import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JournalEntry, journalAction } from '../../../contracts/domain/journal.ts';
import { EMPTY_CHAIN, GENESIS, hashOf, verifyJournal } from '../../../pki/journal.ts';
import { localStore, temporaryFolder, temporaryStore } from '../support/store.ts';

const AT = '2021-05-18T14:42:00.000Z';

const chainOf = (length: number): JournalEntry[] => {
  const entries: JournalEntry[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const fields = { seq, at: AT, action: 'view', subject: `S${seq}`, detail: '', previous: entries.at(-1)?.hash ?? GENESIS } as const;
    entries.push({ ...fields, hash: hashOf(fields) });
  }
  return entries;
};

describe('the chain', () => {
  it('is whole as it was written, from the beginning or from any entry on', () => {
    const entries = chainOf(20);
    const head = { seq: 20, hash: entries[19]?.hash };
    expect(verifyJournal(entries)).toEqual({ ok: true, head });
    const tenth = entries[9];
    expect(tenth && verifyJournal(entries.slice(10), tenth)).toEqual({ ok: true, head });
    expect(verifyJournal([])).toEqual({ ok: true, head: EMPTY_CHAIN });
  });

  it('names the first entry that was changed, in whatever field', () => {
    const entries = chainOf(8);
    const field = fc.constantFrom('at', 'action', 'subject', 'detail', 'previous', 'hash', 'seq');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 }), field, (index, name) => {
        const changed: Record<string, unknown>[] = entries.map((entry) => ({ ...entry }));
        const other = {
          at: '2021-05-18T14:43:00.000Z',
          action: 'edit',
          subject: 'other',
          detail: 'x',
          previous: 'f'.repeat(64),
          hash: 'f'.repeat(64),
          seq: 99,
        };
        Object.assign(changed[index] ?? {}, { [name]: other[name as keyof typeof other] });
        expect(verifyJournal(changed)).toMatchObject({ ok: false, seq: index + 1 });
      }),
    );
  });

  it('names where entries were taken out, put in, swapped or are no entries', () => {
    const entries = chainOf(5);
    const [first, second, third] = entries;
    expect(verifyJournal(entries.toSpliced(2, 1))).toEqual({ ok: false, code: 'Sequence', seq: 3 });
    expect(verifyJournal([first, second, second, third])).toEqual({ ok: false, code: 'Sequence', seq: 3 });
    expect(verifyJournal([second, first])).toEqual({ ok: false, code: 'Sequence', seq: 1 });
    expect(verifyJournal([first, { nonsense: true }])).toEqual({ ok: false, code: 'Malformed', seq: 2 });
  });

  it('does not hold when an entry is changed together with its own hash', () => {
    const entries = chainOf(5);
    const forged = entries.map((entry) =>
      entry.seq === 3 ? { ...entry, subject: 'other', hash: hashOf({ ...entry, subject: 'other' }) } : entry,
    );
    expect(verifyJournal(forged)).toEqual({ ok: false, code: 'Link', seq: 4 });
  });
});

describe('the journal in the store', () => {
  it('goes on as one chain after closing and opening, whatever is recorded', async () => {
    const folder = temporaryFolder();
    const notes = fc.sample(
      fc.record({
        action: fc.constantFrom(...journalAction.options),
        subject: fc.string({ maxLength: 100 }),
        detail: fc.string({ unit: 'grapheme', maxLength: 20 }),
      }),
      30,
    );
    for (const part of [notes.slice(0, 15), notes.slice(15)]) {
      const store = localStore(folder);
      for (const note of part) await store.write('journal.append', { ...note, at: AT });
      await store.close();
    }
    const store = await temporaryStore(folder);
    const entries = await store.read('journal.after', { after: 0, limit: 100 });
    expect(entries).toHaveLength(30);
    expect(verifyJournal(entries)).toEqual({ ok: true, head: await store.read('journal.head', null) });
    expect((await store.read('journal.after', { after: 10, limit: 5 })).map(({ seq }) => seq)).toEqual([11, 12, 13, 14, 15]);
  });
});
