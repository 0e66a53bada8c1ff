import type { PDFPageProxy } from 'pdfjs-dist';
import { ADDRESS_LETTERS, MOST_ADDRESSES, MOST_LETTERS, MOST_RUNS } from './limits.ts';

type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;

/** The runs of text of a page, no more of them than can be laid out without being felt. */
export const textOf = async (page: PDFPageProxy, signal: AbortSignal): Promise<TextContent> => {
  const reader = page.streamTextContent({}).getReader() as ReadableStreamDefaultReader<TextContent>;
  const all: TextContent = { items: [], styles: {}, lang: null };
  let letters = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) break;
      all.lang ??= value.lang;
      Object.assign(all.styles, value.styles);
      for (const item of value.items) {
        if (!('str' in item)) continue;
        letters += item.str.length;
        if (letters > MOST_LETTERS || all.items.length >= MOST_RUNS) return all;
        all.items.push(item);
      }
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
  return all;
};

/** Where links of a page lead to outside it, as text: none of them is followed. */
export const addressesOf = async (page: PDFPageProxy): Promise<readonly string[]> => {
  const found = new Set<string>();
  for (const { subtype, unsafeUrl } of await page.getAnnotations()) {
    if (subtype !== 'Link' || typeof unsafeUrl !== 'string' || unsafeUrl === '') continue;
    found.add(unsafeUrl.slice(0, ADDRESS_LETTERS));
    if (found.size === MOST_ADDRESSES) break;
  }
  return [...found];
};
