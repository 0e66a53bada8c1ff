import type { bundlesBeside } from './bundles.ts';
import type { Secrets, Shell } from './port.ts';

/** What the program can be started for. A shell is made first, then one of these runs on it; each brings its code in when called. */
export interface Commands {
  /** The product: opens the window and runs until the program quits. The shell is ready. */
  start(
    shell: Shell,
    options: { readonly configFile: string; readonly version: string; readonly entries: Bundles; readonly acceptance: boolean },
  ): Promise<void>;
  /** `--self-test`: a report of one line. Never rejects. */
  selfTest(options: {
    readonly shell: Shell['kind'];
    readonly sealing: Secrets['sealing'];
    readonly entries: Bundles;
  }): Promise<{ readonly ok: boolean }>;
  /** `--enrol CODE --device NAME`: gives the exit code. */
  enrol(options: {
    readonly configFile: string;
    readonly dataFolder: string;
    readonly secrets: Secrets;
    readonly order: { readonly code: string; readonly device: string };
    readonly say: (line: string) => void;
  }): Promise<0 | 1>;
}
type Bundles = ReturnType<typeof bundlesBeside>;
