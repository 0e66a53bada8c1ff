import { describe, expect, it } from 'vitest';
import { endpoint, endpointIds } from '../../../../contracts/hq/endpoints.ts';
import { problemsOf } from '../../../../contracts/hq/problems.ts';
import { type Caller, callerOver } from '../../../../main/device/tunnel/call.ts';
import { type DeviceAnswer, type DeviceRequest, TunnelError } from '../../../../main/device/tunnel/tunnel.ts';

/** Any endpoint's request, as the table would have it; the answers are what is tried here. */
const request = {
  segments: {
    ...{ system: 'storm', name: 'LAP-0417', staffId: 'LC002418', serial: '01', id: '11111111-1111-4111-8111-111111111111' },
    ...{ hash: '1'.repeat(64), digest: '1'.repeat(64), sha512: '1'.repeat(128), clip: 'BWV-26-00001' },
  },
  query: {},
  headers: {},
  body: new Uint8Array([0x30, 0x00]),
} as never;

const asked: DeviceRequest[] = [];
const answering =
  (status: number, body: string | Uint8Array, type = 'application/json') =>
  async (sent: DeviceRequest): Promise<DeviceAnswer> => {
    asked.push(sent);
    return { status, headers: { 'content-type': type }, body: new Uint8Array(Buffer.from(body)) };
  };
const over = (carry: (sent: DeviceRequest) => Promise<DeviceAnswer>): Caller<'enrolment' | 'device' | 'shift'> => callerOver(carry);
const problem = (code: string, status: number) => JSON.stringify({ type: 'urn:x', title: 'No', status, code });

const whole = endpointIds.filter((id) => endpoint(id).answers[200].kind !== 'lines');
/** Any bytes are bytes. */
const read = whole.filter((id) => !['nothing', 'bytes'].includes(endpoint(id).answers[200].kind));

describe('a call', () => {
  it.each(whole)('goes to its place, within its bounds: %s', async (id) => {
    asked.length = 0;
    await over(answering(500, ''))(id, request);
    const { method, maxAnswerBytes, timeoutMs } = endpoint(id);
    expect(asked).toMatchObject([{ method, maxBytes: maxAnswerBytes, timeoutMs }]);
    expect(asked[0]?.path).not.toMatch(/[{}]|undefined/);
  });

  it.each(read)('takes for its answer only what the table says: %s', async (id) => {
    const nonsense = [
      '',
      'OK',
      '{',
      '[]',
      'null',
      '<html>',
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      `{"x":${'['.repeat(50)}${']'.repeat(50)}}`,
      '{"id":7,"orders":{},"officer":1,"rows":"x"}',
    ];
    for (const body of nonsense) {
      if (endpoint(id).answers[200].kind === 'base64' && (body === '' || body === 'null')) continue; // Base64 too.
      expect([body, await over(answering(200, body))(id, request)]).toEqual([body, { kind: 'failed', code: 'Unreadable' }]);
    }
  });

  it.each(whole)('tells each of its refusals by its code, and no other’s: %s', async (id) => {
    for (const [code, status] of Object.entries(problemsOf(endpoint(id)))) {
      const called = await over(answering(status, problem(code, status), 'application/problem+json'))(id, request);
      expect(called).toMatchObject({ kind: 'refused', status, code, details: { title: 'No' } });
    }
    for (const code of ['Invented', 'toString', '__proto__', '']) {
      const called = await over(answering(418, problem(code, 418), 'application/problem+json'))(id, request);
      expect(called).toMatchObject({ kind: 'refused', status: 418, code: undefined });
    }
    expect(await over(answering(502, '<html>', 'text/html'))(id, request)).toEqual({
      ...{ kind: 'refused', status: 502, code: undefined, details: undefined },
    });
  });

  it('tells why there was no answer, and never rejects', async () => {
    const failing = (error: unknown) => over(() => Promise.reject(error))('policy', {});
    for (const code of ['TunnelDown', 'GatewayUntrusted', 'DeviceRefused', 'AnswerTooLarge', 'DeadlinePassed'] as const) {
      expect(await failing(new TunnelError(code))).toEqual({ kind: 'failed', code });
    }
    expect(await failing(new Error('socket hang up'))).toEqual({ kind: 'failed', code: 'TunnelDown' });
  });

  it('reads another answer than 200 as the table says, and as a refusal when it is not that', async () => {
    const head = { seq: 3, hash: 'a'.repeat(64) };
    expect(await over(answering(409, JSON.stringify(head)))('journalUpload', request)).toEqual({
      kind: 'answered',
      status: 409,
      value: head,
    });
    expect(await over(answering(409, '{}'))('journalUpload', request)).toMatchObject({ kind: 'refused', status: 409 });
    const signed = Buffer.from([0x30, 0x00]);
    const cmc = answering(403, signed.toString('base64'), 'application/pkcs7-mime; smime-type=CMC-response');
    expect(await over(cmc)('fullCmc', request)).toMatchObject({ kind: 'answered', status: 403 });
    const held = answering(403, problem('DeviceHeld', 403), 'application/problem+json');
    expect(await over(held)('fullCmc', request)).toMatchObject({ kind: 'refused', code: 'DeviceHeld' });
  });

  it('asks nothing under a name that nothing can have', async () => {
    asked.length = 0;
    for (const serial of ['..', '', 'a/b', '%2e%2e', '01?x', 'x'.repeat(65)]) {
      const called = await over(answering(200, '{}'))('revokeCard', { segments: { staffId: 'LC002418', serial } });
      expect(called).toMatchObject({ kind: 'refused', code: 'NotFound' });
    }
    expect(asked).toEqual([]);
  });

  it('leaves nothing of a lease in the bytes that it came in', async () => {
    const body = new Uint8Array(Buffer.from(JSON.stringify({ deviceShare: 'c2hhcmU=' })));
    await over(async () => ({ status: 200, headers: {}, body }))('lease', request);
    expect(body.every((byte) => byte === 0)).toBe(true);
  });

  it('has orders one by one: a malformed one does not hide the others', async () => {
    const good = { id: '11111111-1111-4111-8111-111111111111', signatures: ['AAAA'] };
    const called = await over(answering(200, JSON.stringify({ orders: ['nonsense', good, { id: 7 }] })))('waitingOrders', {
      query: { after: 3 },
    });
    expect(called).toEqual({ kind: 'answered', status: 200, value: { orders: ['nonsense', good, { id: 7 }] } });
  });
});
