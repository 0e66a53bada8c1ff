import type { z } from 'zod';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import { recordLink } from '../../../contracts/domain/record-link.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { createItem } from '../create.ts';
import { findVisible } from '../find.ts';

/** records link.create: whoever gives it sees both ends (contracts/systems/records.ts). */
export const createLink: CommandHandler<z.infer<Commands['records']['link.create']>> = (call) => {
  const { at: by, ...link } = call.payload;
  const { officer } = call.shift;
  return createItem(
    call,
    { system: 'records', kind: 'link', prefix: 'L-', digits: 5, most: 999_999_999 },
    { ...link, area: officer.area, createdAt: decidedAt(by, call), createdBy: operatorOf(officer) },
  );
};

/** records link.withdraw: the link stays, with who withdrew it and why. */
export const withdrawLink: CommandHandler<z.infer<Commands['records']['link.withdraw']>> = async (call) => {
  const { transaction, shift, itemId, payload } = call;
  const found = await findVisible(transaction, { system: 'records', kind: 'link', id: itemId }, recordLink, shift.officer);
  if (found === undefined) return refused('NotFound');
  if (found.body.withdrawn !== undefined) return refused('WithdrawnBefore');
  const withdrawn = { at: call.at.toISOString(), by: operatorOf(shift.officer), reason: payload.reason };
  const [version = 0] = await call.publish([{ kind: 'link', id: itemId, body: { ...found.body, withdrawn } }]);
  return { kind: 'done', itemId, version };
};
