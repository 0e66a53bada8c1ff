/** Types that programs leave out, by the ending of the file's name. */
const BY_ENDING: Readonly<Record<string, string>> = {
  ...{ txt: 'text/plain', log: 'text/plain', csv: 'text/csv', json: 'application/json', ics: 'text/calendar', eml: 'message/rfc822' },
  ...{
    htm: 'text/html',
    html: 'text/html',
    pdf: 'application/pdf',
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
  },
  ...{ webp: 'image/webp', vcf: 'text/vcard' },
};
const UNTYPED: ReadonlySet<string> = new Set([
  '',
  'application/octet-stream',
  'application/octetstream',
  'application/x-octet-stream',
  'binary/octet-stream',
  'image/jpg',
]);

/** A part's type, as it is named, else as its file's name ends. */
export const fileTypeOf = (type: string, name: string | undefined): string => {
  if (!UNTYPED.has(type)) return type;
  return BY_ENDING[/\.([a-z\d]{1,5})$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? ''] ?? (type === 'image/jpg' ? 'image/jpeg' : type);
};

/** How an attachment is shown in the window; undefined where it is not. */
export type Viewing = 'picture' | 'text' | 'html' | 'message' | 'pdf';

export const viewingOf = (type: string): Viewing | undefined => {
  if (/^image\/(?:png|jpeg|gif|webp)$/.test(type)) return 'picture';
  if (type === 'text/html') return 'html';
  if (type === 'application/pdf') return 'pdf';
  if (type === 'message/rfc822') return 'message';
  return type.startsWith('text/') || type === 'application/json' || type === 'message/delivery-status' ? 'text' : undefined;
};
