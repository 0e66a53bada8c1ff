import sanitizeHtml from 'sanitize-html';
import { cleanLine } from '../text.ts';
import { allowedAttributes, allowedStyles, allowedTags } from './allowed.ts';
import { contentIdOf } from './pictures.ts';
import { fetchesInStyle, namesRemoteContent } from './remote.ts';

export interface SanitisedHtml {
  /** Fit to stand inside a body element: no scripts, forms or frames, no address that anything could be fetched from. */
  readonly html: string;
  /** The sender wanted something fetched from elsewhere: a picture, a style sheet, a font. It was left out. */
  readonly remoteContentBlocked: boolean;
}

/** A newsletter nests its tables some thirty deep; the page that shows the mail should not have to lay out thousands. */
const NESTING = 100;
/** A style attribute that a mail program writes has some two hundred characters. */
const STYLE_LENGTH = 4000;
/** What a link says about itself on hover. */
const TITLE_LENGTH = 500;

/**
 * Makes a sender's HTML harmless. Links become plain text that tells its address on hover: the frame can navigate nowhere, and an
 * address in a message is the commonest way in. `picture` gives the data: URI of a picture that came with the message, by the
 * content id that a cid: address names.
 */
export const sanitiseHtml = (hostile: string, picture: (contentId: string) => string | undefined): SanitisedHtml => {
  let remoteContentBlocked = fetchesInStyle(hostile);
  const html = sanitizeHtml(hostile, {
    allowedTags: [...allowedTags],
    allowedAttributes,
    allowedClasses: { span: ['link', 'picture'] },
    allowedStyles,
    // Every address is gone but for the pictures that `picture` gave.
    allowedSchemes: [],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    nestingLimit: NESTING,
    onOpenTag: (name, attributes) => {
      remoteContentBlocked ||= namesRemoteContent(name, attributes);
    },
    transformTags: {
      a: (_name, attributes) => ({ tagName: 'span', attribs: linkAttributes(attributes) }),
      // A class of the sender's could be one of ours.
      span: (_name, { class: _class, title: _title, ...attributes }) => ({ tagName: 'span', attribs: attributes }),
      img: (_name, attributes) => asPicture(attributes, picture),
      '*': (tagName, attributes) => ({ tagName, attribs: tamedStyle(attributes) }),
    },
  });
  return { html, remoteContentBlocked };
};

/** Text as HTML that shows it. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>]/g, (letter) => (letter === '&' ? '&amp;' : letter === '<' ? '&lt;' : '&gt;'));

/** "!important" would win over the theme's own rules, and one white element is enough to light a car at night. */
const tamedStyle = ({ style, ...attributes }: Readonly<Record<string, string>>): Record<string, string> =>
  style === undefined || style.length > STYLE_LENGTH
    ? attributes
    : { ...attributes, style: style.replace(/!\s*important/gi, '').replaceAll('!', ' ') };

const linkAttributes = (attributes: Readonly<Record<string, string>>): Record<string, string> => {
  const address = cleanLine(attributes.href ?? '', TITLE_LENGTH);
  const style = attributes.style;
  return {
    ...(style === undefined ? {} : { style }),
    ...(/^(?:https?|mailto|tel):/i.test(address) ? { class: 'link', title: address } : {}),
  };
};

const asPicture = (
  { src, alt, width, height }: Readonly<Record<string, string>>,
  picture: (contentId: string) => string | undefined,
): sanitizeHtml.Tag => {
  const named = contentIdOf(src ?? '');
  const found = named === undefined ? undefined : picture(named);
  const words = cleanLine(alt ?? '', TITLE_LENGTH);
  // A dot that counts its readers, or a spacer: nothing that anybody would miss.
  if (found === undefined && (isDot(width) || isDot(height))) return { tagName: 'span', attribs: {} };
  if (found === undefined) return { tagName: 'span', attribs: { class: 'picture' }, text: words === '' ? 'Picture' : words };
  return {
    tagName: 'img',
    attribs: { src: found, alt: words, ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) },
  };
};

const isDot = (size: string | undefined): boolean => /^\s*[012](?:px)?\s*$/.test(size ?? '');
