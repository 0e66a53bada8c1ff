import { STREAM_PIECE_BYTES } from '../../contracts/ipc/streams.ts';

/** A duplex of bytes with main (platform/ipc/page-streams.ts): what is read is asked for as it is read, what is written waits its turn. */
export interface PageStream {
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream<Uint8Array<ArrayBuffer>>;
  close(): void;
}

/** Opens what main has under this name; undefined when it has nothing, or work is closed. */
export const openStream = async (name: string): Promise<PageStream | undefined> => {
  const opened = await fetch(`/streams/?open=${encodeURIComponent(name)}`, { method: 'POST' });
  if (opened.status !== 201) return undefined;
  const path = `/streams/${(await opened.json()).id}`;
  let given = 0;
  let sent = 0;
  const send = async (bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    const answer = await fetch(`${path}/${sent}`, { method: 'PUT', body: bytes });
    if (answer.status !== 204) throw new Error('stream closed');
    sent += 1;
  };
  return {
    readable: new ReadableStream(
      {
        async pull(controller) {
          for (;;) {
            const answer = await fetch(`${path}/${given}`);
            if (answer.status === 204) continue; // Nothing yet.
            if (answer.status === 410) return controller.close();
            if (answer.status !== 200) throw new Error('stream closed');
            given += 1;
            return controller.enqueue(new Uint8Array(await answer.arrayBuffer()));
          }
        },
      },
      { highWaterMark: 0 },
    ),
    writable: new WritableStream({
      async write(bytes) {
        for (let at = 0; at < bytes.byteLength; at += STREAM_PIECE_BYTES) await send(bytes.slice(at, at + STREAM_PIECE_BYTES));
      },
      close: () => send(new Uint8Array()),
    }),
    close: () => void fetch(`${path}/0`, { method: 'DELETE' }).catch(() => undefined),
  };
};
