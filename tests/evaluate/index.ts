import { parseArgs } from 'node:util';
import { evaluateOffences } from './offences.ts';
import { evaluatePeople } from './people.ts';

/** One subject: reads the examples of a file, says each miss, answers the line of figures that ends the output. */
export type Evaluation = (file: string, say: (miss: string) => void) => Promise<string>;

const SUBJECTS: Readonly<Record<string, Evaluation>> = { offences: evaluateOffences, people: evaluatePeople };

/** npm run -s evaluate -- SUBJECT FILE.csv [--misses]: how well the product answers examples whose answers are known. */
const { values, positionals } = parseArgs({ options: { misses: { type: 'boolean', default: false } }, allowPositionals: true });
const [subject = '', file] = positionals;
const evaluation = Object.hasOwn(SUBJECTS, subject) ? SUBJECTS[subject] : undefined;
if (evaluation === undefined || file === undefined || positionals.length > 2) {
  console.error(`usage: npm run -s evaluate -- ${Object.keys(SUBJECTS).join('|')} FILE.csv [--misses]`);
  process.exit(64);
}
console.log(await evaluation(file, values.misses ? console.log : () => undefined));
