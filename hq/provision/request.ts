import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createRequest, encodePem } from '../../pki/index.ts';
import type { CertificateOrder } from './certificates.ts';
import { writeKey } from './files.ts';
import { makeKey } from './keys.ts';
import { certificatePlaces, type Places, placeOf, placeOfIssuer } from './places.ts';

/**
 * Makes a key for each certificate, a request for it (PKCS #10, NAME.csr) and what the certificate is to say (NAME.cnf, an openssl extension
 * file whose first line is the command that issues it, in the folder of the requests). The authority below which a certificate is issued may
 * be one of those asked for.
 */
export const requestAll = async (places: Places, orders: readonly CertificateOrder[]): Promise<void> => {
  for (const order of orders) {
    const key = await makeKey(order.keyKind);
    writeKey(placeOf(places, order), order.name, key);
    writeFileSync(
      join(places.requests, `${order.name}.csr`),
      encodePem(await createRequest({ subject: order.subject, key }), 'CERTIFICATE REQUEST'),
    );
    writeFileSync(join(places.requests, `${order.name}.cnf`), profileOf(places, order, orders));
  }
};

const profileOf = (places: Places, order: CertificateOrder, orders: readonly CertificateOrder[]): string => {
  const { name, issuer, days, extensions } = order;
  const at = (folder: string, file: string): string => relative(places.requests, join(folder, file));
  // The force's own root is wherever the force keeps it: here as root.pem and root.key in the safe.
  const by = placeOfIssuer(places, issuer, orders);
  const authority = `-CA ${at(by, `${issuer}.pem`)} -CAkey ${at(by, `${issuer}.key`)}`;
  const [out = '', ...copies] = certificatePlaces(places, order).map((folder) => at(folder, `${name}.pem`));
  const copy = copies.map((to) => ` && cp ${out} ${to}`).join('');
  return [
    `# openssl x509 -req -in ${name}.csr -sha256 -days ${days} -extfile ${name}.cnf ${authority} -CAcreateserial -out ${out}${copy}`,
    ...(extensions.some((line) => line.startsWith('basicConstraints')) ? [] : ['basicConstraints = critical, CA:FALSE']),
    'subjectKeyIdentifier = hash',
    'authorityKeyIdentifier = keyid',
    ...extensions,
    '',
  ].join('\n');
};
