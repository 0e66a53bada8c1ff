import type { Readable, Writable } from 'node:stream';
import type { Commands, EventName, Events, Method } from './protocol.ts';
import { splitMessages } from './split.ts';

/** A command that the browser refused, or that it died over. The message names the method, never its parameters. */
export class CdpError extends Error {
  constructor(method: string, reason: string) {
    super(`${method}: ${reason}`);
    this.name = 'CdpError';
  }
}

/** What a listener of any event gets: the parameters and the session (a target of ours) it is about. */
type Listener = (params: never, sessionId: string) => void;
interface Waiting {
  readonly method: string;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** The DevTools protocol over the browser's pipe. The browser's own session has the id ''. */
export interface Connection {
  /** Rejects with CdpError when the browser refuses or has gone. */
  send<M extends Method>(method: M, params: Commands[M][0], sessionId?: string): Promise<Commands[M][1]>;
  /** Like send, for what may fail because its target has just gone: a failure is dropped. */
  tell<M extends Method>(method: M, params: Commands[M][0], sessionId?: string): void;
  on<E extends EventName>(event: E, listener: (params: Events[E], sessionId: string) => void): void;
  /** Rejects everything that waits; called when the browser has exited. */
  end(): void;
}

/** Speaks CDP on a pair of streams: NUL-ended JSON each way. */
export const connect = (output: Writable, input: Readable): Connection => {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Listener[]>();
  let last = 0;
  let ended = false;

  const receive = (text: string): void => {
    // The browser process is ours and its messages have the protocol's form; what pages put into them is checked where it is used.
    const message = JSON.parse(text) as {
      id?: number;
      error?: { message?: string };
      result?: never;
      method?: string;
      params?: never;
      sessionId?: string;
    };
    if (message.id === undefined) {
      for (const listener of listeners.get(message.method ?? '') ?? []) listener(message.params as never, message.sessionId ?? '');
      return;
    }
    const caller = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) caller?.reject(new CdpError(caller.method, message.error.message ?? 'refused'));
    else caller?.resolve(message.result as never);
  };
  splitMessages(input, receive);
  // A write to a browser that has just exited: `end` rejects the callers.
  output.on('error', () => undefined);

  const send: Connection['send'] = (method, params, sessionId) => {
    if (ended) return Promise.reject(new CdpError(method, 'browser gone'));
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      waiting.set(id, { method, resolve, reject });
      output.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    });
  };

  return {
    send,
    tell(method, params, sessionId) {
      send(method, params, sessionId).catch(() => undefined);
    },
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener as Listener]);
    },
    end() {
      ended = true;
      for (const { method, reject } of waiting.values()) reject(new CdpError(method, 'browser gone'));
      waiting.clear();
    },
  };
};
