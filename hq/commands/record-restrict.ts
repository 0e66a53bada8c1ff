import { systemOfKind } from '../../contracts/systems/index.ts';
import { defineCommand } from '../command-line/command.ts';
import { configOf } from '../command-line/file.ts';
import { ConfigError } from '../config.ts';
import { writingDatabase } from '../database/open.ts';
import { restrict } from '../search/restrict.ts';

/** Laptops of all others delete the record, and a search tells them that it exists and whom to ask. */
export const recordRestrict = defineCommand({
  name: 'record restrict',
  summary: 'restricts a record to named officers',
  positionals: { config: 'CONFIG.json', kind: 'KIND', id: 'ID' },
  required: { contact: '"DI Carr, Major Crime"', officers: 'LC001140,LC002418' },
  run: async ({ config, kind, id, contact, officers }) => {
    const system = systemOfKind(kind);
    if (system === undefined) throw new ConfigError(`${kind}: no kind of record`);
    const staffIds = officers.split(',').filter((officer) => officer !== '');
    await writingDatabase(configOf(config).database, async ({ query }) => {
      if (!(await restrict(query, { system, kind, id, contact, staffIds }, 'ict'))) throw new ConfigError(`${id}: no such record`);
    });
  },
});
