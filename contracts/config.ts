import { z } from 'zod';

const site = z.object({
  /** As the status bar shows it, e.g. "HQ site A". */
  name: z.string().min(1).max(100),
  host: z.string().min(1).max(255),
  port: z.number().int().min(1).max(65535),
  /** Port of the enrolment service on the same host; needed only until the laptop is known. */
  enrolmentPort: z.number().int().min(1).max(65535).optional(),
});

/** The client's configuration file, documented in docs/operations.md. */
export const clientConfig = z.object({
  force: z.string().min(1).max(200),
  pool: z.string().min(1).max(200),
  /** HQ's sites, tried in this order. */
  sites: z.array(site).min(1).max(8),
  /** The name that the gateways' certificates carry. */
  gatewayName: z.string().min(1).max(255),
  /** PEM file of the force's root certificate. Relative paths are relative to this file. */
  forceRoot: z.string().min(1),
  /** The card's PKCS#11 module, e.g. /usr/lib/x86_64-linux-gnu/opensc-pkcs11.so */
  pkcs11Module: z.string().min(1),
  /** Extra environment of the card service, e.g. PCSCLITE_CSOCK_NAME or SOFTHSM2_CONF. */
  cardServiceEnvironment: z.record(z.string().regex(/^[A-Z0-9_]+$/), z.string()).default({}),
  /** Local floor of the policy: HQ's signed policy may be stricter, never weaker. */
  policy: z
    .object({
      idleLockSeconds: z.number().int().min(30).max(900).default(600),
      pinMinLength: z.number().int().min(4).max(16).default(6),
      pinMaxLength: z.number().int().min(4).max(64).default(8),
    })
    .prefault({}),
});
export type ClientConfig = z.infer<typeof clientConfig>;
