import { z } from 'zod';
import { signedVerdicts } from './mail-verdict.ts';

/** Milliseconds since 1970. */
const time = z.number();
/** Of an algorithm, for people; empty where it could not be read. */
const algorithm = z.string().max(200);

/** Who a certificate says that its holder is: proven only where the verdict says so. All text is the certificate's, cut and printable. */
export const mailSigner = z.object({
  name: z.string().max(300),
  /** The address that is the sender's, else its first; empty without any. */
  address: z.string().max(320),
  issuer: z.string().max(300),
  notAfter: time,
  /** By a warrant card of this force. */
  officer: z.boolean(),
});
export type MailSigner = z.infer<typeof mailSigner>;

export const signedLayer = z.object({
  kind: z.literal('signed'),
  verdict: z.enum(signedVerdicts),
  /** Of the signature whose verdict is said. */
  signer: mailSigner.optional(),
  /** How many signatures there are beside that one. */
  otherSignatures: z.number().int().min(0),
  /** The signer's own clock; signers who say none are judged as of now. */
  signedAt: time.optional(),
  algorithm,
  weak: z.boolean(),
  /** Every signature is over this content, whoever made it. */
  intact: z.boolean(),
  /** `good` without a look at revocation: policy trusts this root without lists. */
  revocationUnchecked: z.boolean(),
  /** There is encryption inside: whoever signed need not have known the words. */
  overEncryption: z.boolean(),
});
export type SignedLayer = z.infer<typeof signedLayer>;

export const encryptedLayer = z.object({
  kind: z.literal('encrypted'),
  verdict: z.enum(['forYou', 'notForThisCard', 'damaged', 'unsupported']),
  algorithm,
  /** False: whoever carried it may have changed it, and only a signature inside can tell. */
  authenticated: z.boolean(),
  weak: z.boolean(),
});
export type EncryptedLayer = z.infer<typeof encryptedLayer>;

/** One layer of a message's protection (S/MIME, RFC 8551). `nested`: there are more of them than anybody makes. */
export const protectionLayer = z.discriminatedUnion('kind', [
  signedLayer,
  encryptedLayer,
  z.object({ kind: z.literal('compressed'), verdict: z.enum(['opened', 'damaged']) }),
  z.object({ kind: z.literal('nested'), verdict: z.literal('tooMany') }),
]);
export type ProtectionLayer = z.infer<typeof protectionLayer>;
