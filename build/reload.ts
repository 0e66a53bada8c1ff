/** A shell that does not answer a reload in this time is one that has gone. */
const RELOAD_MS = 5000;

interface Message {
  readonly id?: number;
  readonly result?: { readonly sessionId?: string; readonly targetInfos?: readonly { readonly targetId: string; readonly type: string }[] };
}

/** Reloads every page of a running shell over its debugging address. Rejects when it cannot be reached. */
export const reloadPages = async (address: string): Promise<void> => {
  const socket = new WebSocket(address);
  const late = setTimeout(() => socket.close(), RELOAD_MS);
  const waiting = new Map<number, (result: Message['result']) => void>();
  let last = 0;
  const send = (method: string, params: object = {}, sessionId?: string): Promise<Message['result']> => {
    last += 1;
    const id = last;
    socket.send(JSON.stringify({ id, method, params, sessionId }));
    return new Promise((resolve) => waiting.set(id, resolve));
  };
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as Message;
    if (id !== undefined) waiting.get(id)?.(result);
  });
  const closed = new Promise<never>((_resolve, reject) =>
    socket.addEventListener('close', () => reject(new Error('the shell does not answer'))),
  );
  const work = async (): Promise<void> => {
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
    const targets = (await send('Target.getTargets'))?.targetInfos ?? [];
    for (const { targetId } of targets.filter(({ type }) => type === 'page')) {
      const attached = await send('Target.attachToTarget', { targetId, flatten: true });
      await send('Page.reload', {}, attached?.sessionId);
    }
  };
  try {
    await Promise.race([work(), closed]);
  } finally {
    clearTimeout(late);
    closed.catch(() => undefined);
    socket.close();
  }
};
