import sanitizeHtml from 'sanitize-html';

/** Tags after which a reader sees a new line. */
const LINE_ENDS = /<(?:br|hr|\/p|\/div|\/tr|\/li|\/h[1-6]|\/blockquote|\/table|\/ul|\/ol)\b/gi;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The words of an HTML body, with its line breaks, without anything else. */
export const htmlToText = (html: string): string =>
  sanitizeHtml(html.replace(/\s+/g, ' ').replace(LINE_ENDS, '\n$&'), { allowedTags: [], allowedAttributes: {} })
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
