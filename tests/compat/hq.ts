import { once } from 'node:events';
import { endpoints } from '../../contracts/hq/endpoints.ts';
import { incident, rahman } from '../hq/support/force.ts';
import { pemOf } from '../hq/support/pki.ts';
import { startForce } from '../hq/support/running.ts';

/** The log on which both versions work. */
const LOG = 'LC-20260111-1587';

/**
 * HQ of whichever version this file lies in, until the end of standard input. Prints what a laptop needs, as one JSON line; at its end
 * the texts of the log's lines.
 */
/** As a force sets it while it brings in the version that has the challenge; an HQ from before does not know the field. */
const until = { shiftsWithoutChallengeUntil: new Date(Date.now() + 3_600_000).toISOString() };
const force = await startForce({
  items: [incident(LOG, rahman.area)],
  ...('shiftChallenge' in endpoints ? { policy: until } : {}),
});
const card = await force.pki.card(rahman);
const held = (holder: typeof card) => ({ certificate: Buffer.from(holder.certificate).toString('base64'), key: pemOf(holder).key });
const root = Buffer.from(force.pki.root.certificate).toString('base64');
console.log(JSON.stringify({ port: force.hq.ports.gateway, root, laptop: held(force.laptop), card: held(card), log: LOG }));
process.stdin.resume();
await once(process.stdin, 'end');
const { body } = await force.hq.database.query.selectFrom('item').select('body').where('id', '=', LOG).executeTakeFirstOrThrow();
console.log(JSON.stringify((body as { lines: { text: string }[] }).lines.map(({ text }) => text)));
await force.stop();
