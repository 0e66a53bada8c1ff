import { join } from 'node:path';

/** The repository's root. */
export const ROOT = join(import.meta.dirname, '..', '..');
/** Where bundles go; the tests give their own. */
export const DIST = join(ROOT, 'dist');
/** What main/platform/ipc/serve.ts replaces with a fresh nonce in every index.html it sends; a test holds the two equal. */
export const NONCE_PLACEHOLDER = '__NONCE__';
