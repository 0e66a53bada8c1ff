import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tableOf, tryAll, verdictOf } from './matrix.ts';
import { probeLines, probeModule } from './probe.ts';

/**
 * npm run -s card -- matrix [--json FILE]: every PKCS#11 module that is installed here, with each kind of warrant card, through a shift: a
 * table, and the same as JSON. Ends with 1 where a card that was let in does not do what it must.
 *
 * npm run -s card -- probe MODULE [--json FILE]: what a module and the cards that are in can do, and whether that will do for a warrant card.
 * No PIN is given. What the module is told by its environment is the caller's. Ends with 1 where no card will do.
 */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const [task, file] = positionals;
const keep = (result: unknown): void => {
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
};

const matrix = async (): Promise<boolean> => {
  const tried = await tryAll((row) => console.error(`${row.module}, ${row.kind}: ${verdictOf(row)}`));
  console.log(tableOf(tried));
  for (const { module, debian, lack } of tried.missing) console.log(`not tried: ${module} (${debian}), for want of ${lack}`);
  keep(tried);
  return tried.rows.every(({ verdict }) => verdict !== 'dead');
};

const probe = async (module: string): Promise<boolean> => {
  const probed = await probeModule(module);
  for (const line of probeLines(probed)) console.log(line);
  keep(probed);
  return probed.cards.some(({ willDo }) => willDo);
};

if (task !== 'matrix' && (task !== 'probe' || file === undefined)) {
  console.error('usage: npm run -s card -- matrix | probe MODULE [--json FILE]');
  process.exit(2);
}
process.exit((task === 'probe' && file !== undefined ? await probe(file) : await matrix()) ? 0 : 1);
