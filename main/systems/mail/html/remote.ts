/** Attributes whose address a browser fetches by itself. */
const FETCHED = ['src', 'srcset', 'background', 'poster', 'data', 'lowsrc', 'dynsrc', 'code', 'codebase', 'archive', 'xlink:href'];
/** Elements whose href is fetched by itself; a link's is not. */
const FETCHED_HREF = new Set(['link', 'image', 'use', 'feimage']);
const REMOTE = /(?:https?:|ftp:|^\s*)\/\//i;

/** Whether this element would have something fetched from elsewhere. Attribute names in lower case. */
export const namesRemoteContent = (element: string, attributes: Readonly<Record<string, string>>): boolean =>
  FETCHED.some((name) => REMOTE.test(attributes[name] ?? '')) ||
  (FETCHED_HREF.has(element) && REMOTE.test(attributes.href ?? '')) ||
  fetchesInStyle(attributes.style ?? '');

/** Whether CSS, or HTML with CSS in it, would have something fetched from elsewhere. One pass, whatever it is made of. */
export const fetchesInStyle = (css: string): boolean => {
  OPENER.lastIndex = 0;
  for (let opener = OPENER.exec(css); opener !== null; opener = OPENER.exec(css)) {
    let at = afterSpaces(css, OPENER.lastIndex);
    if (opener[0].toLowerCase() === 'url') {
      if (css[at] !== '(') continue;
      at = afterSpaces(css, at + 1);
    }
    if (css[at] === '"' || css[at] === "'") at = afterSpaces(css, at + 1);
    if (ADDRESS.test(css.slice(at, at + LONGEST_SCHEME))) return true;
    OPENER.lastIndex = Math.max(at, OPENER.lastIndex);
  }
  return false;
};

const OPENER = /url|@import/gi;
const ADDRESS = /^(?:https?:|ftp:)?\/\//i;
/** "https://". */
const LONGEST_SCHEME = 8;
const SPACE = /\s/;

const afterSpaces = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && SPACE.test(text[at] ?? '')) at += 1;
  return at;
};
