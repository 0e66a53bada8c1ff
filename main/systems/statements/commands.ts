import type { CommandDefinitions } from '../define.ts';

/** What officers may do with statements: take them. */
export const statementCommands: CommandDefinitions<'statements'> = {
  'statement.create': {
    refuses: (_, { payload: { statement }, officer }) =>
      statement.officer.collarNumber === officer.collarNumber ? undefined : 'NotAllowed',
    summary: (_, { payload: { statement } }) => `Statement of ${statement.witness.forenames} ${statement.witness.surname}`,
    provisional: ({ back: _, at, ...record }, { id }) => ({ ...record, id, version: 0, receivedAt: at }),
  },
};
