import { theme } from '../../../contracts/ipc/session.ts';
import type { Store } from '../../store/store.ts';
import type { MailReader } from './reader/client.ts';

/** The frame's own policy, whatever the window's is: no script, no address, an origin of its own that is nobody's. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; sandbox";
/** /mail/<id>/body, with the ids that messageId() makes. */
const PATH = /^\/mail\/([0-9a-f]{16}-\d{1,10}-\d{1,10})\/body$/;

/** Where a message's HTML is served on the app origin. */
export const bodyPath = (id: string): string => `/mail/${id}/body`;

/**
 * Serves /mail/<id>/body?theme=day|night|contrast[&car=1]: the message's sanitised HTML as a whole document. 404 when nobody is
 * signed in, or when the message is not on this laptop or has no HTML; only GET.
 */
export const mailBodyRoute =
  ({ store, reader }: { readonly store: () => Store | undefined; readonly reader: () => MailReader | undefined }) =>
  async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const id = PATH.exec(url.pathname)?.[1];
    const open = store();
    const reading = reader();
    if (request.method !== 'GET' || id === undefined || open === undefined || reading === undefined) return notFound();
    const raw = (await open.read('mail.message', { id }))?.raw;
    const wanted = theme.safeParse(url.searchParams.get('theme'));
    const appearance = { theme: wanted.success ? wanted.data : 'day', car: url.searchParams.get('car') === '1' } as const;
    const document = raw === undefined ? undefined : await reading.document(raw, appearance);
    return document === undefined ? notFound() : new Response(document, { headers });
  };

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  // Nothing readable is left behind: not in the browser's cache either.
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

const notFound = (): Response => new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
