import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fail, ok, type Result } from '../../contracts/result.ts';
import { encodePem } from '../../pki/index.ts';
import type { TrustMaterial } from '../device/trust/trust.ts';
import { writeFileAtomic } from '../platform/files/atomic.ts';

/** Where exports may go. */
export interface ExportPlace {
  /** The account's home folder. */
  readonly home: string;
  /** What a wipe of this laptop destroys: never inside it. */
  readonly dataFolder: string;
}

/** Another receipt of the same name is not written over; more of them than this are a mistake. */
const MOST_OF_ONE_NAME = 100;

/**
 * Writes a receipt as it came (CMS, DER) to the account's documents, and beside it the force's certificates (PEM), so that anybody can
 * prove it with OpenSSL alone:
 *   openssl cms -verify -inform DER -in X.p7m -CAfile X.pem -purpose any
 * Answers the receipt's path. A receipt is no secret: it names a laptop and counts files.
 */
export const exportReceipt = (
  der: Uint8Array,
  name: string,
  trust: TrustMaterial,
  place: ExportPlace,
): Result<{ readonly path: string }, 'NotWritten'> => {
  const folder = folderFor(place);
  if (folder === undefined) return fail('NotWritten');
  try {
    for (let copy = 1; copy <= MOST_OF_ONE_NAME; copy += 1) {
      const stem = join(folder, copy === 1 ? name : `${name} (${copy})`);
      const path = `${stem}.p7m`;
      if (existsSync(path)) {
        if (Buffer.compare(readFileSync(path), der) === 0) return ok({ path });
        continue;
      }
      const certificates = [...trust.anchors, ...trust.intermediates].map((certificate) => encodePem(certificate, 'CERTIFICATE'));
      writeFileAtomic(`${stem}.pem`, Buffer.from(certificates.join('')));
      writeFileAtomic(path, der); // Whole or not at all: half a receipt proves nothing.
      return ok({ path });
    }
  } catch {
    // No room, no right, a folder that has gone: all the same to whoever wanted the file.
  }
  return fail('NotWritten');
};

/** The first of the account's usual folders that is there, and that a wipe leaves alone. */
const folderFor = ({ home, dataFolder }: ExportPlace): string | undefined =>
  [join(home, 'Documents'), join(home, 'Downloads'), home].find((folder) => isFolder(folder) && !isInside(folder, dataFolder));

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
const isInside = (path: string, folder: string): boolean => !relative(folder, path).startsWith('..');
