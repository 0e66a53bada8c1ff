import drawUrl from 'pdfjs-dist/build/pdf.renderer.min.mjs?url';
import parseUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

const scripts = { parse: parseUrl, draw: drawUrl } as const;

/** The browser's own (Trusted Types §2.3), which TypeScript's library does not name yet. */
interface ScriptUrlPolicies {
  createPolicy(name: string, rules: { createScriptURL(which: string): string }): { createScriptURL(which: keyof typeof scripts): string };
}

/**
 * The one policy of Trusted Types that the page has (main/platform/ipc/csp.ts): it takes no address, it gives one of these two. Made once,
 * for the page's policy allows it no second time.
 */
const policy = (window as unknown as { readonly trustedTypes: ScriptUrlPolicies }).trustedTypes.createPolicy('pdf-workers', {
  createScriptURL: (which) => scripts[which as keyof typeof scripts],
});

/** A thread that reads strangers' PDF, or one that draws it. It has no network: its file comes with a policy of its own. */
export const startPdfWorker = (which: keyof typeof scripts): Worker =>
  new Worker(policy.createScriptURL(which), { type: 'module', name: `pdf-${which}` });
