import { runElectron } from '../platform/shell/electron/run.ts';
import { commands } from './commands.ts';

/** The product: dist/main/electron.cjs. */
runElectron(commands);
