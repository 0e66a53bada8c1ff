import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { DraftRow } from '../../../contracts/ipc/drafts.ts';
import type { OutboxCommand, OutboxItem } from '../../../contracts/ipc/link.ts';
import { crimeFormKinds, type Place } from '../../workspace/location.ts';

/** The key of the draft that a command is changed in: it outlives the command, and is then a draft like any other. */
export const mendKeyOf = (outboxId: string): string => `outbox.mend:${outboxId}`;

/** Where a piece of work belongs. */
export const placeOf = ({
  system,
  command,
  itemId,
}: {
  readonly system: OutboxItem['system'];
  readonly command: string;
  readonly itemId?: string | undefined;
}): Place => {
  switch (system) {
    case 'storm':
      return itemId !== undefined && /^[A-Z]{2}-/.test(itemId) ? { pane: 'storm', id: itemId } : { pane: 'storm' };
    case 'crime':
      return { pane: 'crime', scope: command.startsWith('task.') ? 'tasks' : 'mine', id: itemId };
    case 'mail':
      return { pane: 'mail', id: itemId };
    case 'people':
      return { pane: 'people' };
  }
};

/** Forms in which a command that HQ did not take is changed, by command; an update of a log is changed in the outbox itself. */
export const mendPlaces: Readonly<Record<string, (command: OutboxCommand) => Place>> = Object.fromEntries(
  crimeFormKinds.map((kind) => [
    kind,
    ({ id }: OutboxCommand): Place => ({ pane: 'crime', form: { kind, draft: mendKeyOf(id), mend: id } }),
  ]),
);

/** Forms that take up a draft, by its kind; of any other its item is opened. */
const draftPlaces: Readonly<Record<string, (draft: DraftRow) => Place>> = {
  ...Object.fromEntries(
    crimeFormKinds.map((kind) => [
      kind,
      (draft: DraftRow): Place => ({ pane: 'crime', form: { kind, draft: draft.key, about: subjectOf(draft) } }),
    ]),
  ),
  'incident.addLine': ({ key, itemId }) => ({ pane: 'storm', id: itemId, write: true, draft: key }),
};
export const placeOfDraft = (draft: DraftRow): Place => draftPlaces[draft.kind]?.(draft) ?? placeOf({ ...draft, command: draft.kind });

/** What a new item is about. A command that was discarded with its words kept names by `itemId` the item that it would have made. */
const subjectOf = ({ key, kind, itemId }: DraftRow): string | undefined =>
  itemId === undefined || key === draftKeyOf(kind, itemId) || (kind === 'crime.create' && isProvisional(itemId)) ? undefined : itemId;
