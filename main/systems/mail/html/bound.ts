/** Longest HTML that is looked at: pictures come beside it, so that a long newsletter has a tenth of this. */
const LENGTH = 1_000_000;
/** Tags, opening and closing: a long newsletter has some six thousand. Parsing nested ones costs their square; these take a quarter of a second. */
const TAGS = 20_000;

/** The HTML's beginning, short enough to be sanitised without holding anything up; `cut` when there was more. */
export const boundHtml = (html: string): { readonly html: string; readonly cut: boolean } => {
  let end = Math.min(html.length, LENGTH);
  let tags = 0;
  for (let at = html.indexOf('<'); at >= 0 && at < end; at = html.indexOf('<', at + 1)) {
    tags += 1;
    if (tags > TAGS) end = at;
  }
  return { html: html.slice(0, end).toWellFormed(), cut: html.length > end };
};
