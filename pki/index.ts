/** Certificates: paths and revocation, signed and sealed messages, requests and issuing. Pure functions over bytes; signers passed in. */
export { type BundledFile, readBundle } from './bundle/read.ts';
export { type BundleEntry, writeBundle } from './bundle/write.ts';
export { type CertificateInfo, parseCertificate } from './certificate/info.ts';
export type { SubjectName } from './certificate/name.ts';
export { buildPkiData, parsePkiData, type ReadPkiData } from './cmc/request.ts';
export { buildPkiResponse, type PkiResponse, parsePkiResponse } from './cmc/response.ts';
export type { CmcFailInfo } from './cmc/status.ts';
export { readCardSigned } from './cms/card-signature.ts';
export { certsOnly, parseCertsOnly } from './cms/certs-only.ts';
export { contentTypes } from './cms/content-types.ts';
export { signCms } from './cms/sign.ts';
export { signedContent } from './cms/signed-data.ts';
export { verifyCms } from './cms/verify.ts';
export { type Crl, parseCrl } from './crl/crl.ts';
export type { RevocationReason } from './crl/reason.ts';
export { keepRecipient } from './envelope/keep-recipient.ts';
export { unwrapKey, wrapKey } from './envelope/key-wrap.ts';
export { type OpenedEnvelope, openAnyEnvelope, openEnvelope, type RecipientKey } from './envelope/open.ts';
export { sealEnvelope, sealMail } from './envelope/seal.ts';
export { decodeEstBody, encodeEstBody } from './est.ts';
export { pathFaultWords } from './explain.ts';
export { type CmsFault, type PathFault, PkiError } from './fault.ts';
export { HASH_BYTES, leafHash, levelCount, pathPlaces, provesLeaf, treeLevels } from './hash-tree.ts';
export { issueCertificate, issueRoot } from './issue/certificate.ts';
export { issueCrl } from './issue/crl.ts';
export { type CertificateProfile, deviceUri } from './issue/profile.ts';
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
export { extendedKeyUsages } from './oids.ts';
export { signPdf } from './pades/sign.ts';
export { stampPdf } from './pades/time-stamp.ts';
export { embedValidationData } from './pades/validation-data.ts';
export { type PdfFault, verifyPdf } from './pades/verify.ts';
export { decodePem, encodePem } from './pem.ts';
export { type AuthorityPurpose, certificatePolicies, type Purpose } from './purpose.ts';
export { createRequest, type ParsedRequest, parseRequest } from './request.ts';
export { provesShare, type ShareOwner, shareProof } from './share-proof.ts';
export { type ListFault, readSignedList } from './signed-list.ts';
export { type Signer, signerFromKey } from './signer.ts';
export { readProtectedMail } from './smime/protected.ts';
export { type DecryptionKeys, openSealedMail, type RsaPadding, type SealedMail } from './smime/sealed.ts';
export { signMail } from './smime/sign.ts';
export type { MailSignature, MailSignedData } from './smime/signed.ts';
export { answerTimeStampRequest } from './timestamp/authority.ts';
export { timeStampRequest } from './timestamp/request.ts';
export { grantedToken, verifyTimeStamp } from './timestamp/token.ts';
export { type ProvenTrust, proveTrust, type TrustRefusal } from './trust-bundle.ts';
export { claimsPurpose, type PurposeContext, verifyAuthority, verifyFor, verifyMailSigner } from './verify-for.ts';
