import type { Duty } from '../../../contracts/domain/duty.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Transaction } from '../../database/database.ts';
import { publish } from '../publish.ts';
import { coversOf } from './covers.ts';
import { dutiesOf, rosteredAs } from './held.ts';

/** A day as the roster desk makes it. */
export type ChangedDuty = Pick<Duty, 'day' | 'kind' | 'label' | 'start' | 'end' | 'restDayCancelled'>;

/**
 * The roster desk changes a published day of an officer: what it was before stays with it until the officer has seen it, and the team's cover
 * changes. Tells whether there was such a day. beginWriting of people has been called.
 */
export const changeDuty = async (transaction: Transaction, officer: Officer, { day, ...to }: ChangedDuty, at: Date): Promise<boolean> => {
  const held = (await dutiesOf(transaction, officer.staffId, day, day)).get(day);
  if (held === undefined) return false;
  const { id, version, publishedAt } = held;
  const body: Duty = { id, version, day, publishedAt, ...to, changed: { at: at.toISOString(), was: rosteredAs(held) } };
  await publish(transaction, 'people', [
    { kind: 'duty', id, owner: officer.staffId, body },
    ...(await coversOf(transaction, officer.team, [{ officer: officer.collarNumber, duty: body }])),
  ]);
  return true;
};
