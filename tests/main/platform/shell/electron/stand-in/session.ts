import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { after } from './phase.ts';

type Given = (...values: never[]) => unknown;
type Serve = (request: Request) => Promise<Response>;

const SETTERS = [
  'setPermissionRequestHandler',
  'setPermissionCheckHandler',
  'setDevicePermissionHandler',
  'setUSBProtectedClassesHandler',
  'setCertificateVerifyProc',
  'setSpellCheckerLanguages',
  'setSpellCheckerEnabled',
] as const;

export const sessions: Session[] = [];

export class Session extends EventEmitter {
  readonly given: Record<string, Given> = {};
  cleared = 0;
  /** electron_api_session.cc ClearDataTask: rejects with what could not be removed; nothing bounds how long it takes. */
  clearing: 'works' | 'rejects' | 'hangs' = 'works';
  readonly webRequest = {
    onBeforeRequest: (listener: Given) => {
      this.given.onBeforeRequest = listener;
    },
  };
  readonly protocol = {
    handle: (scheme: string, listener: Serve) => {
      after(`protocol.handle ${scheme}`);
      this.serving = listener;
    },
  };
  serving: Serve | undefined;
  constructor() {
    super();
    for (const name of SETTERS) {
      Object.assign(this, {
        [name]: (value: Given) => {
          this.given[name] = value;
        },
      });
    }
  }
  async setProxy(value: object): Promise<void> {
    this.given.proxy = () => value;
  }
  async clearData(): Promise<void> {
    this.cleared += 1;
    if (this.clearing === 'rejects') throw new Error('Failed to clear data: 0x20');
    if (this.clearing === 'hangs') await new Promise(() => undefined);
  }
  /** lib/browser/api/protocol.ts: whatever the handler throws becomes a failed load, printed whole. */
  async serve(url: string): Promise<Response> {
    if (this.serving === undefined) throw new Error(`ERR_UNKNOWN_URL_SCHEME (-302) loading '${url}'`);
    return this.serving(new Request(url));
  }
}

export const session = {
  fromPartition: (name: string) => {
    after(`fromPartition ${name}`);
    const made = new Session();
    sessions.push(made);
    app.emit('session-created', made);
    return made;
  },
};
