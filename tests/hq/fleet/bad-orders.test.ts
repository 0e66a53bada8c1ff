import { randomUUID } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../../contracts/domain/order.ts';
import { markListStale } from '../../../hq/authority/issue-list.ts';
import { verifyAudit } from '../../../hq/database/audit.ts';
import { MAX_WRONG_TRIES } from '../../../hq/database/enrolment-codes.ts';
import { expireOrders } from '../../../hq/fleet/orders/expire.ts';
import { parseCertificate, signCms } from '../../../pki/index.ts';
import { ask, codeOf, type Reply, tunnel } from '../support/client.ts';
import { enrolAt } from '../support/enrol.ts';
import { halliwell, headquartersOfficers, marsh, nair, pritchard, rahman } from '../support/force.ts';
import { addLaptop, type Desk, deskOf, signIn } from '../support/ict.ts';
import { countersign, draftOrder, postOrder, postReceipt, signContent, signOrder, signReceipt } from '../support/orders.ts';
import { FORCE, type Holder, makeForce } from '../support/pki.ts';
import { LAPTOP, type RunningForce, startForce } from '../support/running.ts';

const DAY_MS = 86_400_000;
const fromNow = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();

let force: RunningForce;
let line: ClientHttp2Session;
let otherLaptop: Holder;
let otherLine: ClientHttp2Session;
let ictLine: ClientHttp2Session;
const desks = new Map<string, Desk>();
const desk = (officer: { readonly staffId: string }): Desk => {
  const found = desks.get(officer.staffId);
  if (found === undefined) throw new Error('not at work');
  return found;
};
/** The number that the next order to the laptop needs. */
let next = 1;

beforeAll(async () => {
  force = await startForce({ officers: headquartersOfficers });
  line = await tunnel(force);
  const ict = await addLaptop(force, 'LAP-0001');
  ictLine = await tunnel(force, { identity: ict });
  otherLaptop = await addLaptop(force, 'LAP-0002');
  otherLine = await tunnel(force, { identity: otherLaptop });
  for (const officer of [nair, pritchard, marsh, rahman]) desks.set(officer.staffId, await deskOf(force, officer, ict));
  const given = await postOrder(desk(nair).session, await signOrder(draftOrder({ sequence: next++ }), desk(nair).card));
  expect(given.status).toBe(200);
  const first = await postOrder(desk(nair).session, await signOrder(draftOrder({ sequence: next++ }), desk(nair).card));
  expect(first.status).toBe(200);
});
afterAll(async () => {
  for (const { close } of desks.values()) close();
  line?.destroy();
  otherLine?.destroy();
  ictLine?.destroy();
  await force?.stop();
});

/** Orders, receipts and laptops as they stand, but for when they were last heard of. */
const standing = async () => {
  const { query } = force.hq.database;
  return {
    orders: await query.selectFrom('fleet_order').selectAll().orderBy('device').orderBy('sequence').execute(),
    receipts: await query.selectFrom('fleet_receipt').selectAll().execute(),
    devices: await query
      .selectFrom('device')
      .select(['name', 'state', 'locked', 'wiped_at', 'certificate_serial'])
      .orderBy('name')
      .execute(),
    leases: await query.selectFrom('lease').selectAll().execute(),
  };
};

const lastAudit = async () => {
  const entry = await force.hq.database.query.selectFrom('audit').selectAll().orderBy('seq', 'desc').executeTakeFirstOrThrow();
  return [entry.actor, entry.action, entry.detail];
};

/** Sends something bad and holds that it is refused with `code`, written down as `entry`, and harmless. */
const refused = async (send: () => Promise<Reply>, code: string, entry: readonly string[]): Promise<void> => {
  const before = await standing();
  const reply = await send();
  expect(reply.status).toBeGreaterThanOrEqual(400);
  expect(codeOf(reply)).toBe(code);
  expect(await lastAudit()).toEqual(entry);
  expect(await standing()).toEqual(before);
};

const sent = async (order: Order, ...signers: readonly Holder[]) => postOrder(desk(nair).session, await signOrder(order, ...signers));
const good = (changes: Partial<Order> = {}): Order => draftOrder({ sequence: next, ...changes } as Parameters<typeof draftOrder>[0]);

interface BadOrder {
  readonly what: string;
  readonly send: () => Promise<Reply>;
  readonly code: string;
  readonly fault: string;
}

const badOrders: readonly BadOrder[] = [
  {
    what: 'a forged signature',
    send: async () => {
      const { id, signatures } = await signOrder(good(), desk(nair).card);
      const bytes = Buffer.from(signatures[0] ?? '', 'base64');
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
      return postOrder(desk(nair).session, { id, signatures: [bytes.toString('base64')] });
    },
    code: 'OrderRefused',
    fault: 'BadSignature',
  },
  {
    what: 'a changed target under a good signature',
    send: async () => {
      const { id, signatures } = await signOrder(good(), desk(nair).card);
      const changed = Buffer.from(signatures[0] ?? '', 'base64')
        .toString('latin1')
        .replace(`"${LAPTOP}"`, '"LAP-0002"');
      return postOrder(desk(nair).session, { id, signatures: [Buffer.from(changed, 'latin1').toString('base64')] });
    },
    code: 'OrderRefused',
    fault: 'BadSignature',
  },
  {
    what: 'a card of another force',
    send: async () => {
      const foreign = await makeForce(`${force.pki.folder}-foreign`);
      return sent(good(), await foreign.card(nair, { kind: 'cardSignature' }));
    },
    code: 'OrderRefused',
    fault: 'SignerUntrusted',
  },
  {
    what: 'the card’s sign-in certificate',
    send: async () => sent(good(), await force.pki.card(nair)),
    code: 'OrderRefused',
    fault: 'SignerUntrusted',
  },
  {
    what: 'the card’s key management certificate',
    send: async () => sent(good(), await force.pki.card(nair, { kind: 'cardKeyManagement' })),
    code: 'OrderRefused',
    fault: 'SignerUntrusted',
  },
  { what: 'a laptop’s certificate', send: () => sent(good(), force.laptop), code: 'OrderRefused', fault: 'SignerUntrusted' },
  {
    what: 'a certificate of an authority that comes along in the message',
    send: async () => {
      const authority = await force.pki.issue(
        force.pki.root,
        { commonName: 'Aside', organization: FORCE },
        { kind: 'authority', purpose: 'officer' },
      );
      const subject = { commonName: nair.name, userId: nair.staffId, organization: FORCE };
      const signer = await force.pki.issue(authority, subject, { kind: 'cardSignature' });
      const order = good();
      const content = Buffer.from(JSON.stringify(order));
      const der = await signCms({ content, signer: signer.signer, certificates: [authority.certificate], at: new Date() });
      return postOrder(desk(nair).session, { id: order.id, signatures: [Buffer.from(der).toString('base64')] });
    },
    code: 'OrderRefused',
    fault: 'SignerUntrusted',
  },
  {
    what: 'an expired card',
    send: async () => sent(good(), await force.pki.card(nair, { kind: 'cardSignature' }, new Date(Date.now() - 60_000))),
    code: 'OrderRefused',
    fault: 'SignerUntrusted',
  },
  {
    what: 'a revoked card',
    send: async () => {
      const lost = await force.pki.card(halliwell, { kind: 'cardSignature' });
      await force.hq.revokeCard(lost.certificate);
      return sent(good(), lost);
    },
    code: 'OrderRefused',
    fault: 'SignerRevoked',
  },
  {
    what: 'a card with which nobody has begun a shift',
    send: async () => sent(good(), await force.pki.card(nair, { kind: 'cardSignature' })),
    code: 'OrderRefused',
    fault: 'SignerCardUnknown',
  },
  {
    what: 'a constable’s card, sent by ICT',
    send: async () => sent(good(), desk(rahman).card),
    code: 'OrderRefused',
    fault: 'SignerNotAllowed',
  },
  {
    what: 'another ICT officer’s signature, sent as one’s own',
    send: async () => sent(good(), desk(pritchard).card),
    code: 'OrderRefused',
    fault: 'NotTheCaller',
  },
  {
    what: 'the same officer twice',
    send: async () => sent(good({ kind: 'wipe' }), desk(nair).card, (await signIn(force, ictLine, nair)).signature),
    code: 'SameSigner',
    fault: 'SameSigner',
  },
  {
    what: 'two signatures over different contents',
    send: async () => {
      const order = good({ kind: 'wipe' });
      const [first] = (await signOrder(order, desk(nair).card)).signatures;
      const [second] = (await signOrder({ ...order, reason: 'Another' } as Order, desk(pritchard).card)).signatures;
      return postOrder(desk(nair).session, { id: order.id, signatures: [first, second] });
    },
    code: 'OrderRefused',
    fault: 'ContentsDiffer',
  },
  {
    what: 'a second signer whom the policy does not name',
    send: async () => sent(good({ kind: 'wipe' }), desk(nair).card, desk(marsh).card),
    code: 'OrderRefused',
    fault: 'SignerNotAllowed',
  },
  { what: 'another force', send: () => sent(good({ force: 'Kent Police' }), desk(nair).card), code: 'OrderRefused', fault: 'WrongForce' },
  {
    what: 'a laptop that nobody knows',
    send: () => sent(good({ device: 'LAP-9999', sequence: 1 }), desk(nair).card),
    code: 'OrderRefused',
    fault: 'WrongDevice',
  },
  {
    what: 'an order that ran out',
    send: () => sent(good({ notAfter: fromNow(-1000) }), desk(nair).card),
    code: 'OrderRefused',
    fault: 'Expired',
  },
  {
    what: 'an order signed six minutes ago',
    send: () => sent(good({ at: fromNow(-6 * 60_000) }), desk(nair).card),
    code: 'OrderRefused',
    fault: 'Expired',
  },
  {
    what: 'an order of the future',
    send: () => sent(good({ at: fromNow(6 * 60_000) }), desk(nair).card),
    code: 'OrderRefused',
    fault: 'NotYetValid',
  },
  {
    what: 'an order that would live for longer than a quarter',
    send: () => sent(good({ notAfter: fromNow(91 * DAY_MS) }), desk(nair).card),
    code: 'OrderRefused',
    fault: 'LivesTooLong',
  },
  {
    what: 'an order that was given already',
    send: async () => {
      const row = await force.hq.database.query.selectFrom('fleet_order').selectAll().orderBy('sequence').executeTakeFirstOrThrow();
      return postOrder(desk(nair).session, { id: row.id, signatures: row.signatures });
    },
    code: 'OrderRefused',
    fault: 'Replayed',
  },
  {
    what: 'a number that went to another order meanwhile',
    send: () => sent(good({ sequence: next - 1 }), desk(nair).card),
    code: 'SequenceTaken',
    fault: 'SequenceTaken',
  },
  {
    what: 'a number rolled back',
    send: () => sent(good({ sequence: next - 2 }), desk(nair).card),
    code: 'OrderRefused',
    fault: 'SequenceRolledBack',
  },
  {
    what: 'a number that leaves one out',
    send: () => sent(good({ sequence: next + 1 }), desk(nair).card),
    code: 'OrderRefused',
    fault: 'SequenceSkipped',
  },
  {
    what: 'a policy that HQ does not have',
    send: () => sent(good({ kind: 'policy', version: 2 } as Partial<Order>), desk(nair).card),
    code: 'OrderRefused',
    fault: 'PolicyUnusable',
  },
  {
    what: 'content past 16 KiB',
    send: async () => {
      const order = good();
      const content = Buffer.from(JSON.stringify(order).padEnd(17 * 1024));
      return postOrder(desk(nair).session, { id: order.id, signatures: [await signContent(content, desk(nair).card)] });
    },
    code: 'OrderRefused',
    fault: 'TooLarge',
  },
  {
    what: 'a body past any order',
    send: () => postOrder(desk(nair).session, { id: randomUUID(), signatures: ['A'.repeat(100_000)] }),
    code: 'OrderRefused',
    fault: 'TooLarge',
  },
  { what: 'no JSON', send: () => ask(desk(nair).session, 'POST', '/v1/fleet/orders', 'wipe it'), code: 'Malformed', fault: 'Malformed' },
  {
    what: 'no CMS',
    send: () => postOrder(desk(nair).session, { id: randomUUID(), signatures: [Buffer.from('signed').toString('base64')] }),
    code: 'Malformed',
    fault: 'Malformed',
  },
  {
    what: 'signed bytes that are no order',
    send: async () => {
      const content = Buffer.from(JSON.stringify({ ...good(), kind: 'explode' }));
      return postOrder(desk(nair).session, { id: randomUUID(), signatures: [await signContent(content, desk(nair).card)] });
    },
    code: 'Malformed',
    fault: 'Malformed',
  },
  {
    what: 'one order in the envelope of another',
    send: async () => postOrder(desk(nair).session, { ...(await signOrder(good(), desk(nair).card)), id: randomUUID() }),
    code: 'Malformed',
    fault: 'Malformed',
  },
];

describe('an order at HQ is refused, audited and harmless:', () => {
  it.each(badOrders)('$what', async ({ send, code, fault }) => refused(send, code, [nair.staffId, 'orderRefused', fault]));

  it('from an auditor, and from a constable', async () => {
    for (const officer of [marsh, rahman]) {
      const { session, card } = desk(officer);
      const send = async () => postOrder(session, await signOrder(good(), card));
      await refused(send, 'NotAuthorised', [officer.staffId, 'fleetRefused', 'NotAuthorised']);
    }
  });

  it('from an ICT officer who was revoked, by another’s hand', async () => {
    const { query } = force.hq.database;
    const revoke = (state: 'active' | 'revoked') =>
      query.updateTable('officer').set({ state }).where('staff_id', '=', pritchard.staffId).execute();
    await revoke('revoked');
    const send = async () => sent(good({ kind: 'wipe' }), desk(nair).card, desk(pritchard).card);
    await refused(send, 'OrderRefused', [nair.staffId, 'orderRefused', 'SignerRevoked']);
    await revoke('active');
  });

  it('from one who has lost the role since', async () => {
    const { query } = force.hq.database;
    const set = (roles: ('ict' | 'officer')[]) =>
      query.updateTable('officer').set({ roles }).where('staff_id', '=', pritchard.staffId).execute();
    await set(['officer']);
    const send = async () => sent(good({ kind: 'wipe' }), desk(nair).card, desk(pritchard).card);
    await refused(send, 'OrderRefused', [nair.staffId, 'orderRefused', 'SignerNotAllowed']);
    await set(['ict']);
  });
});

describe('a countersignature is refused, audited and harmless:', () => {
  let wipe: Order;
  beforeAll(async () => {
    wipe = good({ kind: 'wipe' });
    expect((await sent(wipe, desk(nair).card)).status).toBe(200);
    next += 1;
  });
  const content = (order: Order) => Buffer.from(JSON.stringify(order));

  it('from the officer who gave the order', async () => {
    const send = async () => countersign(desk(nair).session, wipe.id, await signContent(content(wipe), desk(nair).card));
    await refused(send, 'SameSigner', [nair.staffId, 'orderRefused', 'SameSigner']);
  });

  it('over other contents', async () => {
    const other = { ...wipe, device: 'LAP-0002' } as Order;
    const send = async () => countersign(desk(pritchard).session, wipe.id, await signContent(content(other), desk(pritchard).card));
    await refused(send, 'OrderRefused', [pritchard.staffId, 'orderRefused', 'ContentsDiffer']);
  });

  it('by a constable’s card, by ICT’s hand', async () => {
    const send = async () => countersign(desk(pritchard).session, wipe.id, await signContent(content(wipe), desk(rahman).card));
    await refused(send, 'OrderRefused', [pritchard.staffId, 'orderRefused', 'NotTheCaller']);
  });

  it('by the key management certificate', async () => {
    const wrong = await force.pki.card(pritchard, { kind: 'cardKeyManagement' });
    const send = async () => countersign(desk(pritchard).session, wipe.id, await signContent(content(wipe), wrong));
    await refused(send, 'OrderRefused', [pritchard.staffId, 'orderRefused', 'SignerUntrusted']);
  });

  it('when the first signer’s card was revoked meanwhile', async () => {
    const lost = (await signIn(force, ictLine, nair)).signature;
    const order = good({ kind: 'wipe', device: 'LAP-0002', sequence: 1 });
    expect((await sent(order, lost)).status).toBe(200);
    // As revokeCard does it, but for ending her shift: she goes on with another card in this test.
    await force.hq.database.query.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('certificate')
        .set({ revoked_at: new Date(), reason: 'keyCompromise' })
        .where('serial', '=', parseCertificate(lost.certificate).serialHex)
        .execute();
      await markListStale(transaction, 'officer');
    });
    const send = async () => countersign(desk(pritchard).session, order.id, await signContent(content(order), desk(pritchard).card));
    await refused(send, 'OrderRefused', [pritchard.staffId, 'orderRefused', 'SignerRevoked']);
  });

  it('of an order that does not exist', async () => {
    const send = async () => countersign(desk(pritchard).session, randomUUID(), await signContent(content(wipe), desk(pritchard).card));
    await refused(send, 'NotFound', [pritchard.staffId, 'orderRefused', 'NotFound']);
  });

  it('once the order ran out, which then is written down', async () => {
    const { query } = force.hq.database;
    const short = good({ kind: 'wipe', notAfter: fromNow(2000) });
    expect((await sent(short, desk(pritchard).card)).status).toBe(422); // Not Nair’s own: sent by the wrong hand.
    expect((await postOrder(desk(pritchard).session, await signOrder(short, desk(pritchard).card))).status).toBe(200);
    next += 1;
    await query
      .updateTable('fleet_order')
      .set({ not_after: new Date(Date.now() - 1) })
      .where('id', '=', short.id)
      .execute();
    const own = await signContent(content(short), (await signIn(force, ictLine, marsh)).signature);
    const send = async () => countersign(desk(pritchard).session, short.id, own);
    await refused(send, 'TooLate', [pritchard.staffId, 'orderRefused', 'TooLate']);
    await expireOrders(force.hq.database, new Date());
    const row = await query.selectFrom('fleet_order').select('state').where('id', '=', short.id).executeTakeFirstOrThrow();
    expect(row.state).toBe('expired');
    expect((await lastAudit())[1]).toBe('orderExpired');
  });
});

describe('a receipt is refused, audited and harmless:', () => {
  let lock: Order;
  beforeAll(async () => {
    const row = await force.hq.database.query
      .selectFrom('fleet_order')
      .select('content')
      .where('device', '=', LAPTOP)
      .where('sequence', '=', 1)
      .executeTakeFirstOrThrow();
    lock = row.content;
  });
  const entry = (fault: string) => [LAPTOP, 'receiptRefused', fault];
  const sendReceipt = async (changes: Partial<Parameters<typeof signReceipt>[3]>, signer: Holder = force.laptop) =>
    postReceipt(line, await signReceipt(lock, 'done', signer, changes));

  it('forged', async () => {
    const forged = Buffer.from(await signReceipt(lock, 'done', force.laptop));
    forged.writeUInt8(forged.readUInt8(forged.length - 1) ^ 1, forged.length - 1);
    await refused(() => postReceipt(line, forged), 'NotAuthorised', entry('BadSignature'));
  });

  it('by another laptop, over this one’s connection and over its own', async () => {
    await refused(() => sendReceipt({}, otherLaptop), 'NotAuthorised', entry('WrongDevice'));
    const own = async () => postReceipt(otherLine, await signReceipt(lock, 'done', otherLaptop, { device: 'LAP-0002' }));
    await refused(own, 'NotAuthorised', ['LAP-0002', 'receiptRefused', 'WrongOrder']);
  });

  it('by a certificate that the register does not know', async () => {
    const unknown = await force.pki.issue(force.pki.device, { commonName: LAPTOP, organization: FORCE }, { kind: 'device' });
    await refused(() => sendReceipt({}, unknown), 'NotAuthorised', entry('Untrusted'));
  });

  it('by a warrant card', async () => {
    await refused(() => sendReceipt({}, desk(nair).card), 'NotAuthorised', entry('Untrusted'));
  });

  it.each([
    ['of an order that does not exist', { order: randomUUID() }, 'WrongOrder'],
    ['with another number', { sequence: 2 }, 'WrongOrder'],
    ['of another kind', { kind: 'message' }, 'WrongOrder'],
    ['of another laptop', { device: 'LAP-0002' }, 'WrongDevice'],
    ['of another force', { force: 'Kent Police' }, 'WrongForce'],
  ] as const)('%s', async (_, changes, fault) => {
    await refused(() => sendReceipt(changes), 'NotAuthorised', entry(fault));
  });

  it('that cannot be read', async () => {
    await refused(() => postReceipt(line, Buffer.from('done')), 'Malformed', entry('Malformed'));
    await refused(() => sendReceipt({ refusal: 'Expired' }), 'Malformed', entry('Malformed'));
  });

  it('of an order that lacks its second signature', async () => {
    const row = await force.hq.database.query
      .selectFrom('fleet_order')
      .select('content')
      .where('state', '=', 'unsigned')
      .where('device', '=', LAPTOP)
      .executeTakeFirstOrThrow();
    const send = async () => postReceipt(line, await signReceipt(row.content, 'done', force.laptop));
    await refused(send, 'NotAuthorised', entry('Contradicts'));
  });
});

describe('an enrolment is refused, audited and harmless:', () => {
  const enrol = async (device: string, code: string) => (await enrolAt(force, device, code)).status;
  const refusedEnrolment = async (device: string, code: string) => {
    const before = await standing();
    expect(await enrol(device, code)).toBe(401);
    expect(await lastAudit()).toEqual(['hq', 'enrolmentRefused', '']);
    expect(await standing()).toEqual(before);
  };

  it('with a code that was used, guessed, for another laptop, or too old', async () => {
    const code = await force.hq.makeEnrolmentCode('LAP-0500', 'Leyland');
    await refusedEnrolment('LAP-0501', code);
    await refusedEnrolment('LAP-0500', code === 'AAAAA-AAAAA' ? 'BBBBB-BBBBB' : 'AAAAA-AAAAA');
    expect(await enrol('LAP-0500', code)).toBe(200);
    await refusedEnrolment('LAP-0500', code);
    const late = await force.hq.makeEnrolmentCode('LAP-0502', 'Leyland');
    const { query } = force.hq.database;
    await query.updateTable('enrolment_code').set({ expires_at: new Date() }).where('device', '=', 'LAP-0502').execute();
    await refusedEnrolment('LAP-0502', late);
  });

  it('after as many wrong guesses as a code may take, even with the right code', async () => {
    const code = await force.hq.makeEnrolmentCode('LAP-0503', 'Leyland');
    const { query } = force.hq.database;
    await query.updateTable('enrolment_code').set({ wrong_tries: MAX_WRONG_TRIES }).where('device', '=', 'LAP-0503').execute();
    await refusedEnrolment('LAP-0503', code);
  });
});

it('leaves a trail whose chain holds, and logs nothing of what was sent', async () => {
  expect((await verifyAudit(force.hq.database.query)).firstBreak).toBeUndefined();
  expect(force.logged.join()).not.toContain('Leyland');
});
