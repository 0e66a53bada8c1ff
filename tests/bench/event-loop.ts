import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

/** How long main's event loop stood still, as main's own Node measures it (perf_hooks), asked over Node's debugger. */
export interface EventLoop {
  /** The longest delay since the last time this was asked, in milliseconds, beyond the RESOLUTION_MS between two looks. */
  longest(): Promise<number>;
  close(): void;
}

/** Where Node opens its debugger when SIGUSR1 tells it to. */
const DEBUGGER = 'http://127.0.0.1:9229/json/list';
const PATIENCE_MS = 10_000;
const RESOLUTION_MS = 5;

const pages = z.array(z.object({ webSocketDebuggerUrl: z.string() })).min(1);
const answer = z.object({ result: z.object({ result: z.object({ value: z.number() }) }) });

/** Opens the debugger of the process, which must be Node's own and the only one on this machine. */
export const watchEventLoop = async (pid: number): Promise<EventLoop> => {
  process.kill(pid, 'SIGUSR1');
  const socket = new WebSocket(await debuggerOf());
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => undefined); // Whoever is asking then hears of it.
  socket.addEventListener('close', () => gone.reject(new Error('the program is gone')), { once: true });
  const evaluate = async (expression: string): Promise<number> => {
    const answered = new Promise<number>((resolve) => {
      socket.addEventListener('message', ({ data }) => resolve(answer.parse(JSON.parse(String(data))).result.result.value), { once: true });
      socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, returnByValue: true } }));
    });
    return Promise.race([answered, gone.promise]);
  };
  if ((await evaluate('process.pid')) !== pid) throw new Error('another program has the debugger');
  await evaluate(
    `globalThis.delays = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: ${RESOLUTION_MS} }); delays.enable(); 0`,
  );
  return {
    async longest() {
      const nanoseconds = await evaluate('(() => { const { max } = delays; delays.reset(); return max; })()');
      return Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
    },
    close: () => socket.close(),
  };
};

const debuggerOf = async (): Promise<string> => {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      const [page] = pages.parse(await (await fetch(DEBUGGER)).json());
      if (page !== undefined) return page.webSocketDebuggerUrl;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await delay(50);
  }
};
