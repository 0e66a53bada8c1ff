/** Longer than what mail and attachments carry; it lies in the page's memory while it is shown. */
export const MOST_PDF_BYTES = 64 * 1024 * 1024;
/** More pages than anybody reads on a laptop, and fewer than a scroller is high enough for. */
export const MOST_PAGES = 2_000;
/** Of a canvas: an A4 page at 300 dpi has 8.7 million. */
export const MOST_PIXELS = 12_000_000;
/** Of one picture in it: larger ones are left white. A sheet of A3 scanned at 600 dpi has 70 million. */
export const MOST_IMAGE_PIXELS = 80_000_000;
/** How many times as high as wide a page may be, or as wide as high: beyond it is a strip, of which nothing can be seen. */
export const MOST_SLENDER = 20;
/** Runs of text and letters of one page that can be selected: a full newspaper page has 3,000 runs. */
export const MOST_RUNS = 10_000;
export const MOST_LETTERS = 200_000;
/** Addresses of one page that are named, and letters of one. */
export const MOST_ADDRESSES = 50;
export const ADDRESS_LETTERS = 300;
/** To read what a document is, and to draw one page of it: an old laptop takes a second for a scanned page. */
export const OPEN_MS = 20_000;
export const PAGE_MS = 20_000;
