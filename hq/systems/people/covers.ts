import { type Cover, cover } from '../../../contracts/domain/cover.ts';
import { coverOf } from '../../../contracts/domain/cover-left.ts';
import type { Duty } from '../../../contracts/domain/duty.ts';
import type { Transaction } from '../../database/database.ts';
import type { Publication } from '../command.ts';
import { findVisible } from '../find.ts';
import { coverId } from './cover-id.ts';

/** An officer, by collar number, and what their roster says of a day from now on. */
export interface MembersDuty {
  readonly officer: string;
  readonly duty: Duty;
}

/** What a team's cover says once these duties of its members are so; of those days that the team's cover is known of. */
export const coversOf = async (
  transaction: Transaction,
  team: string,
  changed: readonly MembersDuty[],
): Promise<readonly Publication[]> => {
  const covers = new Map<string, Cover>();
  for (const { officer, duty } of changed) {
    const id = coverId(duty.day, team);
    const held = covers.get(id) ?? (await findVisible(transaction, { system: 'people', kind: 'cover', id }, cover, undefined))?.body;
    if (held === undefined) continue;
    const members = held.members.map((member) => (member.officer === officer ? { officer, name: member.name, ...coverOf(duty) } : member));
    covers.set(id, { ...held, members });
  }
  return [...covers].map(([id, body]) => ({ kind: 'cover', id, body }));
};
