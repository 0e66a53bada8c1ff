/** Certificates: paths and revocation, signed and sealed messages, requests and issuing. Pure functions over bytes; signers passed in. */
export { type CertificateInfo, parseCertificate } from './certificate/info.ts';
export type { SubjectName } from './certificate/name.ts';
export { buildPkiData, type PkiData, parsePkiData } from './cmc/request.ts';
export { buildPkiResponse, type PkiResponse, parsePkiResponse } from './cmc/response.ts';
export type { CmcFailInfo } from './cmc/status.ts';
export {} from './cmc/status.ts';
export { certsOnly, parseCertsOnly } from './cms/certs-only.ts';
export { contentTypes } from './cms/content-types.ts';
export { signCms } from './cms/sign.ts';
export { verifyCms } from './cms/verify.ts';
export { type Crl, parseCrl } from './crl/crl.ts';
export type { RevocationReason } from './crl/reason.ts';
export { unwrapKey, wrapKey } from './envelope/key-wrap.ts';
export { openEnvelope, type RecipientKey } from './envelope/open.ts';
export { sealEnvelope } from './envelope/seal.ts';
export { decodeEstBody, encodeEstBody, estMediaTypes } from './est.ts';
export { type CmsFault, type PathFault, PkiError } from './fault.ts';
export { issueCertificate, issueRoot } from './issue/certificate.ts';
export { issueCrl } from './issue/crl.ts';
export { type CertificateProfile, extendedKeyUsages } from './issue/profile.ts';
export {
  type ChainedEntry,
  type ChainFault,
  type ChainHead,
  chainEntry,
  EMPTY_CHAIN,
  followChain,
  GENESIS,
  verifyJournal,
} from './journal.ts';
export { type VerifyPathOptions, verifyPath } from './path/verify.ts';
export { decodePem, encodePem } from './pem.ts';
export { createRequest, type ParsedRequest, parseRequest } from './request.ts';
export { provesShare, type ShareOwner, shareProof } from './share-proof.ts';
export { type Signer, signerFromKey } from './signer.ts';
