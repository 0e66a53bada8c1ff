import { theme } from '../../../contracts/ipc/session.ts';
import type { Store } from '../../store/store.ts';
import { findMessage } from './lookup/sought.ts';
import type { MailReader } from './reader/client.ts';

/** The frame's own policy, whatever the window's is: no script, no address, an origin of its own that is nobody's. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; sandbox";
/** /mail/<id>/body, /mail/<id>/part/<index> or /mail/<id>/pdf/<index>, with the ids that messageId() makes. */
const PATH = /^\/mail\/([0-9a-f]{16}-\d{1,10}-\d{1,10})\/(?:body|(part|pdf)\/(\d{1,3}))$/;

/** Where a message's HTML is served on the app origin. */
export const bodyPath = (id: string): string => `/mail/${id}/body`;

/** Where an attachment is served, for those that are shown in the window. */
export const attachmentPath = (id: string, index: number): string => `/mail/${id}/part/${index}`;

/** Where an attached PDF is served as it was attached: the window reads it itself (renderer/ui/pdf). */
export const pdfPath = (id: string, index: number): string => `/mail/${id}/pdf/${index}`;

/**
 * Serves /mail/<id>/body?theme=day|night|contrast[&car=1]: the message's sanitised HTML as a whole document; /mail/<id>/part/<index>
 * likewise an attachment; /mail/<id>/pdf/<index> the bytes of one that is a PDF. 404 when nobody is signed in, or when the message is not
 * on this laptop or has nothing of the kind; only GET.
 */
export const mailBodyRoute =
  ({ store, reader }: { readonly store: () => Store | undefined; readonly reader: () => MailReader | undefined }) =>
  async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const [, id, place, index] = PATH.exec(url.pathname) ?? [];
    const open = store();
    const reading = reader();
    if (request.method !== 'GET' || id === undefined || open === undefined || reading === undefined) return notFound();
    const raw = (await findMessage(open, id))?.raw;
    const wanted = theme.safeParse(url.searchParams.get('theme'));
    const appearance = { theme: wanted.success ? wanted.data : 'day', car: url.searchParams.get('car') === '1' } as const;
    if (raw === undefined) return notFound();
    if (place === 'pdf') {
      const bytes = await reading.pdf(raw, Number(index));
      return bytes === undefined ? notFound() : new Response(bytes, { headers: { ...headers, 'content-type': 'application/pdf' } });
    }
    const document = await (index === undefined ? reading.document(raw, appearance) : reading.attachment(raw, Number(index), appearance));
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
