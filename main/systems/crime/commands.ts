import type { Task } from '../../../contracts/domain/crime.ts';
import { formalName } from '../../../contracts/domain/officer.ts';
import { readItem } from '../../store/items.ts';
import { pendingOf } from '../../sync/outbox.ts';
import type { CommandDefinitions } from '../define.ts';
import { isEffective, pendingAs } from '../pending.ts';

/** What officers may ask of the crime system. */
export const crimeCommands: CommandDefinitions<'crime'> = {
  'crime.create': {
    summary: (_, { payload }) => `New report: ${payload.title}`,
    provisional: ({ at, people = [], property = [], ...payload }, { id, author }) => ({
      ...payload,
      ...{ id, people, property, version: 0, reportedAt: at, vehicles: [], flags: [], officerInCase: author.collarNumber, status: 'open' },
    }),
  },
  'task.create': {
    refuses: (_, { officer }) => (officer.roles.includes('supervisor') ? undefined : 'NotAllowed'),
    summary: (_, { payload }) => `New task for ${payload.owner}: ${payload.title}`,
    provisional: ({ at, ...payload }, { id, author }) => ({
      ...payload,
      ...{
        id,
        version: 0,
        setBy: formalName(author),
        setByCollar: author.collarNumber,
        setAt: at,
        state: 'new',
      },
    }),
  },
  'task.accept': {
    refuses(db, { itemId, officer }) {
      const task = readItem<Task>(db, { system: 'crime', kind: 'task', id: itemId })?.body;
      return task?.owner === officer.collarNumber && task.state === 'new' ? undefined : 'NotAllowed';
    },
    isSo: (db, { itemId }) =>
      pendingAs(pendingOf(db, 'crime'), 'crime', 'task.accept').some((accept) => accept.itemId === itemId && isEffective(accept)),
    summary: (db, { itemId }) => `Accept task: ${readItem<Task>(db, { system: 'crime', kind: 'task', id: itemId })?.body.title ?? itemId}`,
    apply: (task) => ({ ...task, state: 'accepted' }),
  },
};
