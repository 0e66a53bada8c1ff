import { readRawExtensions } from '../certificate/extensions.ts';
import { directoryKey, generalNameKey, readGeneralNames } from '../certificate/general-name.ts';
import { DerReader, malformed, readHeader, tags } from '../der/read.ts';
import { readTime } from '../der/time.ts';
import { equalBytes, readSmallInteger } from '../der/values.ts';
import { oid } from '../der/write.ts';
import { extensionOids } from '../oids.ts';
import { isReasonCode, type RevocationReason, reasonsByCode } from './reason.ts';

/** One line of a revocation list. `reason` is absent when the list gives none. */
export interface RevokedEntry {
  readonly serialHex: string;
  readonly at: Date;
  readonly reason?: RevocationReason;
}

/** The lines of a revocation list, found by certificate issuer and serial number. */
interface EntryIndex {
  readonly size: number;
  /** A line names another certificate issuer than the list's own: allowed in indirect lists only. */
  readonly indirect: boolean;
  /** A line has a critical extension that this program does not know: the list cannot say that a certificate is good. */
  readonly unknownCritical: boolean;
  find(issuerKey: string, serialHex: string): RevokedEntry | undefined;
}

/**
 * Scans the revokedCertificates of a list once, in place: a general ASN.1 reader takes seconds and a gigabyte for 50,000 lines.
 * Of each line it keeps the serial number and the offset; the date and the reason are read when asked for.
 * `bytes` is the content of the SEQUENCE OF. Throws PkiError `Malformed`.
 */
export function indexEntries(bytes: Uint8Array, ownIssuerKey: string): EntryIndex {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const byIssuer = new Map<string, Map<string, number>>();
  let current = new Map<string, number>();
  byIssuer.set(directoryKey(ownIssuerKey), current);
  let [size, indirect, unknownCritical] = [0, false, false];
  for (let at = 0; at < bytes.length; size++) {
    const line = entered(bytes, at, bytes.length, tags.sequence);
    const serial = entered(bytes, line.start, line.end, tags.integer);
    const date = readHeader(bytes, serial.end, line.end);
    const dateTag = bytes[serial.end];
    if (dateTag !== tags.utcTime && dateTag !== tags.generalizedTime) throw malformed('revocation date');
    // RFC 5280 §5.1.2.6: at least a reason in most lists, so only an unusual line is read in full here.
    if (date.end < line.end && !isPlainReason(bytes, date.end, line.end)) {
      const extensions = readRawExtensions(bytes.subarray(date.end, line.end));
      for (const extension of extensions.values()) unknownCritical ||= extension.critical && !knownOids.has(extension.oid);
      const issuer = extensions.get(extensionOids.certificateIssuer);
      if (issuer) {
        // RFC 5280 §5.3.3: the issuer named here holds for the following lines as well.
        indirect = true;
        current = issuerMap(byIssuer, issuer.value);
      }
    }
    const serialHex = buffer.toString('hex', serial.start, serial.end);
    if (!current.has(serialHex)) current.set(serialHex, at);
    at = line.end;
  }
  const find = (issuerKey: string, serialHex: string): RevokedEntry | undefined => {
    const offset = byIssuer.get(directoryKey(issuerKey))?.get(serialHex);
    return offset === undefined ? undefined : readEntry(bytes, offset, serialHex);
  };
  return { size, indirect, unknownCritical, find };
}

const knownOids: ReadonlySet<string> = new Set([
  extensionOids.reasonCode,
  extensionOids.holdInstruction,
  extensionOids.invalidityDate,
  extensionOids.certificateIssuer,
]);

/** crlEntryExtensions that hold a reason and nothing else, not critical: SEQUENCE { SEQUENCE { OID, OCTET STRING { ENUMERATED } } }. */
const plainReason = Uint8Array.from([
  tags.sequence,
  12,
  tags.sequence,
  10,
  ...oid(extensionOids.reasonCode),
  tags.octetString,
  3,
  tags.enumerated,
  1,
]);

const isPlainReason = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start === plainReason.length + 1 && equalBytes(bytes.subarray(start, end - 1), plainReason);

function entered(bytes: Uint8Array, at: number, end: number, tag: number): { readonly start: number; readonly end: number } {
  if (bytes[at] !== tag) throw malformed('revocation entry');
  return readHeader(bytes, at, end);
}

function issuerMap(byIssuer: Map<string, Map<string, number>>, value: Uint8Array): Map<string, number> {
  const names = readGeneralNames(new DerReader(value).take(tags.sequence, 'certificate issuer').content);
  const name = names.find(({ kind }) => kind === 'directory');
  if (!name) throw malformed('certificate issuer');
  const key = generalNameKey(name);
  const map = byIssuer.get(key) ?? new Map<string, number>();
  byIssuer.set(key, map);
  return map;
}

function readEntry(bytes: Uint8Array, offset: number, serialHex: string): RevokedEntry {
  const line = readHeader(bytes, offset, bytes.length);
  const reader = new DerReader(bytes.subarray(line.start, line.end));
  reader.take(tags.integer, 'revoked serial number');
  const at = readTime(reader.any());
  const extensions = reader.done ? undefined : readRawExtensions(reader.take(tags.sequence, 'entry extensions').raw);
  reader.end('revocation entry');
  const field = extensions?.get(extensionOids.reasonCode);
  if (!field) return { serialHex, at };
  const code = readSmallInteger(new DerReader(field.value).take(tags.enumerated, 'reason'));
  if (!isReasonCode(code)) throw malformed('reason');
  return { serialHex, at, reason: reasonsByCode[code] };
}
