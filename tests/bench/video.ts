import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { MAX_CLIP_LEAVES } from '../../contracts/domain/clip-parts.ts';
import { fail, ok } from '../../contracts/result.ts';
import { clipFolder } from '../../hq/video/folder.ts';
import type { VideoService } from '../../main/sync/services/video.ts';
import { createVideoDesk } from '../../main/systems/video/handlers.ts';
import { videoRoute } from '../../main/systems/video/route.ts';
import { parseCrl } from '../../pki/index.ts';
import { makeClip } from '../clip.ts';
import { startFlakyLink } from '../doubles/network/flaky.ts';
import { upsert } from '../main/support/items.ts';
import { room } from '../main/support/room.ts';
import { bring, openStoreIn } from '../main/support/store.ts';
import { Force, now } from '../pki/force.ts';
import { issueByRoot } from '../pki/pades/document.ts';
import { atMost, median, type Result, told } from './result.ts';

const LINK = { latencyMs: 20, kilobitsPerSecond: 20_000 };
const SEEKS = 21;
/** From the press to the picture. */
const PAINTED_MS = 300;
const SECONDS = 30;
/** A camera's picture and rate: 1280 × 720 at 4 Mbit/s, a whole picture each second. */
const CAMERA = `-f lavfi -i testsrc2=s=1280x720:r=25:d=${SECONDS} -c:v libvpx -b:v 4M -g 25 -deadline realtime -cpu-used 8 -cues_to_front 1`;

/**
 * Seeks in a clip that is at HQ, over a link of 20 Mbit/s and 40 ms there and back: the product's HQ folder, proof, store and route, and the
 * window's own player, Chromium. Without the tunnel's TLS, of which `tunnel` tells. Each seek goes where nothing of the clip has been.
 */
export const benchVideo = async (): Promise<readonly Result[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'mobile-office-bench-'));
  const file = join(folder, 'clip.webm');
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...CAMERA.split(' '), file]);
  const force = await Force.make();
  const { anchors, intermediates, crls } = await force.trust();
  const data = readFileSync(file);
  const clip = await makeClip(folder, data, (await issueByRoot(force)).signer, now, { seconds: SECONDS });
  const hq = await listen(
    createServer(({ url = '' }, response) => {
      const [, first = 0, count = 0] = url.split('/').map(Number);
      void clipFolder(folder)
        .leaves(clip.id, clip.bytes, first, count)
        .then((leaves) => response.end(leaves));
    }),
  );
  const link = await startFlakyLink(portOf(hq));
  link.set(LINK);
  const store = await openStoreIn(join(folder, 'store'));
  await bring(store, 'video', [upsert('clip', clip.id, 1, clip)]);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const service: VideoService = {
    leaves: async (_, first, count) => {
      const answer = await getBytes(`http://127.0.0.1:${link.port}/${first}/${Math.min(count, MAX_CLIP_LEAVES)}`, agent);
      return answer === undefined ? fail('NoSignal') : ok(answer);
    },
  };
  const desk = createVideoDesk({
    ...{ ...room(store), now: () => now, service: () => service, hasRoom: async () => true, stopped: () => undefined },
    trust: () => ({ anchors, intermediates, crls: crls.map(parseCrl) }),
  });
  const route = videoRoute(desk);
  const window = await listen(
    createServer((asked, response) => {
      if (asked.url?.startsWith('/video/') !== true) return void response.setHeader('content-type', 'text/html').end('<video></video>');
      void route(new Request(`http://window${asked.url}`, { headers: { range: asked.headers.range ?? '' } })).then(async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers));
        response.end(new Uint8Array(await answer.arrayBuffer()));
      });
    }),
  );
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${portOf(window)}/`);
    const begun = await page.evaluate(begin, `/video/${clip.id}`);
    const times: number[] = [];
    // To and fro, never where the last one read on to.
    for (let seek = 1; seek <= SEEKS; seek += 1) times.push(await page.evaluate(seekTo, (seek * 11.7) % (SECONDS - 2)));
    return [
      told('clip opened to its first picture, 20 Mbit/s', begun, 'ms'),
      atMost(PAINTED_MS, `seek to painted, 20 Mbit/s, median of ${SEEKS}`, median(times), 'ms'),
      told('seek to painted, 20 Mbit/s, worst', Math.max(...times), 'ms'),
    ];
  } finally {
    await browser.close();
    await store.close();
    await link.close();
    agent.destroy();
    for (const server of [hq, window]) server.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const listen = async (server: Server): Promise<Server> => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
};
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const getBytes = (url: string, agent: Agent): Promise<Uint8Array | undefined> =>
  new Promise((resolve) => {
    request(url, { agent }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => resolve(new Uint8Array(Buffer.concat(pieces))));
      response.on('error', () => resolve(undefined));
    })
      .on('error', () => resolve(undefined))
      .end();
  });

/** In the page: milliseconds until the first picture is painted. */
const begin = async (url: string): Promise<number> => {
  const video = document.querySelector('video') as HTMLVideoElement;
  const from = performance.now();
  video.muted = true;
  video.preload = 'metadata';
  video.src = url;
  await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  return performance.now() - from;
};

/** In the page: milliseconds until the picture of that second is painted. */
const seekTo = async (second: number): Promise<number> => {
  const video = document.querySelector('video') as HTMLVideoElement;
  const from = performance.now();
  video.currentTime = second;
  await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  return performance.now() - from;
};
