/**
 * Policies that are created by name (Trusted Types): one, which takes no text at all and gives the address of one of two workers of our own
 * (renderer/ui/pdf/workers.ts), so that no script can turn text into code or markup.
 */
const TRUSTED_TYPES = 'pdf-workers';

/**
 * The page's content security policy: everything from our own origin, styles also by the nonce of this response (Fluent
 * writes its rules into style elements), no inline script, no eval, no plugin, no form target, no frame around us.
 */
export const pageSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${TRUSTED_TYPES}`,
  ].join('; ');

/**
 * For the scripts of workers, which have no policy but what comes with them: they read what they are given and ask nobody for anything. Their
 * decoders of pictures are WebAssembly, which the page itself may not run.
 */
export const WORKER_POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";

/** For whatever comes over a route without a policy of its own: it may be looked at, and nothing more. */
export const INERT_POLICY = "default-src 'none'; sandbox";
