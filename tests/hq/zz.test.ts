import { randomUUID, randomBytes } from 'node:crypto';
import { it } from 'vitest';
import { signCms } from '../../pki/index.ts';
import { ask, systems, tunnel } from './support/client.ts';
import { incident, rahman, task } from './support/force.ts';
import { onEveryForce } from './support/forces.ts';
import { askForShift, beginShift } from './support/shift.ts';
onEveryForce((start) => {
  it('figures', async () => {
    const force = await start({ items: [incident('LC-20260111-1587', 'South Ribble'), ...Array.from({ length: 5000 }, (_, i) => task(`T-${i}`, rahman))] });
    const s = await tunnel(force);
    const card = await force.pki.card(rahman);
    const med = async (n: number, f: () => Promise<unknown>) => { const t: number[] = []; for (let i = 0; i < n; i++) { const a = performance.now(); await f(); t.push(performance.now() - a); } t.sort((a, b) => a - b); return t[n >> 1]?.toFixed(1); };
    console.log('shift ms (2 requests + client crypto)', await med(15, () => askForShift(force, s, card)));
    const shift = await beginShift(force, s, card);
    console.log('trust ms', await med(15, () => ask(s, 'GET', '/v1/device/trust')));
    console.log('lease ms', await med(15, async () => { const at = new Date(); await ask(s, 'POST', '/v1/device/lease', await signCms({ content: Buffer.from(JSON.stringify({ device: 'LAP-0417', staffId: rahman.staffId, at: at.toISOString(), nonce: randomBytes(16).toString('base64') })), signer: shift.signer, at })); }));
    const sv = await systems(force, shift);
    console.log('me ms', await med(15, () => ask(sv, 'GET', '/v1/me')));
    console.log('changes 500 ms', await med(7, () => ask(sv, 'GET', '/v1/crime/changes')));
    const cmd = () => ask(sv, 'POST', '/v1/storm/commands', JSON.stringify({ command: 'incident.addLine', itemId: 'LC-20260111-1587', baseVersion: 1, payload: { incidentId: 'LC-20260111-1587', text: 'x', at: new Date().toISOString() } }), { 'idempotency-key': randomUUID() });
    console.log('command ms', await med(31, cmd));
    const a = performance.now(); await Promise.all(Array.from({ length: 200 }, cmd)); console.log('commands/s, 200 at once', (200 / ((performance.now() - a) / 1e3)).toFixed(0));
    s.destroy(); sv.destroy(); await force.stop();
  }, 200000);
});
