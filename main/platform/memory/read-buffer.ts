import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Several times the 64 KiB that Node reads at once, so that one read at least is a full one. */
const ZEROS = new Uint8Array(512 * 1024);

/**
 * Overwrites the buffer that Node reads every stream into, with zeros that it reads from itself. Node keeps one and copies out of it: the
 * end of the longest message since stays there, be it a PIN from the page or a key share from the card. Best effort; never rejects.
 */
export const overwriteReadBuffer = async (): Promise<void> => {
  try {
    // On Windows a pipe has a name of its own, elsewhere it is a file: in a folder that only this account can enter.
    const folder = await mkdtemp(join(tmpdir(), 'mobile-office-'));
    try {
      await readZeros(process.platform === 'win32' ? join('\\\\.\\pipe', folder) : join(folder, 'zeros'));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } catch {
    // No place for a pipe: the next one that comes through overwrites it.
  }
};

const readZeros = async (path: string): Promise<void> => {
  const server = createServer((writer) => {
    server.close(); // The first to come is this program, and nobody else is let in.
    writer.on('error', () => undefined).end(ZEROS);
  });
  try {
    await once(server.listen(path), 'listening');
    await once(connect(path).resume(), 'close');
  } finally {
    server.close();
  }
};
