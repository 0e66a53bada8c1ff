import { deviceName } from '../../contracts/domain/device.ts';
import { enrolmentCode } from '../../contracts/hq/enrolment.ts';
import { certsOnly } from '../../pki/index.ts';
import { markListStale } from '../authority/issue-list.ts';
import { announceRevocation } from '../database/announce.ts';
import { appendAudit } from '../database/audit.ts';
import { revokeCertificates } from '../database/certificates.ts';
import type { Database } from '../database/database.ts';
import { lockDevice } from '../database/devices.ts';
import { useEnrolmentCode } from '../database/enrolment-codes.ts';
import { auditRefusal } from '../database/refusals.ts';
import { beginAnew } from '../fleet/device-state.ts';
import { HttpError } from '../http/answer.ts';
import type { Call } from '../http/endpoints.ts';
import { beginJournal } from '../journal/head.ts';
import type { Log } from '../log.ts';
import { basicCredentials } from './basic.ts';
import { type DeviceCertificateParts, issueDeviceCertificate, readCertificateRequest } from './device-certificate.ts';
import type { Unknown } from './enrolment-server.ts';

/**
 * EST simpleenroll (RFC 7030 §4.2.1): the first certificate of a fresh laptop, for ICT's one-time code.
 * Whatever is wrong with name or code, the answer is the same 401: nobody learns which laptops there are.
 */
export const enrol = async (
  parts: DeviceCertificateParts & { readonly database: Database; readonly log: Log },
  call: Pick<Call<'simpleEnroll'>, 'body'>,
  { authorization }: Pick<Unknown, 'authorization'>,
  at: Date,
): Promise<Uint8Array> => {
  const { database } = parts;
  const given = basicCredentials(authorization);
  const device = deviceName.safeParse(given?.user);
  const code = enrolmentCode.safeParse(given?.password);
  if (!device.success || !code.success) throw notAuthorised();
  // Before the code is used up: a request that cannot be granted leaves the laptop its code.
  const request = readCertificateRequest(await call.body());
  const certificate = await database.query.transaction().execute(async (transaction) => {
    await lockDevice(transaction, device.data);
    if (!(await useEnrolmentCode(transaction, device.data, code.data, at))) return undefined;
    // A laptop that enrols anew has lost its former key, or somebody else has it.
    await revokeCertificates(transaction, 'device', { device: device.data }, 'superseded', at);
    await markListStale(transaction, 'device');
    await announceRevocation(transaction, `device:${device.data}`);
    const issued = await issueDeviceCertificate(transaction, parts, device.data, request.spki, at);
    await beginAnew(transaction, device.data, at);
    await beginJournal(transaction, device.data, at);
    await appendAudit(transaction, { actor: device.data, action: 'deviceEnrolled', subject: device.data }, at);
    return issued;
  });
  if (certificate === undefined) {
    parts.log('enrolmentRefused', { device: device.data });
    await auditRefusal(database.query, { actor: 'hq', action: 'enrolmentRefused', subject: device.data });
    throw notAuthorised();
  }
  parts.log('laptopEnrolled', { device: device.data });
  return certsOnly([certificate]);
};

const notAuthorised = (): HttpError => new HttpError('NotAuthorised', { 'www-authenticate': 'Basic realm="enrolment"' });
