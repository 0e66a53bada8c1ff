/**
 * Tests that need nothing of Debian: no server, card, browser or program. They run on Windows and macOS too; the others are skipped
 * there, as one.
 */
export const PORTABLE_TESTS = [
  'tests/contracts',
  'tests/preload',
  ...['exact', 'oaep', 'requests', 'signature-format'].map((name) => `tests/native/${name}.test.ts`),
  ...['as-signed', 'hostile', 'pkits', 'purpose', 'share-proof', 'trust-bundle'].map((name) => `tests/pki/${name}.test.ts`),
  ...['deferred-handlers', 'page-streams', 'router'].map((name) => `tests/main/platform/ipc/${name}.test.ts`),
  'tests/main/platform/shell/electron/policy.test.ts',
  'tests/main/session/machine.test.ts',
  'tests/main/sync/backoff.test.ts',
  ...['linear', 'read', 'sanitise'].map((name) => `tests/main/systems/mail/${name}.test.ts`),
] as const;

/** What is said of all others. */
export const NEEDS_DEBIAN = "tests on servers, cards and Chromium (need Linux with Debian's packages)";
