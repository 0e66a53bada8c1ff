import { cutShort, LONG_TEXT_LENGTH } from '../../../contracts/domain/text.ts';
import type { OutboxCommand } from '../../../contracts/ipc/link.ts';
import { api } from '../../api.ts';
import { strings } from '../../strings/index.ts';
import type { Answered, DifferingField } from './Versions.tsx';

const w = strings.versions;

/**
 * Gives a decision up for HQ's. `note`: adds what was left out to the history of the record, which then tells of both; undefined where nothing
 * can be added to it any more, and then what was written becomes a draft.
 */
export const giveUp = async (command: OutboxCommand, note: (() => Answered) | undefined): Answered => {
  const noted = await note?.();
  if (noted?.ok === false) return noted;
  return api.link.discard({ id: command.id, withDependents: command.dependents > 0, keepText: note === undefined });
};

/** What of mine was left out, in one note's words. `what`: what the outbox calls it. */
export const leftOutWords = (what: string, fields: readonly DifferingField[]): string =>
  cutShort(
    w.leftOut(
      what,
      fields.map(({ label, mine }) => w.field(label, mine.replaceAll('\n', ', '))),
    ),
    LONG_TEXT_LENGTH,
  );
