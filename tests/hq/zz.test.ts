import { randomUUID } from 'node:crypto';
import { it } from 'vitest';
import { ask, systems, tunnel } from './support/client.ts';
import { incident, rahman } from './support/force.ts';
import { onEveryForce } from './support/forces.ts';
import { beginShift } from './support/shift.ts';
onEveryForce((start) => {
  it('figures', async () => {
    const ids = Array.from({ length: 50 }, (_, i) => `LC-20260111-${1000 + i}`);
    const force = await start({ items: ids.map((id) => incident(id, 'South Ribble')) });
    const s = await tunnel(force);
    const shift = await beginShift(force, s, await force.pki.card(rahman));
    const sv = await systems(force, shift);
    const cmd = (id: string) => ask(sv, 'POST', '/v1/storm/commands', JSON.stringify({ command: 'incident.addLine', itemId: id, baseVersion: 1, payload: { incidentId: id, text: 'x', at: new Date().toISOString() } }), { 'idempotency-key': randomUUID() });
    const rate = async (name: string, n: number, width: number, id: (i: number) => string) => { let i = 0; const c0 = process.cpuUsage(); const a = performance.now(); const st: Record<number, number> = {}; await Promise.all(Array.from({ length: width }, async () => { while (i < n) { const r = await cmd(id(i++)); st[r.status] = (st[r.status] ?? 0) + 1; } })); const ms = performance.now() - a; const c = process.cpuUsage(c0); console.log(name, (n / (ms / 1e3)).toFixed(0) + '/s', 'cpu ms each', ((c.user + c.system) / 1e3 / n).toFixed(1), JSON.stringify(st)); };
    for (const w of [1, 1, 4, 8, 9, 12, 30, 100]) await rate(`width ${w}`, Math.max(40, w), w, (i) => ids[i % 50] ?? '');
    await rate('one log, seq', 100, 1, () => ids[0] ?? '');
    await rate('one log, seq', 100, 1, () => ids[0] ?? '');
    await rate('one log, seq', 50, 1, () => ids[0] ?? '');
    s.destroy(); sv.destroy(); await force.stop();
  }, 300000);
});
