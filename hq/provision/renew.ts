import { createPublicKey, X509Certificate } from 'node:crypto';
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { issueCertificate, parseCertificate } from '../../pki/index.ts';
import { readCertificate, readKey, readSigner } from '../authority/files.ts';
import { ConfigError } from '../config.ts';
import { certificatesOfForce } from './certificates.ts';
import { readIdentity, replaceFile, writeCertificate, writeKey } from './files.ts';
import { makeKey, spkiOf } from './keys.ts';
import { certificatePlaces, type Places, placeOf, placeOfIssuer } from './places.ts';

const DAY_MS = 86_400_000;
/** Certificates begin a day early: the clocks of a laptop and of HQ differ. */
const EARLY_MS = DAY_MS;

/**
 * Issues one of the force's certificates anew, as `init` did: an authority for its own key, so that what it has issued stays good, all else
 * for a new key. What was there stays as NAME.old until the next time; new files have its owner and mode. Throws ConfigError where a file that
 * it takes cannot be read, and for what is not renewed so: the root, and recovery, whose certificate old envelopes name.
 */
export const renewCertificate = async (places: Places, name: string, now: Date): Promise<void> => {
  const root = parseCertificate(readCertificate('root.pem', join(places.pki, 'root.pem')));
  const [gateway = ''] = parseCertificate(readCertificate('gateway.pem', join(places.pki, 'gateway.pem'))).sanDns;
  const orders = certificatesOfForce(root.subject.organization ?? '', gateway);
  const order = orders.find((one) => one.name === name && one.name !== 'recovery');
  if (order === undefined) {
    const names = orders.map((one) => one.name).filter((one) => one !== 'recovery');
    throw new ConfigError(`NAME: one of ${names.join(', ')}`);
  }
  const at = placeOf(places, order);
  const isForItsKey = order.profile.kind === 'authority';
  const key = isForItsKey ? readKey(`${name}.key`, join(at, `${name}.key`)) : await makeKey(order.keyKind);
  const by = placeOfIssuer(places, order.issuer, orders);
  const issuer = readSigner(order.issuer, { certificate: join(by, `${order.issuer}.pem`), key: join(by, `${order.issuer}.key`) });
  const certificate = await issueCertificate({
    issuer,
    subject: order.subject,
    profile: order.profile,
    spki: spkiOf(key),
    notBefore: new Date(now.getTime() - EARLY_MS),
    // Nothing outlives who issued it.
    notAfter: new Date(Math.min(now.getTime() + order.days * DAY_MS, parseCertificate(issuer.certificate).notAfter.getTime())),
  });
  const files = [
    ...(isForItsKey ? [] : [join(at, `${name}.key`)]),
    ...certificatePlaces(places, order).map((folder) => join(folder, `${name}.pem`)),
  ];
  // A pair that does not hold is what another renewal left when it was cut off: the one before it is kept instead.
  if (isPair(at, name)) for (const file of files) keepOld(file);
  for (const folder of new Set(files.map(dirname)))
    for (const suffix of ['key', 'pem']) rmSync(join(folder, `${name}.new.${suffix}`), { force: true });
  if (!isForItsKey) writeKey(at, `${name}.new`, key);
  for (const folder of certificatePlaces(places, order)) writeCertificate(folder, `${name}.new`, certificate);
  // HQ, which reads them at its next signal, finds both or neither but for a moment, and then says so and goes on.
  for (const file of files) replaceFile(versionOf(file, 'new'), file);
};

/** NAME.old.pem of NAME.pem. */
const versionOf = (file: string, version: string): string => file.replace(/(\.\w+)$/, `.${version}$1`);

const keepOld = (file: string): void => {
  if (!existsSync(file)) return; // A copy that is on another machine.
  copyFileSync(file, versionOf(file, 'next'));
  replaceFile(versionOf(file, 'next'), versionOf(file, 'old'), file);
};

const isPair = (folder: string, name: string): boolean => {
  try {
    const { certificate, key } = readIdentity(folder, name);
    return createPublicKey(key).equals(new X509Certificate(certificate).publicKey);
  } catch {
    return false; // One of them is missing, or damaged.
  }
};
