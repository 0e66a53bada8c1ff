/** Attributes whose address a browser fetches by itself. */
const FETCHED = ['src', 'srcset', 'background', 'poster', 'data', 'lowsrc', 'dynsrc', 'code', 'codebase', 'archive', 'xlink:href'];
/** Elements whose href is fetched by itself; a link's is not. */
const FETCHED_HREF = new Set(['link', 'image', 'use', 'feimage']);
const REMOTE = /(?:https?:|ftp:|^\s*)\/\//i;
const REMOTE_IN_STYLE = /(?:url\s*\(|@import)\s*["']?\s*(?:https?:|ftp:)?\/\//i;

/** Whether this element would have something fetched from elsewhere. Attribute names in lower case. */
export const namesRemoteContent = (element: string, attributes: Readonly<Record<string, string>>): boolean =>
  FETCHED.some((name) => REMOTE.test(attributes[name] ?? '')) ||
  (FETCHED_HREF.has(element) && REMOTE.test(attributes.href ?? '')) ||
  REMOTE_IN_STYLE.test(attributes.style ?? '');
