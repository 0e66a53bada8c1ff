import { join } from 'node:path';
import { makeSamples } from './make.ts';

/** npm run samples [DIR]: makes docs/samples anew. */
await makeSamples(process.argv[2] ?? join(import.meta.dirname, '..', '..', 'docs', 'samples'));
