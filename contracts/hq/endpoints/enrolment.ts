import { base64, type Endpoint } from '../endpoint.ts';
import { estMediaTypes } from '../media-types.ts';

/** A PKCS #10 request for a P-256 key is under 1 KiB; base64 adds a third. */
export const certificateRequest = { ...base64(estMediaTypes.request), maxBytes: 8 * 1024 } as const;
/** A device certificate and its authority are 2 KiB. */
export const MAX_CERTIFICATES_BYTES = 64 * 1024;

/** What a fresh laptop, before it has a certificate, reaches: the enrolment port alone. */
export const enrolmentEndpoints = {
  simpleEnroll: {
    method: 'POST',
    path: '/.well-known/est/simpleenroll',
    channel: 'enrolment',
    summary: 'First certificate of a fresh laptop, for a one-time code',
    description:
      'RFC 7030 §4.2.1, HTTP Basic (§3.2.3): user is the device name, password the code. HQ sets the subject. The code works once, for 15 ' +
      'minutes, and dies after 100,000 wrong guesses; an address has ten tries a minute. Whatever is wrong with name or code, the answer is the same.',
    request: certificateRequest,
    answers: { 200: base64(estMediaTypes.certsOnly) },
    maxAnswerBytes: MAX_CERTIFICATES_BYTES,
    // HQ checks a code and issues a certificate in 0.1 s; the rest is for the link.
    timeoutMs: 20_000,
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
