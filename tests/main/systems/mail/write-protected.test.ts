import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCards } from '../../../../hq/demo/cards.ts';
import { demoOfficers } from '../../../../hq/demo/officers.ts';
import { cardMailKey } from '../../../../main/card/card-decryption.ts';
import { cardSignature } from '../../../../main/card/card-signature.ts';
import type { CardService } from '../../../../main/card/service.ts';
import type { Store } from '../../../../main/store/store.ts';
import type { OutgoingItem } from '../../../../main/sync/dispatch.ts';
import { MailError } from '../../../../main/systems/mail/errors.ts';
import { keepCertificates } from '../../../../main/systems/mail/keep-certificates.ts';
import { letterHandlers } from '../../../../main/systems/mail/letter/signing.ts';
import { createSubmission, type Submission } from '../../../../main/systems/mail/letter/submission.ts';
import { createMailSender } from '../../../../main/systems/mail/send.ts';
import { createMailService, type MailService } from '../../../../main/systems/mail/service.ts';
import { decodePem, parseCrl } from '../../../../pki/index.ts';
import { softCards, whyNoSoftCards } from '../../../doubles/card/softhsm.ts';
import { certificateOf, KEY_9C, KEY_9D, pin, startService, until } from '../../card/support.ts';
import { testReader } from '../../support/reader.ts';
import { eventually, type ForceMail, openTestStore, startForceMail } from './support/force-mail.ts';

const missing = whyNoSoftCards() ?? (process.getuid?.() === 0 ? undefined : 'Postfix needs root');
const [aisha, tom] = demoOfficers;
if (aisha?.mailAddress === undefined || tom?.mailAddress === undefined) throw new Error('no officers');

let force: ForceMail;
let card: CardService;
let store: Store;
let closeStore: () => Promise<void>;
const services: MailService[] = [];
beforeAll(async () => {
  if (missing !== undefined) return;
  force = await startForceMail();
  await demoCards(join(force.folder, 'cards'), force.pki, new Date());
  const soft = softCards(join(force.folder, 'tokens'));
  for (const { collarNumber } of [aisha, tom]) soft.insert(join(force.folder, 'cards', collarNumber));
  ({ card } = startService(soft.module, soft.env));
  await until(card, () => card.cards.length === 2);
  ({ store, close: closeStore } = await openTestStore());
});
afterAll(async () => {
  for (const service of services) await service.close();
  await closeStore?.();
  await card?.close();
  await force?.close();
});

/** One officer at a laptop: the card in it, the mailbox, and what letters are signed and sent with. */
const laptopOf = async (officer: typeof aisha) => {
  const own = readFileSync(join(force.folder, 'cards', officer.collarNumber, '9d.der'));
  const found = await Promise.all(card.cards.map(async ({ cardId }) => ({ cardId, key: await certificateOf(card, cardId, KEY_9D) })));
  const cardId = found.find(({ key }) => Buffer.compare(key.der, own) === 0)?.cardId;
  if (cardId === undefined) throw new Error('the card is not in');
  await card.login(cardId, pin());
  const opening = await certificateOf(card, cardId, KEY_9D);
  const signature = cardSignature(card, cardId, await certificateOf(card, cardId, KEY_9C));
  const { identity } = await force.shift({ staffId: officer.staffId });
  const service = createMailService({ connect: force.connect, identity });
  services.push(service);
  const pem = (file: string): string => readFileSync(join(force.pki.folder, file), 'utf8');
  const trust = {
    anchors: decodePem(pem('root.pem'), 'CERTIFICATE'),
    intermediates: decodePem(pem('officer-ca.pem'), 'CERTIFICATE'),
    crls: ['root.crl', 'officer-ca.crl'].flatMap((file) => decodePem(pem(file), 'X509 CRL')).map(parseCrl),
  };
  const { protection, sign } = letterHandlers(() => ({
    ...{ store, officer, signature, encryption: opening.der, trust },
    byPolicy: { sign: false, encrypt: false },
  }));
  const submission = createSubmission({
    identity,
    connect: async () => {
      const socket = connect(force.mail.ports.submission, '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    },
  });
  const encryption = { own: opening.der, trust: () => trust, now: () => new Date() };
  const send = (item: OutgoingItem, by: Submission = submission, signal?: AbortSignal) =>
    createMailSender({ store, service, submission: by, encryption })(item, signal);
  const mailKey = cardMailKey(card, cardId, opening);
  return { service, sign, protection, send, submission, reader: testReader({ trust: () => trust, card: () => mailKey }) };
};
type Laptop = Awaited<ReturnType<typeof laptopOf>>;

const letterTo = (subject: string, address: string) => ({
  ...{
    to: [{ name: 'A colleague', address }],
    cc: [],
    bcc: [],
    subject,
    marking: 'OFFICIAL-SENSITIVE' as const,
    text: 'Ring Fiona first.',
  },
});
const signed = async ({ sign }: Laptop, letter: ReturnType<typeof letterTo> & { readonly encrypt?: boolean }) => {
  const answer = await sign({ letter, pin: Uint8Array.from(pin()) });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
};
const itemOf = (payload: Readonly<Record<string, unknown>>): OutgoingItem => ({
  ...{ id: randomUUID(), system: 'mail', command: 'mail.send', itemKind: 'letter', itemId: randomUUID(), baseVersion: 0 },
  ...{ payload: { ...payload, at: new Date().toISOString() }, at: new Date().toISOString() },
});
const copies = async ({ service }: Laptop, id: string, folder = 'INBOX'): Promise<readonly Uint8Array[]> =>
  (await service.inFolder(folder, async (open) => {
    const uids = await open.withMessageId(`<${id}@lancs.example>`);
    return Promise.all(uids.map(async (uid) => (await open.source(uid, 0, 100_000)) ?? new Uint8Array()));
  })) ?? [];
const arrived = (laptop: Laptop, id: string) =>
  eventually(
    () => copies(laptop, id),
    (found) => found.length > 0,
  );

describe.skipIf(missing !== undefined)(`between two officers’ cards${missing === undefined ? '' : ` (${missing})`}`, () => {
  it('a letter is signed with one PIN, answered encrypted, and opened by the first card again', { timeout: 120_000 }, async () => {
    const [hers, his] = [await laptopOf(aisha), await laptopOf(tom)];
    const from = (officer: typeof aisha) => ({
      name: `${officer.rank} ${officer.collarNumber} ${officer.name}`,
      address: officer.mailAddress,
    });

    const first = letterTo('Doorbell film', tom.mailAddress ?? '');
    const signature = await signed(hers, first);
    const item = itemOf({ ...first, from: from(aisha), signed: signature });
    expect(await hers.send(item)).toEqual({ kind: 'done', version: 1 });
    const [raw = new Uint8Array()] = await arrived(his, signature.id);
    const read = await his.reader.open(raw);
    expect(read).toMatchObject({
      text: expect.stringContaining('Ring Fiona first.'),
      layers: [{ kind: 'signed', verdict: 'good', signer: { officer: true } }],
    });

    // Nothing was known of her before her letter came.
    const addresses = [aisha.mailAddress ?? ''];
    expect(await his.protection({ addresses })).toMatchObject({ value: { recipients: [{ state: 'none' }] } });
    await keepCertificates(store, read);
    expect(await his.protection({ addresses })).toMatchObject({ value: { recipients: [{ state: 'ready' }] } });

    const answer = { ...letterTo('Re: Doorbell film', aisha.mailAddress ?? ''), encrypt: true };
    const answered = await signed(his, answer);
    expect(await his.send(itemOf({ ...answer, from: from(tom), signed: answered }))).toEqual({ kind: 'done', version: 1 });
    const [sealed = new Uint8Array()] = await arrived(hers, answered.id);
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('Fiona');
    const layers = [
      { kind: 'encrypted', verdict: 'forYou', authenticated: true },
      { kind: 'signed', verdict: 'good', signer: { officer: true } },
    ];
    expect(await hers.reader.open(sealed, { byCard: true })).toMatchObject({ text: expect.stringContaining('Ring Fiona first.'), layers });
    // What was sent can be read again by whoever sent it.
    const [copy = new Uint8Array()] = await copies(his, answered.id, 'Sent');
    expect(await his.reader.open(copy, { byCard: true })).toMatchObject({ layers });
    hers.reader.end();
    his.reader.end();
  });

  it('a signed letter whose answer was lost goes once, though it is tried again', { timeout: 120_000 }, async () => {
    const [hers, his] = [await laptopOf(aisha), await laptopOf(tom)];
    const letter = letterTo('Lost answer', tom.mailAddress ?? '');
    const signature = await signed(hers, letter);
    const item = itemOf({ ...letter, from: { name: 'PC 2418 Aisha Rahman', address: aisha.mailAddress }, signed: signature });
    const losing: Submission = {
      async submit(envelope, ports) {
        await hers.submission.submit(envelope, ports);
        throw new MailError('Unreachable');
      },
    };
    expect(await hers.send(item, losing)).toEqual({ kind: 'unknown' });
    await arrived(his, signature.id);
    expect(await hers.send(item)).toMatchObject({ kind: 'done' });
    expect(await copies(his, signature.id)).toHaveLength(1);
    expect(await copies(hers, signature.id, 'Sent')).toHaveLength(1);
    hers.reader.end();
    his.reader.end();
  });

  it('a wrong PIN signs nothing, and says so', async () => {
    const hers = await laptopOf(aisha);
    const wrong = Uint8Array.from(pin('135791'));
    expect(await hers.sign({ letter: letterTo('No', tom.mailAddress ?? ''), pin: wrong })).toEqual({ ok: false, code: 'PinIncorrect' });
    expect([...wrong]).toEqual([0, 0, 0, 0, 0, 0]);
    hers.reader.end();
  });
});
