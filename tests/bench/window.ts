import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

/**
 * The client's window, looked at through its debugging port. Plain DevTools protocol instead of a driver: whoever measures must not
 * keep one of two cores busy, and one session outlives the page's process, which every lock ends.
 */
export interface ClientWindow {
  /** Runs a function in the page and awaits it; it sees nothing but `argument`. Rejects when the page goes meanwhile. */
  evaluate<Argument, Value>(run: (argument: Argument) => Value | Promise<Value>, argument: Argument): Promise<Value>;
  /** Resolves as soon as the function is true in the page, whichever page it is by then. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>;
  until<Argument>(what: string, holds: (argument: Argument) => boolean | Promise<boolean>, argument: Argument): Promise<void>;
  /** Types into the element that has the focus. */
  type(text: string): Promise<void>;
  pressEnter(): Promise<void>;
  /** The processes that hold what is on screen. */
  renderers(): Promise<readonly number[]>;
  close(): void;
}

/** For waiting, never for judging. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 20;
const ANSWER_MS = 5000;

const targets = z.object({ targetInfos: z.array(z.object({ targetId: z.string(), type: z.string(), url: z.string() })) });
const attached = z.object({ sessionId: z.string() });
const processes = z.object({ processInfo: z.array(z.object({ type: z.string(), id: z.number() })) });
const evaluated = z.object({ result: z.object({ value: z.unknown().optional() }), exceptionDetails: z.unknown().optional() });

/** Connects to the one page at a DevTools address, which may be told before the page is there. */
export const openWindow = async (address: string): Promise<ClientWindow> => {
  const protocol = await connect(address);
  const find = async () => targets.parse(await protocol.send('Target.getTargets')).targetInfos.find(({ type }) => type === 'page');
  const deadline = performance.now() + PATIENCE_MS;
  let page = await find();
  while (page === undefined && performance.now() < deadline) {
    await delay(LOOK_MS);
    page = await find();
  }
  if (page === undefined) throw new Error('the window has no page');
  const { sessionId } = attached.parse(await protocol.send('Target.attachToTarget', { targetId: page.targetId, flatten: true }));
  const inPage = (method: string, parameters: object) => protocol.send(method, parameters, sessionId);

  const evaluate: ClientWindow['evaluate'] = async (run, argument) => {
    const expression = `(${run.toString()})(${JSON.stringify(argument ?? null)})`;
    const { result, exceptionDetails } = evaluated.parse(
      await inPage('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }),
    );
    if (exceptionDetails !== undefined) throw new Error(`in the page: ${JSON.stringify(exceptionDetails)}`);
    return result.value as never;
  };
  const pressKey = (type: 'keyDown' | 'keyUp', text: string): Promise<unknown> =>
    inPage('Input.dispatchKeyEvent', { type, key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text });
  return {
    evaluate,
    async until<Argument>(what: string, holds: (argument: Argument) => boolean | Promise<boolean>, argument?: Argument) {
      const deadline = performance.now() + PATIENCE_MS;
      // Between two pages there is none to ask, and a question to one that ends may get no answer.
      const look = () => Promise.race([evaluate(holds, argument as Argument), delay(ANSWER_MS, false, { ref: false })]).catch(() => false);
      while (!(await look())) {
        if (performance.now() > deadline) throw new Error(`waited in vain: ${what}`);
        await delay(LOOK_MS);
      }
    },
    async type(text) {
      await inPage('Input.insertText', { text });
    },
    async pressEnter() {
      await pressKey('keyDown', '\r');
      await pressKey('keyUp', '');
    },
    async renderers() {
      const { processInfo } = processes.parse(await protocol.send('SystemInfo.getProcessInfo'));
      return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
    },
    close: protocol.close,
  };
};

const answer = z.object({ id: z.number(), result: z.unknown().optional(), error: z.object({ message: z.string() }).optional() });

/** Requests and answers of the DevTools protocol; events are not listened to. */
const connect = async (address: string) => {
  const socket = new WebSocket(address);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  const fail = (why: string): void => {
    for (const call of waiting.values()) call.reject(new Error(why));
    waiting.clear();
  };
  socket.addEventListener('message', ({ data }) => {
    const message = answer.safeParse(JSON.parse(String(data)));
    if (!message.success) return;
    const { id, result, error } = message.data;
    if (error === undefined) waiting.get(id)?.resolve(result);
    else waiting.get(id)?.reject(new Error(error.message));
    waiting.delete(id);
  });
  socket.addEventListener('close', () => fail('the window is closed'));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('no window answers')), { once: true });
  });
  return {
    send(method: string, parameters: object = {}, sessionId?: string): Promise<unknown> {
      last += 1;
      const call = Promise.withResolvers<unknown>();
      waiting.set(last, call);
      socket.send(JSON.stringify({ id: last, method, params: parameters, ...(sessionId === undefined ? {} : { sessionId }) }));
      return call.promise;
    },
    close: () => socket.close(),
  };
};
