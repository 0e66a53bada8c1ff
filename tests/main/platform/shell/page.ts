import type { ServeHandler } from '../../../../main/platform/shell/port.ts';

const html = (body: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(`<!doctype html><html lang="en"><head><title>Test page</title></head><body>${body}</body></html>`, {
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  });

export const MEGABYTE = 1024 * 1024;
/** Text of the page that must never be found on a disk. */
export const MARKER = 'ZEBRA-CROSSING-7741';

/** The tests' own page: as small as can be, and with a policy of its own so that the shell's guards are tested and not its CSP. */
export const testServe: ServeHandler = async (request) => {
  const { pathname } = new URL(request.url);
  switch (pathname) {
    case '/':
      return html(`<h1>${MARKER}</h1><script src="/page.js"></script>`);
    case '/page.js':
      return new Response('globalThis.pageRan=true', { headers: { 'content-type': 'text/javascript' } });
    case '/with-frame':
      return html('<iframe id="frame" src="/frame"></iframe><iframe id="sandboxed" sandbox src="/frame"></iframe>');
    case '/frame':
      return html('<p>inside the frame</p>');
    case '/strict':
      return html('', {
        'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'",
      });
    case '/blob':
      return new Response(new Uint8Array(MEGABYTE).fill(7), { headers: { 'content-type': 'application/octet-stream' } });
    case '/untyped':
      return new Response(new TextEncoder().encode('<script>pageRan</script>'));
    case '/echo':
      return new Response(await request.arrayBuffer(), { headers: { 'content-type': 'application/octet-stream' } });
    case '/redirect':
      return new Response(null, { status: 302, headers: { location: 'https://evil.example/' } });
    case '/download':
      return new Response('file', {
        headers: { 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="file.zip"' },
      });
    case '/throws':
      throw new Error(MARKER);
    case '/worker.js':
      return new Response('fetch("/blob").then(r=>r.arrayBuffer()).then(b=>postMessage(b.byteLength),e=>postMessage(String(e)))', {
        headers: { 'content-type': 'text/javascript' },
      });
    case '/service-worker.js':
      return new Response('', { headers: { 'content-type': 'text/javascript' } });
    default:
      return new Response(null, { status: 404 });
  }
};
