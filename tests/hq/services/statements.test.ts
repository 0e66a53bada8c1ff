import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { type Statement, textOf } from '../../../contracts/domain/statement.ts';
import type { StatementRecord } from '../../../contracts/domain/statement-record.ts';
import { signatureReason } from '../../../contracts/domain/statement-words.ts';
import { restrict } from '../../../hq/search/restrict.ts';
import { signCms, signPdf, verifyPdf } from '../../../pki/index.ts';
import { smallPdf } from '../../pki/pades/document.ts';
import { emptyBack, signedStatement } from '../../statement.ts';
import { ask, codeOf, linesOf, type Reply } from '../support/client.ts';
import { seeded } from '../support/crime-office.ts';
import { clarke, halliwell, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { officersAtHq } from '../support/officers-at-hq.ts';
import type { Holder } from '../support/pki.ts';

const CRIME = '04/26/06103';
const OTHER = '04/26/06104';
const UNSEEN = '04/26/06105';
const RESTRICTED = '04/26/06106';

onEveryForce((start) => {
  const {
    force,
    as,
    ask: post,
    bodyOf,
  } = officersAtHq(start, [...[CRIME, OTHER, RESTRICTED].map((number) => seeded(number, rahman.area)), seeded(UNSEEN, clarke.area)]);
  const answerOf = (reply: Reply) => JSON.parse(reply.body.toString()) as Record<string, string>;
  const inFeed = async (officer: Officer, kind: string, id: string) =>
    linesOf(await ask(as(officer), 'GET', '/v1/statements/changes?cursor=')).find((line) => line.kind === kind && line.id === id);

  const taken = (change: Partial<Statement> = {}): Statement => signedStatement({ crimeId: CRIME, officer: rahman, ...change });
  const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const cardOf = (officer: Officer) => force().pki.card(officer, { kind: 'cardSignature' });
  const signedBy = ({ signer }: Holder, content: unknown, at = new Date()): Promise<Uint8Array> =>
    signCms({ content: Buffer.from(JSON.stringify(content)), signer, at });
  const pdfBy = async (holder: Holder, statement: Statement) => {
    const certificates = [force().pki.officer.certificate];
    return signPdf(smallPdf(), { signer: holder.signer, name: 'x', reason: reasonOf(statement), at: new Date(), certificates });
  };
  const reasonOf = (statement: Statement) => signatureReason(hashOf(Buffer.from(JSON.stringify(statement))));
  /** What a laptop sends of a statement: a PDF and a package by one card. */
  interface Paper {
    readonly pdf: Uint8Array;
    readonly signed: Uint8Array;
  }
  const paper = async (statement: Statement, card?: Holder, at?: Date): Promise<Paper> => {
    const holder = card ?? (await cardOf(rahman));
    const pdf = await pdfBy(holder, statement);
    return { pdf, signed: await signedBy(holder, { statement, document: hashOf(pdf) }, at) };
  };
  const put = async (bytes: Uint8Array, type: string, name: string) => {
    const hash = hashOf(bytes);
    const reply = await ask(as(rahman), 'PUT', `/v1/blobs/${hash}?bytes=${bytes.length}&offset=0`, Buffer.from(bytes), {
      'content-type': 'application/octet-stream',
    });
    expect(reply.status, reply.body.toString()).toBe(200);
    return { hash, bytes: bytes.length, type, name };
  };
  const file = async (statement: Statement, made?: Paper, said: object = {}) => {
    const { pdf, signed } = made ?? (await paper(statement));
    const files = {
      signed: await put(signed, 'application/pkcs7-mime', 'statement.p7m'),
      document: await put(pdf, 'application/pdf', 'statement.pdf'),
    };
    const payload = {
      ...{ crimeId: statement.crimeId, statement: textOf(statement), back: emptyBack, at: new Date().toISOString() },
      ...files,
      ...said,
    };
    const blobs = [files.signed.hash, files.document.hash];
    const body = { command: 'statement.create', itemId: randomUUID(), baseVersion: 0, blobs, payload };
    return post(rahman, '/v1/statements/commands', body, { 'idempotency-key': randomUUID() });
  };
  const flipped = (bytes: Uint8Array, at: number): Uint8Array => {
    const changed = Uint8Array.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    return changed;
  };

  describe('a signed statement at HQ', () => {
    it('is kept under a number of its own, for those who see its crime', async () => {
      const reply = await file(taken());
      expect(reply.status, reply.body.toString()).toBe(200);
      const { allottedId = '' } = answerOf(reply);
      expect(allottedId).toMatch(/^ST-\d{2}-\d{5}$/);
      expect((await inFeed(halliwell, 'statement', allottedId))?.data).toMatchObject({ crimeId: CRIME, statement: { pages: [{}] } });
      expect(await inFeed(clarke, 'statement', allottedId)).toBeUndefined();
    });

    it('has the back of its form apart, for the team of who took it', async () => {
      const { allottedId = '' } = answerOf(await file(taken(), undefined, { back: { ...emptyBack, telephone: '07700 900123' } }));
      expect(JSON.stringify((await inFeed(rahman, 'statement', allottedId))?.data)).not.toContain('900123');
      expect((await inFeed(rahman, 'statementBack', allottedId))?.data).toMatchObject({ back: { telephone: '07700 900123' } });
      expect(await inFeed(clarke, 'statementBack', allottedId)).toBeUndefined();
    });

    it('is restricted with its crime, and so is the back of its form', async () => {
      const { allottedId = '' } = answerOf(await file(taken({ crimeId: RESTRICTED })));
      const kinds = ['statement', 'statementBack'];
      expect(await inFeed(halliwell, 'statement', allottedId)).toBeDefined();
      const named = { system: 'crime', kind: 'crime', id: RESTRICTED, contact: 'DI Carr', staffIds: [halliwell.staffId] } as const;
      expect(await restrict(force().hq.database.query, named, 'ict')).toBe(true);
      for (const kind of kinds) {
        expect((await inFeed(rahman, kind, allottedId))?.data).toBeUndefined();
        expect((await inFeed(halliwell, kind, allottedId))?.data).toBeDefined();
      }
    });

    const minutes = (count: number): Date => new Date(Date.now() + count * 60_000);
    it.each([
      ['now, as the witness did', 0, 0, undefined],
      ['within a shift of the witness', 0, -9 * 60, undefined],
      ['before a week without signal', -7 * 24 * 60, -7 * 24 * 60, undefined],
      ['when HQ’s clock is not there yet', 30, 30, 'ahead'],
      ['days after the witness', 0, -3 * 24 * 60, 'apart'],
      ['days before the witness', -3 * 24 * 60, 0, 'apart'],
    ] as const)('that the card signed %s is kept, and says what is wrong with its time', async (_, card, witness, doubt) => {
      const { signature } = signedStatement({ crimeId: CRIME, officer: rahman });
      const statement = taken({ signature: { ...signature, at: minutes(witness).toISOString() } });
      const { allottedId = '' } = answerOf(await file(statement, await paper(statement, undefined, minutes(card))));
      expect((await bodyOf<StatementRecord>('statement', allottedId)).signingTime).toBe(doubt);
    });

    it('comes back with HQ’s time stamp, in a PDF that proves itself from the root alone', async () => {
      const { allottedId = '' } = answerOf(await file(taken()));
      const { document, timeStampedAt } = await bodyOf<StatementRecord>('statement', allottedId);
      const path = `/v1/statements/attachments/${document.hash}?kind=statement&id=${allottedId}&offset=0`;
      const got = await ask(as(rahman), 'GET', path);
      expect(got.status).toBe(200);
      expect(got.body.length).toBe(document.bytes);
      const verdict = verifyPdf(got.body, { anchors: [force().pki.root.certificate], intermediates: [], crls: [], at: new Date() });
      expect(verdict).toMatchObject({ ok: true, level: 'B-LT', stampedAt: new Date(timeStampedAt ?? '') });
    });

    it.each([
      [
        'of which one byte of the package was changed',
        'SignatureBroken',
        async () => {
          const { pdf, signed } = await paper(taken());
          return file(taken(), { pdf, signed: flipped(signed, Buffer.from(signed).indexOf('front bedroom')) });
        },
      ],
      [
        'of which one byte of the PDF was changed',
        'StatementDiffers',
        async () => {
          const { pdf, signed } = await paper(taken());
          return file(taken(), { pdf: flipped(pdf, 200), signed });
        },
      ],
      [
        'whose package names a PDF that was changed before',
        'SignatureBroken',
        async () => {
          const holder = await cardOf(rahman);
          const pdf = flipped(await pdfBy(holder, taken()), 200);
          const statement = taken();
          return file(statement, { pdf, signed: await signedBy(holder, { statement, document: hashOf(pdf) }) });
        },
      ],
      [
        'that no card signed',
        'SignatureBroken',
        async () => {
          const { pdf } = await paper(taken());
          return file(taken(), { pdf, signed: Buffer.from(JSON.stringify({ statement: taken(), document: hashOf(pdf) })) });
        },
      ],
      [
        'of something that is no statement',
        'SignatureBroken',
        async () => {
          const holder = await cardOf(rahman);
          return file(taken(), { pdf: await pdfBy(holder, taken()), signed: await signedBy(holder, {}) });
        },
      ],
      [
        'signed with the card’s other key',
        'SignatureBroken',
        async () => file(taken(), await paper(taken(), await force().pki.card(rahman))),
      ],
      ['signed with another officer’s card', 'SignerAnother', async () => file(taken(), await paper(taken(), await cardOf(clarke)))],
      ['taken by another officer', 'SignerAnother', () => file(taken({ officer: clarke }))],
      [
        'whose words are others than those signed',
        'StatementDiffers',
        () => {
          const statement = taken();
          return file(statement, undefined, { statement: { ...textOf(statement), place: 'Elsewhere' } });
        },
      ],
      [
        'whose PDF was made from another text',
        'StatementDiffers',
        async () => {
          const [holder, statement] = [await cardOf(rahman), taken()];
          const pdf = await pdfBy(holder, { ...statement, place: 'Elsewhere' });
          return file(statement, { pdf, signed: await signedBy(holder, { statement, document: hashOf(pdf) }) });
        },
      ],
      [
        'that is filed already',
        'AlreadyNumbered',
        async () => {
          const statement = taken();
          const made = await paper(statement);
          expect((await file(statement, made)).status).toBe(200);
          return file(statement, made);
        },
      ],
      [
        'that adds to a statement about another crime',
        'StatementDiffers',
        async () => {
          const { allottedId = '' } = answerOf(await file(taken({ crimeId: OTHER })));
          return file(taken({ furtherTo: allottedId }), undefined, { furtherTo: allottedId });
        },
      ],
      [
        'whose witness’s name turns the letters beside it',
        'SignatureBroken',
        () => file(taken({ witness: { forenames: 'Piotr\u202e', surname: 'Fairclough', occupation: 'Retired joiner' } })),
      ],
      ['about a crime that the officer does not see', 'NotFound', () => file(taken({ crimeId: UNSEEN }))],
      ['filed with another crime', 'StatementDiffers', () => file(taken(), undefined, { crimeId: OTHER })],
    ] as const)('%s is refused', async (_, code, send) => {
      const reply = await send();
      expect(reply.status).toBe(422);
      expect(codeOf(reply)).toBe(code);
    });
  });
});
