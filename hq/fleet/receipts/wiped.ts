import { markListStale } from '../../authority/issue-list.ts';
import { WIPED_GRACE_MS } from '../../connections/device-gate.ts';
import { announceRevocation } from '../../database/announce.ts';
import { appendAudit } from '../../database/audit.ts';
import { revokeCertificates } from '../../database/certificates.ts';
import type { Database } from '../../database/database.ts';

/** Ends the certificates of laptops whose wipe was receipted and whose time to repeat that is over. */
export const endWiped = async ({ query }: Database, at: Date): Promise<void> => {
  const due = await query
    .selectFrom('device')
    .innerJoin('certificate', 'certificate.device', 'device.name')
    .select('device.name')
    .distinct()
    .where('device.state', '=', 'wiped')
    .where('device.wiped_at', '<=', new Date(at.getTime() - WIPED_GRACE_MS))
    .where('certificate.kind', '=', 'device')
    .where('certificate.revoked_at', 'is', null)
    .where('certificate.not_after', '>', at)
    .execute();
  for (const { name } of due) {
    await query.transaction().execute(async (transaction) => {
      await revokeCertificates(transaction, 'device', { device: name }, 'cessationOfOperation', at);
      await markListStale(transaction, 'device');
      await announceRevocation(transaction, `device:${name}`);
      await appendAudit(transaction, { actor: 'hq', action: 'deviceRevoked', subject: name, detail: 'wiped' }, at);
    });
  }
};
