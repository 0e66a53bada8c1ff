/** Longest HTML that is looked at: pictures come beside it, so that a long newsletter has a tenth of this. */
const LENGTH = 1_000_000;
/** Tags, opening and closing: a long newsletter has some six thousand. Parsing nested ones costs their square; these take a quarter of a second. */
const TAGS = 20_000;

/** What is left to all the HTML of a message together. */
export interface HtmlBudget {
  length: number;
  tags: number;
}

export const htmlBudget = (): HtmlBudget => ({ length: LENGTH, tags: TAGS });

/** The HTML's beginning, short enough to be sanitised without holding anything up; `cut` when there was more. It is taken off the budget. */
export const boundHtml = (html: string, budget: HtmlBudget = htmlBudget()): { readonly html: string; readonly cut: boolean } => {
  let end = Math.min(html.length, budget.length);
  for (let at = html.indexOf('<'); at >= 0 && at < end; at = html.indexOf('<', at + 1)) {
    budget.tags -= 1;
    if (budget.tags < 0) end = at;
  }
  budget.length -= end;
  return { html: html.slice(0, end).toWellFormed(), cut: html.length > end };
};
