import type { ListedOfficer } from '../../../../contracts/domain/officer.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../../store/db.ts';
import type { KnownCertificates } from '../smime/recipients.ts';

export const mailCertificateReads = {
  /**
   * What letters to these addresses may be encrypted to, in their order: by the force's directory, and by what officers sent. Nothing of it
   * has been checked.
   */
  'mail.certificates': (db: ReadableDb, { addresses }: { readonly addresses: readonly string[] }): readonly KnownCertificates[] => {
    const listed = db.prepare<[string], { body: string }>(
      `SELECT body FROM item WHERE system = 'people' AND kind = 'officer' AND LOWER(body ->> 'mailAddress') = ?`,
    );
    const received = db.prepare<[string], { certificate: Uint8Array }>('SELECT certificate FROM mail_certificate WHERE address = ?');
    return addresses.map((address) => {
      const byDirectory = listed.all(address.toLowerCase()).flatMap(({ body }) => {
        const { mailCertificate } = JSON.parse(body) as ListedOfficer;
        return mailCertificate === undefined ? [] : [new Uint8Array(Buffer.from(mailCertificate, 'base64'))];
      });
      return { address, certificates: [...byDirectory, ...received.all(address.toLowerCase()).map(({ certificate }) => certificate)] };
    });
  },
} as const satisfies Reads;

export const mailCertificateWrites = {
  /** Keeps what answers to an officer can be encrypted to, unless a newer one is here. `notBefore`: ISO 8601. */
  'mail.keepCertificate': (
    db: WritableDb,
    { address, certificate, notBefore }: { readonly address: string; readonly certificate: Uint8Array; readonly notBefore: string },
  ): void => {
    db.prepareWrite<[string, Uint8Array, string]>(
      `INSERT INTO mail_certificate (address, certificate, not_before) VALUES (?, ?, ?) ON CONFLICT (address) DO UPDATE
       SET certificate = excluded.certificate, not_before = excluded.not_before WHERE excluded.not_before > mail_certificate.not_before`,
    ).run(address.toLowerCase(), certificate, notBefore);
  },
} as const satisfies Writes;
