import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadAuthorities } from '../../hq/authority/authorities.ts';
import { logEventTable } from '../../hq/log-events.ts';
import { createReload } from '../../hq/reload.ts';
import { EndingWatch } from '../../hq/watch/endings.ts';
import { exposition } from '../../hq/watch/exposition.ts';
import { encodePem } from '../../pki/index.ts';
import { closed, tunnel, welcome } from './support/client.ts';
import { enrolAt } from './support/enrol.ts';
import { rahman } from './support/force.ts';
import { FORCE, type Holder, pemOf, writeCrl } from './support/pki.ts';
import { LAPTOP, type RunningForce, startForce } from './support/running.ts';
import { beginShift } from './support/shift.ts';

let force: RunningForce;
beforeAll(async () => {
  force = await startForce({ watched: true });
});
afterAll(() => force?.stop());

const get = async (path: string, method = 'GET') => {
  const answer = await fetch(`http://127.0.0.1:${force.hq.ports.watch}${path}`, { method });
  return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') };
};
const figure = async (name: string): Promise<number> => {
  const { text } = await get('/metrics');
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length + 1),
  );
};
const saysOf = (event: string) =>
  force.logged.filter((line) => line.startsWith(`${event} `)).map((line) => JSON.parse(line.slice(event.length + 1)));

describe('those who watch HQ', () => {
  it('hear that it is alive and ready, and nothing at any other place', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
    expect(await get('/readyz')).toMatchObject({ status: 200, text: 'ok\n' });
    for (const path of ['/', '/metrics/', '/v1/fleet/devices', '/constructor']) expect((await get(path)).status).toBe(404);
    expect((await get('/metrics', 'POST')).status).toBe(405);
  });

  it('see its figures, none of which names a laptop or an officer', async () => {
    expect(await figure('mobile_office_hq_sessions{server="gateway"}')).toBe(0);
    const session = await tunnel(force);
    expect(await welcome(session)).toBe('welcome');
    await beginShift(force, session, await force.pki.card(rahman));
    expect(await figure('mobile_office_hq_sessions{server="gateway"}')).toBe(1);
    expect(await figure('mobile_office_hq_laptops{state="active"}')).toBe(1);
    expect(await figure('mobile_office_hq_policy_version')).toBe(1);
    expect(await figure('mobile_office_hq_database_up')).toBe(1);
    expect(await figure('mobile_office_hq_events_total{event="shiftBegun"}')).toBe(1);
    expect(await figure('mobile_office_hq_events_total{event="listRefused"}')).toBe(0);
    expect(await figure('mobile_office_hq_end_timestamp_seconds{field="pki.root.crl"}')).toBeGreaterThan(Date.now() / 1000);
    const { text, type } = await get('/metrics');
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const name of [LAPTOP, rahman.staffId, rahman.name, FORCE]) expect(text).not.toContain(name);
    // Every line is one of the format's: a comment, or a name, perhaps labels, and a number.
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"\\]*"(,[a-z]+="[^"\\]*")*\})? -?\d+(\.\d+)?(e[+-]\d+)?)$/);
    session.destroy();
  });

  it('have an answer while the database has none, with all that is known without it', async () => {
    let end = (): void => {};
    let held: Promise<void> = Promise.resolve();
    // The embedded database has one connection.
    await new Promise<void>((begun) => {
      held = force.hq.database.query.transaction().execute(() => {
        begun();
        return new Promise<void>((resolve) => {
          end = resolve;
        });
      });
    });
    const [ready, { text }] = await Promise.all([get('/readyz'), get('/metrics')]);
    end();
    await held;
    expect(ready.status).toBe(503);
    expect(text).toContain('\nmobile_office_hq_database_up 0\n');
    expect(text).toContain('\nmobile_office_hq_policy_version 1\n');
    expect(text).not.toContain('mobile_office_hq_laptops');
    expect(await figure('mobile_office_hq_database_up')).toBe(1);
  });

  it('read labels whatever is in them', () => {
    const samples = [{ labels: { a: 'x "y" \\ \n' }, value: 1.5 }, { value: 2 }];
    expect(exposition([{ name: 'n', help: 'h', type: 'gauge', samples }])).toBe(
      '# HELP n h\n# TYPE n gauge\nn{a="x \\"y\\" \\\\ \\n"} 1.5\nn 2\n',
    );
  });
});

describe('the log', () => {
  it('names laptop and officer by their ids, and never more', async () => {
    const code = await force.hq.makeEnrolmentCode('LAP-0600', 'Leyland');
    expect((await enrolAt(force, 'LAP-0600', 'ABCDE-23456')).status).toBe(401);
    expect((await enrolAt(force, 'LAP-0600', code)).status).toBe(200);
    expect(saysOf('enrolmentRefused')).toEqual([{ device: 'LAP-0600' }]);
    expect(saysOf('laptopEnrolled')).toEqual([{ device: 'LAP-0600' }]);
    expect(saysOf('laptopConnected')).toContainEqual({ device: LAPTOP });
    expect(saysOf('shiftBegun')).toEqual([{ officer: rahman.staffId, device: LAPTOP }]);
    expect(force.logged.join('\n')).not.toContain(rahman.name);
  });

  it('says which laptop was refused', async () => {
    const stranger = await force.pki.issue(force.pki.device, { commonName: 'LAP-0999', organization: FORCE }, { kind: 'device' });
    const session = await tunnel({ ...force, laptop: stranger });
    await closed(session);
    expect(saysOf('connectionRefused')).toEqual([expect.objectContaining({ device: 'LAP-0999' })]);
  });

  it('has every event in docs/operations.md', () => {
    expect(readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')).toContain(logEventTable());
  });
});

describe('what ends', () => {
  const DAY_MS = 86_400_000;
  let watch: EndingWatch | undefined;
  afterEach(() => watch?.close());

  it('is said once at 30, 7 and 1 days and at its end, and again once it was replaced and ends anew', () => {
    const now = new Date();
    let end = new Date(now.getTime() + 40 * DAY_MS);
    const said: string[] = [];
    watch = new EndingWatch(
      () => [{ field: 'pki.gateway.certificate', at: end }],
      (event, detail) => void said.push(`${event} ${JSON.stringify(detail)}`),
    );
    const look = (days: number): readonly string[] => {
      watch?.look(new Date(now.getTime() + days * DAY_MS));
      return said.splice(0);
    };
    const soon = (days: number): string => `endsSoon {"field":"pki.gateway.certificate","days":${days}}`;
    expect([look(0), look(9.5), look(11), look(12)]).toEqual([[], [], [soon(29)], []]);
    expect([look(34), look(39.5), look(39.6)]).toEqual([[soon(6)], [soon(0)], []]);
    expect([look(40), look(41)]).toEqual([['ended {"field":"pki.gateway.certificate"}'], []]);
    end = new Date(now.getTime() + 60 * DAY_MS);
    expect([look(41), look(42)]).toEqual([[soon(19)], []]);
  });

  it('is what the files say now, with no signal', async () => {
    const shown = () => figure('mobile_office_hq_end_timestamp_seconds{field="pki.root.crl"}');
    const end = Math.floor(Date.now() / 1000) + 90 * 86_400;
    expect(await shown()).not.toBe(end);
    await writeCrl(force.pki.root, force.config.pki.root.crl, [], new Date(end * 1000));
    expect(await shown()).toBe(end);
    expect(await figure('mobile_office_hq_end_timestamp_seconds{field="policyFile"}')).toBeGreaterThan(Date.now() / 1000);
  });
});

describe('SIGHUP', () => {
  const put = (field: 'gateway' | 'deviceAuthority', holder: Pick<Holder, 'certificate' | 'key'>): void => {
    const files = force.config.pki[field];
    const { cert, key } = pemOf(holder);
    for (const [file, text] of [
      [files.key, key],
      [files.certificate, cert],
    ] as const) {
      writeFileSync(`${file}.new`, text, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    }
  };
  const gatewayAt = async (port: number): Promise<string> => {
    const socket: TLSSocket = connect({
      ...{ host: '127.0.0.1', port, servername: 'gateway.hq', ALPNProtocols: ['h2', 'http/1.1'] },
      ...{ ca: encodePem(force.pki.root.certificate, 'CERTIFICATE'), ...pemOf(force.laptop) },
    });
    await once(socket, 'secureConnect');
    const { fingerprint256 } = socket.getPeerCertificate();
    socket.destroy();
    return fingerprint256.replaceAll(':', '').toLowerCase();
  };
  const newGateway = () =>
    force.pki.issue(force.pki.server, { commonName: 'gateway.hq', organization: FORCE }, { kind: 'server', dnsNames: ['gateway.hq'] });

  it('brings a new certificate to whoever connects from then on, and cuts nobody', async () => {
    const session = await tunnel(force);
    const before = await gatewayAt(force.hq.ports.gateway);
    put('gateway', await newGateway());
    expect(await gatewayAt(force.hq.ports.gateway)).toBe(before);
    expect(await force.hq.reload()).toBe(true);
    const after = await gatewayAt(force.hq.ports.gateway);
    expect(after).not.toBe(before);
    expect(await gatewayAt(force.hq.ports.enrolment)).toBe(after);
    expect(await welcome(session)).toBe('welcome');
    expect(saysOf('reloaded')).toHaveLength(1);
    session.destroy();
    const next = await tunnel(force);
    expect(await welcome(next)).toBe('welcome');
    next.destroy();
  });

  it('leaves everything as it is where something does not hold, and names the field', async () => {
    const before = await gatewayAt(force.hq.ports.gateway);
    put('gateway', await force.pki.issue(force.pki.device, { commonName: 'gateway.hq' }, { kind: 'server', dnsNames: ['gateway.hq'] }));
    expect(await force.hq.reload()).toBe(false);
    expect(saysOf('reloadRefused')).toEqual([{ field: 'pki.gateway.certificate' }]);
    expect(await gatewayAt(force.hq.ports.gateway)).toBe(before);
    put('gateway', await newGateway());
  });

  it('takes an authority that was renewed for its key, and no other key under its name', async () => {
    const { device, root } = force.pki;
    const subject = { commonName: `${FORCE} device CA`, organization: FORCE };
    const other = await force.pki.issue(root, subject, { kind: 'authority', purpose: 'device' });
    put('deviceAuthority', other);
    expect(await force.hq.reload()).toBe(false);
    expect(saysOf('reloadRefused').at(-1)).toEqual({ field: 'pki.deviceAuthority.certificate', code: 'NewKey' });
    put('deviceAuthority', device);
    expect(await force.hq.reload()).toBe(true);
  });

  it('ends nothing where something cannot even be looked at', async () => {
    const { shareKeyFolder } = force.config;
    const kept = `${shareKeyFolder}.kept`;
    if (existsSync(shareKeyFolder)) renameSync(shareKeyFolder, kept);
    symlinkSync(shareKeyFolder, shareKeyFolder);
    expect(await force.hq.reload()).toBe(false);
    expect(saysOf('reloadRefused').at(-1)).toEqual({ field: 'shareKeyFolder' });
    rmSync(shareKeyFolder);
    if (existsSync(kept)) renameSync(kept, shareKeyFolder);
    expect(await force.hq.reload()).toBe(true);
  });

  it('changes nothing where one thing of all cannot be read, and never rejects', async () => {
    const authorities = loadAuthorities(force.config.pki);
    const { cmcResponder } = authorities;
    const renewed: unknown[] = [];
    const said: string[] = [];
    const server = { renew: (identity: unknown) => void renewed.push(identity) };
    const parts = {
      config: force.config,
      authorities,
      log: (event: string, detail = {}) => void said.push(`${event} ${JSON.stringify(detail)}`),
    };
    const servers = { gateway: [server], services: [server] };
    const broken = { current: () => Promise.reject(Object.assign(new Error('in the way'), { code: 'EACCES' })) };
    expect(await createReload({ ...parts, servers, policy: broken })()).toBe(false);
    expect([renewed, authorities.cmcResponder === cmcResponder, said]).toEqual([[], true, ['reloadRefused {"fault":"Error EACCES"}']]);
    expect(await createReload({ ...parts, servers, policy: { current: async () => undefined } })()).toBe(true);
    expect([renewed.length, authorities.cmcResponder === cmcResponder]).toEqual([2, false]);
  });

  it('is done once more for all who ask while it is being done, and never twice at a time', async () => {
    let running = 0;
    let most = 0;
    let count = 0;
    const current = async (): Promise<undefined> => {
      count += 1;
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    };
    const parts = { config: force.config, authorities: loadAuthorities(force.config.pki), servers: { gateway: [], services: [] } };
    const reload = createReload({ ...parts, policy: { current }, log: () => {} });
    const first = reload();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await Promise.all([first, reload(), reload(), reload()])).toEqual([true, true, true, true]);
    expect([count, most]).toEqual([2, 1]);
  });
});
