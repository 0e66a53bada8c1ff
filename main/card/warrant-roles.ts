import { type CertificateInfo, extendedKeyUsages, type Purpose } from '../../pki/index.ts';

/** The uses of a warrant card's keys: 9A, 9C and 9D of a PIV card. */
export const warrantRoles = ['authentication', 'signature', 'keyManagement'] as const;
export type WarrantRole = (typeof warrantRoles)[number];

/** What a certificate must be for to have the role. */
export const purposeOf: Readonly<Record<WarrantRole, Purpose>> = {
  authentication: 'cardAuthentication',
  signature: 'cardSignature',
  keyManagement: 'cardKeyManagement',
};

/** Whether a certificate says that its key is for this use (RFC 5280, 4.2.1.3 and 4.2.1.12). */
export function fitsRole(role: WarrantRole, { keyUsage, extendedKeyUsage, publicKey }: CertificateInfo): boolean {
  const signs = keyUsage.includes('digitalSignature');
  const binds = keyUsage.includes('nonRepudiation');
  switch (role) {
    case 'authentication':
      return signs && !binds && extendedKeyUsage.includes(extendedKeyUsages.smartcardLogon);
    case 'signature':
      return signs && binds && extendedKeyUsage.includes(extendedKeyUsages.emailProtection);
    case 'keyManagement':
      return keyUsage.includes(publicKey.kind === 'rsa' ? 'keyEncipherment' : 'keyAgreement') && !signs;
  }
}
