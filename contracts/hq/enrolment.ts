import { z } from 'zod';

/**
 * A fresh laptop, before it has a certificate, reaches only the enrolment port (TLS 1.3, server certificate of the force):
 *   POST /.well-known/est/simpleenroll       RFC 7030 §4.2.1; HTTP Basic (RFC 7030 §3.2.3): user = device name, password = one-time code
 * The CSR is P-256; HQ sets the subject. The code works once, for 15 minutes, and dies after 5 wrong guesses.
 */
export const enrolmentCode = z.string().regex(/^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/);
