import { EventEmitter } from 'node:events';
import { clone } from './clone.ts';

/** shell/services/node/parent_port.cc: a message comes wrapped in an event, and waits until somebody listens. */
class ParentPort extends EventEmitter {
  override on(name: string, listener: (message: { readonly data: unknown }) => void): this {
    super.on(name, listener);
    if (name === 'message') process.on('message', (data) => listener({ data }));
    return this;
  }
  postMessage(message: unknown): void {
    process.send?.(clone(message));
  }
}

Object.assign(process, { parentPort: new ParentPort() });
