import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseCertificate } from './certificate/info.ts';
import { openDer, tags } from './der/read.ts';
import { explain, explainPurposes } from './explain.ts';
import { PkiError } from './fault.ts';
import { limits } from './limits.ts';
import { decodePem } from './pem.ts';

export interface Outcome {
  readonly valid: boolean;
  readonly line: string;
}

/**
 * `explain CERT --anchor FILE [--intermediates DIR] [--crls DIR] --at ISO-DATE [--allow-weak] [--purposes]` on real files, DER or PEM.
 * With `--purposes` a valid certificate's line also says what it is good for.
 * A folder's files that hold nothing of use are passed over. Undefined for wrong arguments, files that are not there included.
 */
export function runExplain(args: readonly string[]): Outcome | undefined {
  const request = readArguments(args);
  if (!request) return undefined;
  const [leaf, ...companions] = decode(request.certificate, certificateLabels);
  const anchors = decode(request.anchor, certificateLabels).filter(isCertificate);
  if (!anchors.length) return { valid: false, line: 'invalid UntrustedAnchor: the anchor file holds no readable certificate' };
  const certificate = leaf ?? new Uint8Array();
  const options = {
    anchors,
    intermediates: [...companions, ...request.intermediates.flatMap((file) => decode(file, certificateLabels))],
    crls: request.crls.flatMap((file) => decode(file, listLabels)),
    at: request.at,
    allowWeak: request.allowWeak,
  };
  const { valid, line } = explain(certificate, options);
  return { valid, line: valid && request.purposes ? `${line}, ${explainPurposes(certificate, options)}` : line };
}

interface Request {
  readonly certificate: Uint8Array;
  readonly anchor: Uint8Array;
  readonly intermediates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly at: Date;
  readonly allowWeak: boolean;
  readonly purposes: boolean;
}

const one = { type: 'string', multiple: true } as const;

function readArguments(args: readonly string[]): Request | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { anchor: one, intermediates: one, crls: one, at: one, 'allow-weak': { type: 'boolean' }, purposes: { type: 'boolean' } },
      allowPositionals: true,
    });
    const { anchor = [], intermediates = [], crls = [], at = [] } = values;
    const moment = readMoment(at[0] ?? '');
    const [certificate, ...others] = positionals;
    const repeated = [anchor, intermediates, crls, at].some((given) => given.length > 1);
    if (certificate === undefined || others.length || repeated || anchor[0] === undefined || !moment) return undefined;
    return {
      certificate: readFileSync(certificate),
      anchor: readFileSync(anchor[0]),
      intermediates: intermediates.flatMap((folder) => readFolder(folder, limits.certificateBytes * 10)),
      crls: crls.flatMap((folder) => readFolder(folder, limits.crlBytes * 2)),
      at: moment,
      allowWeak: values['allow-weak'] ?? false,
      purposes: values.purposes ?? false,
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return undefined;
    throw error;
  }
}

/** A day (its first moment) or a full time; without a zone it is in Zulu, so that the answer does not depend on the machine. */
function readMoment(text: string): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?$/i.exec(text);
  if (!match) return undefined;
  const moment = new Date(`${match[1]}T${match[2] ?? '00:00:00'}${match[3]?.toUpperCase() ?? 'Z'}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** The plain files of a folder, by name; what is no file, cannot be read or is too long to be of use is passed over. */
function readFolder(folder: string, longest: number): readonly Uint8Array[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      try {
        const path = join(folder, name);
        const status = statSync(path);
        return status.isFile() && status.size <= longest ? [readFileSync(path)] : [];
      } catch {
        // A dangling link or a file without permission must not hide what the others say.
        return [];
      }
    });
}

const certificateLabels = ['CERTIFICATE', 'X509 CERTIFICATE'];
const listLabels = ['X509 CRL', 'CRL'];

/** The DER in a file: the file itself, or its PEM blocks with these labels; a broken block stands for bytes that nobody can read. */
function decode(file: Uint8Array, labels: readonly string[]): readonly Uint8Array[] {
  if (isDer(file)) return [file];
  const text = Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('latin1');
  if (!text.includes('-----BEGIN ')) return [file];
  return text
    .split(/(?=-----BEGIN )/)
    .flatMap((block) => labels.flatMap((label) => orEmpty(() => decodePem(block, label), [new Uint8Array()])));
}

const isDer = (file: Uint8Array): boolean => orEmpty(() => Boolean(openDer(file, tags.sequence, 'file')), false);

const isCertificate = (der: Uint8Array): boolean => orEmpty(() => Boolean(parseCertificate(der)), false);

function orEmpty<Value>(read: () => Value, empty: Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof PkiError) return empty;
    throw error;
  }
}
