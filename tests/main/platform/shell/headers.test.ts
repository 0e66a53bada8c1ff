import { describe, expect, it } from 'vitest';
import { BASE_HEADERS, withBaseHeaders } from '../../../../main/platform/shell/headers.ts';
import { createQuit } from '../../../../main/platform/shell/quit.ts';

const ask = (response: () => Response) => withBaseHeaders(async () => response())(new Request('https://app.local/'));

describe('what every response of a shell carries', () => {
  it('is filled in and not overwritten', async () => {
    const { headers } = await ask(() => new Response('x', { headers: { 'content-type': 'text/html', 'cache-control': 'no-cache' } }));
    expect(headers.get('content-type')).toBe('text/html');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('permissions-policy')).toBe(BASE_HEADERS['permissions-policy']);
  });

  it('has a type also when the handler gave none', async () => {
    expect((await ask(() => new Response(new Uint8Array(1)))).headers.get('content-type')).toBe('application/octet-stream');
  });

  it.each([301, 302, 303, 307, 308])('is no redirect (%i)', async (status) => {
    const response = await ask(() => new Response(null, { status, headers: { location: 'https://evil.example/' } }));
    expect(response.status).toBe(500);
    expect(response.headers.has('location')).toBe(false);
  });

  it('is an empty 500 when the handler throws', async () => {
    const response = await ask(() => {
      throw new Error('a name');
    });
    expect([response.status, await response.text()]).toEqual([500, '']);
  });
});

describe('quitting', () => {
  it('waits for every listener, runs them once, and is not stopped by one that fails', async () => {
    const done: string[] = [];
    const ends: number[] = [];
    const { onQuit, quit } = createQuit(async (code) => void ends.push(code));
    onQuit(() => {
      throw new Error('fails');
    });
    onQuit(async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      done.push('slow');
    });
    await Promise.all([quit(3), quit(0)]);
    expect([done, ends]).toEqual([['slow'], [3]]);
  });

  it('pass a body on as it is asked for, and an end to whoever gives it', async () => {
    let asked = 0;
    let ended = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          asked += 1;
          controller.enqueue(new Uint8Array(1024));
        },
        cancel() {
          ended = true;
        },
      },
      { highWaterMark: 0 },
    );
    const answer = await withBaseHeaders(async () => new Response(body))(new Request('https://app.local/film'));
    expect(asked).toBe(0);
    const reader = answer.body?.getReader();
    await reader?.read();
    expect(asked).toBeLessThanOrEqual(2);
    await reader?.cancel();
    expect(ended).toBe(true);
  });
});
