/** One XML element with what is in it, escaped and closed. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...inside: readonly (string | Text)[]
): string => {
  const said = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escaped(String(value))}"`]));
  const open = `<${name}${said.join('')}`;
  if (inside.length === 0) return `${open}/>`;
  const content = inside.map((part) => (typeof part === 'string' ? `\n${indented(part)}\n` : escaped(part.text))).join('');
  return `${open}>${content.replaceAll('\n\n', '\n')}</${name}>`;
};

/** Text inside an element, as against elements, which are strings. */
export interface Text {
  readonly text: string;
}

export const XML_HEADER = '<?xml version="1.0" encoding="utf-8"?>\n';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;');

const indented = (text: string): string => text.replaceAll(/^/gm, '  ');
