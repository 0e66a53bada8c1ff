/**
 * Mail is encrypted. `mail_certificate`: of each address in lower case the newest certificate that came with a signed message of an officer's,
 * DER, and since when it holds.
 */
export const mailCertificates = `
CREATE TABLE mail_certificate (address TEXT PRIMARY KEY, certificate BLOB NOT NULL, not_before TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
