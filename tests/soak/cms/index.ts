import { generateKeyPairSync } from 'node:crypto';
import {
  buildPkiData,
  buildPkiResponse,
  contentTypes,
  createRequest,
  PkiError,
  parsePkiData,
  parsePkiResponse,
  parseRequest,
  signCms,
  verifyCms,
} from '../../../pki/index.ts';
import { Force, now } from '../../pki/force.ts';
import { certificatePem, inFolder, listPem, openssl } from '../../pki/openssl.ts';
import { type Mutation, mutationsOf } from './mutations.ts';

/** A message of ours takes a millisecond; whoever is held longer by one is held up. */
const LONGEST_MS = 1000;
/** Of messages that are refused, one in so many is asked of OpenSSL too: whether refusals are of what is broken. */
const ASKED_OF_REFUSED = 1000;

export interface CmsSoak {
  readonly happened: number;
  readonly violations: number;
  /** Mutations that left a message valid: of what nobody signs, the certificates beside the signer's among them. */
  readonly valid: number;
  /** Those of them that OpenSSL cannot read: it reads also what is of no use to us. */
  readonly unread: number;
  /** Of refused ones that OpenSSL was asked about, those that it takes: we are stricter. */
  readonly stricter: number;
  /** Milliseconds. */
  readonly slowest: number;
  readonly told: readonly string[];
}

interface Original {
  readonly message: Uint8Array;
  readonly purpose: 'cardAuthentication' | 'cardSignature';
  readonly contentType: string;
  readonly content: Uint8Array;
  /** DER. */
  readonly signer: Uint8Array;
}

/**
 * Mutated CMS and CMC messages through our readers: none crashes them or holds them up, and none that was changed in what counts is valid.
 * Whatever is valid must have its original's content and signer, and OpenSSL, where it can read it, must say so too.
 */
export const soakCms = async ({
  messages,
  seed,
  say,
}: {
  readonly messages: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}): Promise<CmsSoak> => {
  const force = await Force.make();
  const trust = await force.trust();
  const originals = await originalsOf(force);
  const read = await contentsOf();
  const corpus = [...originals.map(({ message }) => message), ...read.map(({ bytes }) => bytes)];
  const told: string[] = [];
  const tally = { violations: 0, valid: 0, unread: 0, stricter: 0, slowest: 0 };
  const mutated = mutationsOf(corpus, seed);

  const opinionOf = ({ bytes, from }: Mutation): 'yes' | 'no' | 'unread' =>
    inFolder((put) => {
      const authorities = certificatePem(force.root.certificate, force.officers.certificate) + listPem(...trust.crls);
      const how = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', put('message', bytes), '-CAfile', put('pki.pem', authorities)];
      const { status, stdout, stderr } = openssl([...how, '-crl_check_all', '-purpose', 'any', '-attime', String(now.getTime() / 1000)]);
      if (stderr.startsWith('Error reading')) return 'unread';
      return status === 0 && Buffer.from(stdout).equals(originals[from]?.content ?? new Uint8Array()) ? 'yes' : 'no';
    });

  /** What is wrong with what came of it, in words. */
  const judge = (mutation: Mutation, index: number): string | undefined => {
    const { bytes, from } = mutation;
    for (const { parse } of read) {
      const fault = faultOf(() => parse(bytes));
      if (fault !== undefined) return fault;
    }
    const original = originals[from];
    if (original === undefined) return undefined;
    const { purpose, contentType, content, signer } = original;
    const result = verifyCms(bytes, { ...trust, purpose, contentType });
    if (!result.ok) {
      if (index % ASKED_OF_REFUSED === 0 && opinionOf(mutation) === 'yes') tally.stricter += 1;
      return undefined;
    }
    if (!Buffer.from(result.content).equals(content)) return 'valid with another content';
    if (!Buffer.from(result.signer).equals(signer)) return 'valid with another signer';
    if (Buffer.from(bytes).equals(original.message)) return undefined;
    tally.valid += 1;
    const opinion = opinionOf(mutation);
    if (opinion === 'unread') tally.unread += 1;
    return opinion === 'no' ? 'valid, and OpenSSL says no' : undefined;
  };

  for (let index = 0; index < messages; index += 1) {
    const mutation = mutated.next().value;
    const begun = process.cpuUsage();
    let fault: string | undefined;
    try {
      fault = judge(mutation, index);
    } catch (error) {
      fault = `verifyCms threw ${error instanceof Error ? error.message : typeof error}`;
    }
    // Time that this process worked: neither OpenSSL's, which is another, nor what a busy machine gave to others.
    const { user, system } = process.cpuUsage(begun);
    const took = (user + system) / 1000;
    tally.slowest = Math.max(tally.slowest, took);
    if (took > LONGEST_MS) fault ??= `${Math.round(took)} ms`;
    if (fault !== undefined) {
      tally.violations += 1;
      if (told.length < 20) told.push(`message ${index} of seed ${seed}: ${fault}`);
    }
    if (index > 0 && index % 10_000 === 0) say(`${index} messages, ${tally.violations} violations`);
  }
  return { happened: messages, ...tally, told };
};

/** What a card, a laptop's officer and HQ sign: an order, a request for a shift by CMC, and its answer. */
const originalsOf = async (force: Force): Promise<readonly Original[]> => {
  const anna = await force.issue({ kind: 'cardAuthentication' });
  const rsa = await force.issue({ kind: 'cardSignature' }, 'rsa');
  const order = Uint8Array.from(Buffer.from('{"order":"lock"}'));
  const [data] = await contentsOf();
  const request = data?.bytes ?? order;
  const certificates = [force.officers.certificate];
  return [
    {
      ...{ purpose: 'cardSignature', contentType: contentTypes.data, content: order, signer: rsa.certificate },
      message: await signCms({ content: order, signer: rsa.signer, certificates, at: now }),
    },
    {
      ...{ purpose: 'cardAuthentication', contentType: contentTypes.data, content: order, signer: anna.certificate },
      message: await signCms({ content: order, signer: anna.signer, at: now }),
    },
    {
      ...{ purpose: 'cardAuthentication', contentType: contentTypes.pkiData, content: request, signer: anna.certificate },
      message: await signCms({ content: request, contentType: contentTypes.pkiData, signer: anna.signer, certificates, at: now }),
    },
  ];
};

/** What CMC carries, and who reads it. */
const contentsOf = async () => {
  const { privateKey } = keys;
  const request = await createRequest({ subject: { commonName: 'LAP-0417' }, key: privateKey });
  const senderNonce = new Uint8Array(16).fill(7);
  const response = { status: 'success', bodyPartIds: [1], transactionId: 77n, recipientNonce: senderNonce, senderNonce } as const;
  return [
    { bytes: buildPkiData({ transactionId: 77n, senderNonce, request }), parse: (bytes: Uint8Array) => void parsePkiData(bytes) },
    { bytes: buildPkiResponse(response), parse: (bytes: Uint8Array) => void parsePkiResponse(bytes) },
    { bytes: request, parse: (bytes: Uint8Array) => void parseRequest(bytes) },
  ];
};
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const faultOf = (parse: () => void): string | undefined => {
  try {
    parse();
    return undefined;
  } catch (error) {
    return error instanceof PkiError ? undefined : `a reader threw ${error instanceof Error ? error.name : typeof error}`;
  }
};
