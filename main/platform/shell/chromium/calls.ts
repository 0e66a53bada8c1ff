import { ownBytes } from '../../memory/own-bytes.ts';
import type { Sender } from '../port.ts';
import type { Connection } from './cdp/connection.ts';
import { type Codec, createCodec } from './codec.ts';
import { PRELOAD_WORLD } from './page-scripts.ts';

export type CallListener = (from: Sender, payload: unknown) => Promise<unknown>;

/** Longer than any payload that the router lets in; what is above is not even decoded. */
const MAX_CALL_CHARACTERS = 4 * 1024 * 1024;

const codec: Codec = createCodec({
  encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  decode: ownBytes, // A PIN comes this way.
});

/** One window's end of the IPC. */
export interface CallEnd {
  /** Dropped while no page of ours is loaded. */
  send(channel: string, payload: unknown): void;
  /** The page has gone: what is still being answered has no one to go to. */
  forget(): void;
}

/** Routes the calls of every window to the listeners, and only those that the preload's world of a top frame made. */
export const createCalls = (connection: Connection, origin: string, listeners: ReadonlyMap<string, CallListener>) => {
  const ends = new Map<string, { readonly sender: Sender; readonly frameId: string; context?: number | undefined }>();

  connection.on('Runtime.executionContextCreated', ({ context }, session) => {
    const end = ends.get(session);
    const isPreload = context.name === PRELOAD_WORLD && context.auxData?.type === 'isolated';
    if (end && isPreload && context.origin === origin && context.auxData?.frameId === end.frameId) end.context = context.id;
  });
  connection.on('Runtime.executionContextDestroyed', ({ executionContextId }, session) => {
    const end = ends.get(session);
    if (end?.context === executionContextId) end.context = undefined;
  });
  connection.on('Runtime.executionContextsCleared', (_params, session) => {
    const end = ends.get(session);
    if (end) end.context = undefined;
  });
  connection.on('Runtime.bindingCalled', ({ payload, executionContextId }, session) => {
    const end = ends.get(session);
    if (!end || end.context !== executionContextId || payload.length > MAX_CALL_CHARACTERS) return;
    const call = decodeCall(payload);
    if (!call) return;
    const reply = (message: readonly unknown[]): void => {
      // Not to a page that has come in its place since.
      if (end.context === executionContextId) push(session, executionContextId, message);
    };
    const listener = listeners.get(call.channel);
    // As Electron refuses: a rejection in the page.
    const result = listener ? listener(end.sender, call.payload) : Promise.reject(new Error('no such channel'));
    result.then((value) => reply(['answer', call.id, value])).catch(() => reply(['refusal', call.id, 'refused']));
  });

  const push = (session: string, executionContextId: number, message: readonly unknown[]): void => {
    connection.tell(
      'Runtime.callFunctionOn',
      { functionDeclaration: 'text=>officeFromMain(text)', arguments: [{ value: codec.encode(message) }], executionContextId },
      session,
    );
  };

  return (session: string, sender: Sender, frameId: string): CallEnd => {
    ends.set(session, { sender, frameId });
    return {
      send(channel, payload) {
        const context = ends.get(session)?.context;
        if (context !== undefined) push(session, context, ['event', channel, payload]);
      },
      forget: () => void ends.delete(session),
    };
  };
};

const decodeCall = (text: string): { readonly id: number; readonly channel: string; readonly payload: unknown } | undefined => {
  try {
    const call = codec.decode(text);
    if (!Array.isArray(call)) return undefined;
    const [id, channel, payload] = call as readonly unknown[];
    return typeof id === 'number' && typeof channel === 'string' ? { id, channel, payload } : undefined;
  } catch {
    return undefined;
  }
};
