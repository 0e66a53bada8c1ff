/** Media types of EST (RFC 7030 §3.2.2, RFC 8951 §3). */
export const estMediaTypes = {
  request: 'application/pkcs10',
  certsOnly: 'application/pkcs7-mime; smime-type=certs-only',
  cmcRequest: 'application/pkcs7-mime; smime-type=CMC-request',
  cmcResponse: 'application/pkcs7-mime; smime-type=CMC-response',
} as const;
