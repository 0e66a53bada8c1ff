import { runExplain } from './explain-command.ts';

/** `npm run -s pki -- explain …`: the certificate tools for ICT. Exits 0 for yes, 1 for no, 2 for wrong arguments. */
const [command, ...rest] = process.argv.slice(2);
const outcome = command === 'explain' ? runExplain(rest) : undefined;
if (outcome?.line) process.stdout.write(`${outcome.line}\n`);
if (!outcome)
  process.stderr.write(
    'usage: pki explain CERT --anchor FILE [--intermediates DIR] [--crls DIR] --at ISO-DATE [--allow-weak] [--purposes]\n',
  );
process.exitCode = outcome ? (outcome.valid ? 0 : 1) : 2;
