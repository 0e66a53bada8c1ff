import { operations } from './openapi/operations.ts';
import { schemas } from './openapi/schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** HQ's HTTP contract as an OpenAPI 3.1 document, its schemas generated from the contracts that both ends check with. */
export const openApiDocument = (): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Mobile Office HQ',
    version: '1',
    description: 'What a laptop says to its force. A force’s integration layer implements the operations tagged "systems".',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  tags: [
    { name: 'enrolment', description: 'The enrolment port: TLS with the force’s server certificate alone.' },
    { name: 'device channel', description: 'Requests on the tunnel connection itself; all else there is CONNECT.' },
    { name: 'fleet', description: 'services.hq:443, for officers with the role ict alone.' },
    { name: 'systems', description: 'services.hq:443, inside the tunnel.' },
  ],
  paths: paths(),
  components: {
    schemas: schemas(),
    securitySchemes: {
      oneTimeCode: { type: 'http', scheme: 'basic' },
      deviceCertificate: { type: 'mutualTLS', description: 'The laptop’s device certificate' },
      shiftCertificate: { type: 'mutualTLS', description: 'The officer’s shift certificate' },
    },
  },
});

const paths = (): Json => {
  const byPath: Record<string, Record<string, Json>> = {};
  for (const [name, operation] of Object.entries(operations)) {
    const [method = '', path = ''] = name.split(' ');
    byPath[path] = { ...byPath[path], [method.toLowerCase()]: operation };
  }
  return byPath;
};

if (import.meta.main) process.stdout.write(`${JSON.stringify(openApiDocument(), undefined, 2)}\n`);
