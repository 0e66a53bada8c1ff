import { runChromium } from '../platform/shell/chromium/run.ts';
import { commands } from './commands.ts';

/** The client on Debian's Chromium: dist/main/chromium.cjs. */
runChromium(commands);
