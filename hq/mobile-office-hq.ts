import { runTool } from './command-line/tool.ts';
import { commands } from './commands/index.ts';

/** `mobile-office-hq COMMAND …` (`npm run hq -- COMMAND …`): everything that an operator asks of HQ. */
process.exitCode = await runTool(commands, process.argv.slice(2), {
  out: (text) => void process.stdout.write(`${text}\n`),
  error: (text) => void process.stderr.write(`${text}\n`),
});
