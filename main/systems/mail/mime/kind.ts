import { type Field, type Parameterised, parameterisedOf, wordsOf } from './fields.ts';

/** What an entity's own fields say of it. */
export interface Kind {
  /** Content-Type; what is no type is text/plain (RFC 2045 §5.2). */
  readonly content: Parameterised;
  /** Content-Transfer-Encoding, lower case. */
  readonly encoding: string;
  readonly disposition: 'inline' | 'attachment' | undefined;
  /** As its sender named the file: hostile. */
  readonly filename: string | undefined;
  /** Content-ID without its angle brackets (RFC 2392). */
  readonly contentId: string | undefined;
}

/** `fallback`: the type of an entity that names none. */
export const kindOf = (fields: readonly Field[], fallback: string): Kind => {
  const field = (name: string): Field | undefined => fields.find((one) => one.name === name);
  const content = parameterisedOf(field('content-type'));
  const disposition = parameterisedOf(field('content-disposition'));
  const contentId = wordsOf(field('content-id')).replace(/^<|>$/g, '').trim();
  return {
    content: { value: typeOf(content, fallback), parameters: content.parameters },
    encoding: parameterisedOf(field('content-transfer-encoding')).value.trim(),
    disposition: dispositionOf(disposition.value),
    filename: disposition.parameters.get('filename') ?? content.parameters.get('name'),
    contentId: contentId === '' ? undefined : contentId,
  };
};

const dispositionOf = (value: string): Kind['disposition'] => (value === '' ? undefined : value === 'inline' ? 'inline' : 'attachment');

/** "text" alone, and what is no type at all, is plain text, as RFC 2045 §5.2 says. */
const typeOf = ({ value }: Parameterised, fallback: string): string => {
  if (value === '') return fallback;
  const type = value.replace(/\s+/g, '');
  return /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}$/.test(type) ? type : 'text/plain';
};

export const isMessageType = (type: string): boolean => type === 'message/rfc822' || type === 'message/global' || type === 'message/news';
