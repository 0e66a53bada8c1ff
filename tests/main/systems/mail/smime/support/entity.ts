import type { SmimeEntity, SmimePart } from '../../../../../../main/systems/mail/smime/entity.ts';

/** A MIME reader just good enough for well-formed mail: the header's fields, the body decoded, the parts of a multipart byte by byte. */
export function entityOf(raw: Uint8Array): SmimeEntity & SmimePart {
  const text = Buffer.from(raw).toString('latin1');
  const end = /\r?\n\r?\n/.exec(text);
  const header = end ? text.slice(0, end.index) : text;
  const bodyText = end ? text.slice(end.index + end[0].length) : '';
  const fields = header.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const field = (name: string): string =>
    fields
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? '';
  const [type = '', ...rest] = field('content-type').split(';');
  const parameters = new Map(
    rest.map((parameter) => {
      const [name = '', ...value] = parameter.split('=');
      return [name.trim().toLowerCase(), value.join('=').trim().replace(/^"|"$/g, '')] as const;
    }),
  );
  const isMultipart = type.trim().toLowerCase().startsWith('multipart/');
  const body = Buffer.from(bodyText, /base64/i.test(field('content-transfer-encoding')) ? 'base64' : 'latin1');
  return {
    type: type.trim().toLowerCase() || 'text/plain',
    parameters,
    raw,
    body: isMultipart ? new Uint8Array() : Uint8Array.from(body),
    parts: isMultipart ? partsOf(bodyText, parameters.get('boundary') ?? '') : [],
  };
}

function partsOf(body: string, boundary: string): readonly SmimePart[] {
  const [, ...pieces] = `\n${body}`.split(`\n--${boundary}`);
  return pieces
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => entityOf(Buffer.from(piece.replace(/^[ \t]*\r?\n/, '').replace(/\r$/, ''), 'latin1')));
}

/** The addresses of the header's From, and its Date. */
export function authorOf(raw: Uint8Array): { readonly from: readonly string[]; readonly sentAt: number } {
  const text = Buffer.from(raw).toString('latin1');
  const from = /^From: *(.*?)\r?$/im.exec(text)?.[1] ?? '';
  return { from: [/<(.*)>/.exec(from)?.[1] ?? from], sentAt: Date.parse(/^Date: *(.*?)\r?$/im.exec(text)?.[1] ?? '') };
}
