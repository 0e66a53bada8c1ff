import { readCertificate } from '../certificate/certificate.ts';
import { contentInfo, contentTypes, openContentInfo } from '../cms/content-types.ts';
import { contextTag, DerReader, type Element, tags } from '../der/read.ts';
import { sequence, setOf } from '../der/write.ts';
import { PkiError } from '../fault.ts';
import { limits } from '../limits.ts';
import { names, readRecipients } from './recipients.ts';

/**
 * The same envelope (AuthEnvelopedData) with this recipient's key alone: nobody else of those that it was sealed for opens it any more. No
 * key is needed for that, since recipients are not part of what is authenticated (RFC 5083 §2.1). Throws PkiError `NotARecipient` or
 * `Malformed`.
 */
export function keepRecipient(envelope: Uint8Array, certificate: Uint8Array): Uint8Array {
  const recipient = readCertificate(certificate);
  const reader = openContentInfo(envelope, contentTypes.authEnvelopedData);
  const version = reader.take(tags.integer, 'version');
  const infos = [...new DerReader(reader.take(tags.set, 'recipients').content).rest()];
  const rest = [...reader.rest()];
  const kept = infos.filter((info) => isFor(info, recipient));
  if (kept.length !== 1) throw new PkiError('NotARecipient', 'The envelope is not sealed to this certificate');
  const members = [version.raw, setOf(...kept.map(({ raw }) => raw)), ...rest.map(({ raw }) => raw)];
  return contentInfo(contentTypes.authEnvelopedData, sequence(...members));
}

/** Whether a RecipientInfo holds keys for this certificate and for no other. */
const isFor = (info: Element, recipient: ReturnType<typeof readCertificate>): boolean => {
  if (info.tag !== tags.sequence && info.tag !== contextTag(1)) return false;
  const fields = readRecipients({ ...info, content: info.raw }, limits.recipients);
  return fields.length > 0 && fields.every(({ identifier }) => names(identifier, recipient));
};
