import { listedOfficer, type Officer } from '../../../contracts/domain/officer.ts';
import type { Query } from '../../database/database.ts';
import { findItem } from '../../database/items.ts';
import type { Publication } from '../command.ts';

/** An officer's entry in the people feed as the directory has it by now; the certificate that is listed there stays. */
export const officerEntry = async (query: Query, officer: Officer): Promise<Publication> =>
  entryWith(officer, await listedCertificate(query, officer.staffId));

/** The same with another certificate (DER, in base64). */
export const entryWith = (officer: Officer, mailCertificate: string | undefined): Publication => ({
  ...{ kind: 'officer', id: officer.staffId },
  body: { ...officer, ...(mailCertificate === undefined ? {} : { mailCertificate }) },
});

/** What mail to the officer is encrypted to, in base64. */
export const listedCertificate = async (query: Query, staffId: string): Promise<string | undefined> => {
  const item = await findItem(query, { system: 'people', kind: 'officer', owner: '', id: staffId });
  return listedOfficer.safeParse(item?.body).data?.mailCertificate;
};
