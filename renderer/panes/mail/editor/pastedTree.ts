import { Parser } from 'htmlparser2';

/** Elements that the editor's schema reads. Of all others the words count. */
const READ: ReadonlySet<string> = new Set('a b blockquote br div em h1 h2 h3 h4 h5 h6 i li ol p pre strong td th tr ul'.split(' '));
/** What is in these is not read by anybody. */
const UNSEEN: ReadonlySet<string> = new Set(
  'applet audio canvas embed head iframe math noembed noframes noscript object script select style svg template textarea title video'.split(
    ' ',
  ),
);
/** Deeper elements are read as if they were not there: whoever walks the tree needs stack for each. */
const DEEPEST = 100;

/**
 * Pasted HTML as elements of the page that do nothing: made one by one, by name, with a link's address (`linkable`) and an id alone. The browser's
 * own ways to read HTML are closed by the page's policy (Trusted Types), or report what they take out as if it had been tried.
 */
export const treeOf = (html: string, linkable: (href: string) => boolean): HTMLElement => {
  const box = document.createElement('div');
  /** What is open; of an element that is not read, undefined. */
  const open: (HTMLElement | undefined)[] = [];
  let at: HTMLElement = box;
  let unseen = 0;
  const parser = new Parser({
    onopentag(name, { href = '', id = '' }) {
      if (UNSEEN.has(name)) unseen += 1;
      const isRead = unseen === 0 && READ.has(name) && open.length < DEEPEST;
      open.push(isRead ? made(name, linkable(href) ? href : '', id) : undefined);
      const element = open.at(-1);
      if (element === undefined) return;
      // Cells stand beside one another.
      if ((name === 'td' || name === 'th') && at.lastElementChild !== null) at.append(' ');
      at.append(element);
      at = element;
    },
    ontext(text) {
      if (unseen === 0) at.append(text);
    },
    onclosetag(name) {
      if (UNSEEN.has(name)) unseen -= 1;
      const element = open.pop();
      if (element !== undefined) at = element.parentElement ?? box;
    },
  });
  parser.end(html);
  return box;
};

const made = (name: string, href: string, id: string): HTMLElement => {
  const element = document.createElement(name);
  if (href !== '') element.setAttribute('href', href);
  if (id !== '') element.id = id;
  return element;
};
