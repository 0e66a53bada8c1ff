import { z } from 'zod';
import { clientConfig } from '../../../contracts/config.ts';

/** A field of client.json as group policy can set it. */
export interface Setting {
  /** The field's name and the registry value's, with its group before it: `policy.idleLockSeconds`. */
  readonly path: string;
  readonly kind: 'text' | 'number' | 'numberedList' | 'namedList';
  readonly title: string;
  readonly explanation: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly standard?: number;
}

/** Below HKEY_LOCAL_MACHINE: where group policy writes, and only administrators with it. */
export const REGISTRY_KEY = 'Software\\Policies\\Mobile Office';

/** What the group policy editor shows. A field of the schema that is not here, or the other way about, ends the build. */
const WORDS: Readonly<Record<string, readonly [title: string, explanation: string]>> = {
  force: ['Force', 'The name of the force, as its certificates carry it and the sign-in card shows it.'],
  pool: ['Pool', 'The pool that this laptop belongs to, as the sign-in card shows it.'],
  sites: [
    'HQ sites',
    "The sites of HQ. Name: 1, 2, 3 …, the order in which they are tried. Value: the site's name, host, port and enrolment port, with | between them, e.g. HQ site A|gateway.hq.example|443|8443. The enrolment port may be left out on laptops that are enrolled.",
  ],
  gatewayName: ['Name of the gateway', "The DNS name in the certificates of HQ's gateways."],
  forceRoot: ["The force's root certificate", 'A PEM file; relative to the folder of client.json.'],
  pkcs11Module: ["The card's PKCS#11 module", 'The DLL that speaks to the warrant card, with its whole path.'],
  cardServiceEnvironment: ['Environment of the card service', 'Extra variables for the PKCS#11 module, if it needs any: name and value.'],
  'policy.idleLockSeconds': [
    'Lock when idle',
    "Seconds without a key or the mouse until the work locks. HQ's policy may be stricter, never weaker.",
  ],
  'policy.pinMinLength': ['Shortest PIN', "Digits. HQ's policy may be stricter, never weaker."],
  'policy.pinMaxLength': ['Longest PIN', 'Digits. As the card allows.'],
};

const field = z.looseObject({
  type: z.enum(['string', 'integer', 'array', 'object']),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  default: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});

/** Every field of client.json (contracts/config.ts), in its order. */
export const settings = (): readonly Setting[] => {
  const found = fieldsOf(z.toJSONSchema(clientConfig, { io: 'input' }), '');
  const unknown = Object.keys(WORDS).filter((path) => !found.some((one) => one.path === path));
  if (unknown.length > 0) throw new Error(`client.json has no ${unknown.join(', ')}`);
  return found;
};

const fieldsOf = (schema: unknown, before: string): readonly Setting[] => {
  const { properties = {} } = field.parse(schema);
  return Object.entries(properties).flatMap(([name, raw]) => {
    const path = `${before}${name}`;
    const one = field.parse(raw);
    if (one.properties !== undefined) return fieldsOf(raw, `${path}.`);
    const words = WORDS[path];
    if (words === undefined) throw new Error(`client.json has ${path}, for which the group policy template has no words`);
    return [
      {
        path,
        kind: KINDS[one.type],
        title: words[0],
        explanation: words[1],
        ...(one.maxLength === undefined ? {} : { maxLength: one.maxLength }),
        ...(one.minimum === undefined ? {} : { minimum: one.minimum }),
        ...(one.maximum === undefined ? {} : { maximum: one.maximum }),
        ...(typeof one.default === 'number' ? { standard: one.default } : {}),
      },
    ];
  });
};

const KINDS = { string: 'text', integer: 'number', array: 'numberedList', object: 'namedList' } as const;
