import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Force, issueGateway, makeForce } from '../../../doubles/network/force.ts';
import { answerJson, startGateway, type TestGateway } from '../../../doubles/network/gateway.ts';
import { isUp, makeLaptop, statusOf } from '../../../doubles/network/laptop.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const HOUR = 60 * 60 * 1000;
const refused = (refusal: string) => (status: { readonly refusal: string | undefined }) => status.refusal === refusal;

const gatewayOf = async (force: Force, certificate = issueGateway(force)): Promise<TestGateway> => {
  const gateway = await startGateway(force, await certificate);
  endings.push(() => gateway.close());
  return gateway;
};
const laptopOf = async (...args: Parameters<typeof makeLaptop>) => {
  const laptop = await makeLaptop(...args);
  endings.push(() => laptop.dispose());
  return laptop;
};

describe('which gateway the tunnel trusts', () => {
  it('comes up with a gateway of the force and says so', async () => {
    const force = await makeForce();
    const gateway = await gatewayOf(force);
    const tunnel = (await laptopOf(force)).tunnelTo(gateway.port);
    const status = await statusOf(tunnel, isUp);
    expect(status).toMatchObject({ link: 'online', site: 'HQ site A', refusal: undefined });
    expect(status.lastContact).toBeInstanceOf(Date);
  });

  it("refuses the gateway of another force's CA and never sends it a request", async () => {
    const force = await makeForce();
    const other = await makeForce();
    const gateway = await gatewayOf(other);
    let asked = 0;
    gateway.routes.set('GET /v1/device/trust', (stream) => {
      asked += 1;
      answerJson(stream, {});
    });
    const tunnel = (await laptopOf(force, 'nothing')).tunnelTo(gateway.port);
    await statusOf(tunnel, refused('GatewayUntrusted'));
    await expect(tunnel.connect('services.hq:443')).rejects.toMatchObject({ code: 'GatewayUntrusted' });
    expect(asked).toBe(0);
  });

  it('refuses a gateway whose certificate has ended', async () => {
    const force = await makeForce();
    const ended = { notBefore: new Date(Date.now() - 2 * HOUR), notAfter: new Date(Date.now() - HOUR) };
    const gateway = await gatewayOf(force, issueGateway(force, ended));
    await statusOf((await laptopOf(force)).tunnelTo(gateway.port), refused('GatewayUntrusted'));
  });

  it('refuses a gateway that the laptop knows to be revoked', async () => {
    const force = await makeForce();
    const certificate = await issueGateway(force);
    force.revoke('server', certificate.certificate);
    const gateway = await gatewayOf(force, Promise.resolve(certificate));
    await statusOf((await laptopOf(force)).tunnelTo(gateway.port), refused('GatewayUntrusted'));
  });

  it('refuses a certificate of the force for another name, and one that is not for servers', async () => {
    const force = await makeForce();
    const otherName = await force.issue('server', { commonName: 'mail.hq' }, { kind: 'server', dnsNames: ['mail.hq'] });
    const device = await force.issue('device', { commonName: 'LAP-0001' }, { kind: 'device' });
    const laptop = await laptopOf(force);
    for (const certificate of [otherName, device]) {
      const gateway = await gatewayOf(force, Promise.resolve(certificate));
      await statusOf(laptop.tunnelTo(gateway.port), refused('GatewayUntrusted'));
    }
  });

  it('lets a fresh laptop begin: the lists come first, over the connection that they then confirm', async () => {
    const force = await makeForce();
    const gateway = await gatewayOf(force);
    const bundle = await force.bundle();
    gateway.routes.set('GET /v1/device/trust', (stream) => answerJson(stream, bundle));
    const laptop = await laptopOf(force, 'nothing');
    expect(laptop.trust.state(new Date())).toBe('empty');
    await statusOf(laptop.tunnelTo(gateway.port), isUp);
    expect(laptop.trust.state(new Date())).toBe('fresh');
  });

  it('never comes up for a fresh laptop when the lists say that this very gateway is revoked', async () => {
    const force = await makeForce();
    const certificate = await issueGateway(force);
    force.revoke('server', certificate.certificate);
    const gateway = await gatewayOf(force, Promise.resolve(certificate));
    const bundle = await force.bundle();
    gateway.routes.set('GET /v1/device/trust', (stream) => answerJson(stream, bundle));
    const tunnel = (await laptopOf(force, 'nothing')).tunnelTo(gateway.port);
    const seen: string[] = [];
    tunnel.onStatus(({ link }) => seen.push(link));
    await statusOf(tunnel, refused('GatewayUntrusted'));
    expect(seen).not.toContain('online');
  });

  it.each([
    ['nonsense', 'this is not a bundle'],
    ['a bundle without lists', { issuedAt: new Date().toISOString(), authorities: [], crls: [], recovery: 'AAAA' }],
  ])('never comes up for a fresh laptop when the gateway gives %s', async (_what, answer) => {
    const force = await makeForce();
    const gateway = await gatewayOf(force);
    gateway.routes.set('GET /v1/device/trust', (stream) => answerJson(stream, answer));
    await statusOf((await laptopOf(force, 'nothing')).tunnelTo(gateway.port), refused('GatewayUntrusted'));
  });

  it('never comes up on lists that ran out, and does once the gateway brings new ones', async () => {
    const force = await makeForce();
    const gateway = await gatewayOf(force);
    const laptop = await laptopOf(force, 'nothing');
    const old = await force.bundle({ thisUpdate: new Date(Date.now() - 72 * HOUR), nextUpdate: new Date(Date.now() - 24 * HOUR) });
    expect(await laptop.trust.update(old)).toMatchObject({ ok: true });
    gateway.routes.set('GET /v1/device/trust', (stream) => answerJson(stream, old));
    const tunnel = laptop.tunnelTo(gateway.port);
    await statusOf(tunnel, refused('ClocksDiffer'));
    const fresh = await force.bundle();
    gateway.routes.set('GET /v1/device/trust', (stream) => answerJson(stream, fresh));
    tunnel.tryNow();
    await statusOf(tunnel, isUp);
  });

  it.each([
    ['four years ahead', 4 * 365 * 24],
    ['three days ahead', 72],
    ['an hour behind', -1],
    ['four years behind', -4 * 365 * 24],
  ])('is never used, and never called a stranger, by a laptop whose clock is %s', async (_what, hours) => {
    const force = await makeForce();
    const gateway = await gatewayOf(force);
    gateway.routes.set('GET /v1/device/trust', async (stream) => answerJson(stream, await force.bundle()));
    for (const knows of ['everything', 'nothing'] as const) {
      const laptop = await laptopOf(force, knows, undefined, () => new Date(Date.now() + hours * HOUR));
      await statusOf(laptop.tunnelTo(gateway.port), refused('ClocksDiffer'));
    }
  });

  it('cuts a standing connection when new lists revoke its gateway', async () => {
    const force = await makeForce();
    const certificate = await issueGateway(force);
    const gateway = await gatewayOf(force, Promise.resolve(certificate));
    const laptop = await laptopOf(force);
    const tunnel = laptop.tunnelTo(gateway.port);
    await statusOf(tunnel, isUp);
    force.revoke('server', certificate.certificate);
    await laptop.trust.update(await force.bundle());
    await statusOf(tunnel, refused('GatewayUntrusted'));
  });

  it('takes a server that talks nonsense instead of TLS, and one that never speaks, for no gateway', async () => {
    const babble = net.createServer((socket) => socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const silent = net.createServer((socket) => socket.on('error', () => undefined));
    for (const server of [babble, silent]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      endings.push(async () => server.close());
    }
    const force = await makeForce();
    const gateway = await gatewayOf(force);
    const ports = [babble, silent].map((server) => (server.address() as AddressInfo).port);
    const tunnel = (await laptopOf(force)).tunnelTo(...ports, gateway.port);
    expect(await statusOf(tunnel, isUp)).toMatchObject({ site: 'HQ site C' });
  });
});

describe('which laptop the gateway trusts', () => {
  it('tells that HQ refused this laptop when the gateway says so in an answer', async () => {
    const force = await makeForce();
    const gateway = await gatewayOf(force);
    const tunnel = (await laptopOf(force)).tunnelTo(gateway.port);
    await statusOf(tunnel, isUp);
    gateway.refuse = 'problem';
    await expect(tunnel.connect('services.hq:443')).rejects.toMatchObject({ code: 'DeviceRefused' });
    await statusOf(tunnel, refused('DeviceRefused'));
  });

  it('tells that HQ refused this laptop when the gateway says so as it hangs up', async () => {
    const force = await makeForce();
    const gateway = await gatewayOf(force);
    const tunnel = (await laptopOf(force)).tunnelTo(gateway.port);
    await statusOf(tunnel, isUp);
    gateway.farewell('DeviceRevoked');
    await statusOf(tunnel, refused('DeviceRefused'));
  });

  it('tells that HQ refused this laptop when genuine gateways keep hanging up on it', async () => {
    const force = await makeForce();
    const gateway = await gatewayOf(force);
    gateway.refuse = 'cut';
    const tunnel = (await laptopOf(force)).tunnelTo(gateway.port);
    await statusOf(tunnel, refused('DeviceRefused'));
    await expect(tunnel.request({ method: 'GET', path: '/', maxBytes: 10, timeoutMs: 1000 })).rejects.toMatchObject({
      code: 'DeviceRefused',
    });
    gateway.refuse = 'nobody';
    tunnel.tryNow();
    expect(await statusOf(tunnel, isUp)).toMatchObject({ refusal: undefined });
  });
});
