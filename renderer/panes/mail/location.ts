import type { LocationOf } from '../../workspace/location.ts';
import type { BegunForm } from '../../workspace/pane.tsx';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    readonly mail: {
      readonly id?: string | undefined;
      readonly folder?: string | undefined;
      /** Open in place of the list: a message that is written. */
      readonly form?: BegunForm | undefined;
    };
  }
}

export const SEND = 'mail.send';

/** How a message is begun. */
export type Beginning = 'reply' | 'replyAll' | 'forward';
const beginnings = ['reply', 'replyAll', 'forward'] as const;

/** The key of the one draft that answers or forwards a message in that way. */
export const answerKey = (how: Beginning, id: string): string => `${SEND}:${how}:${id}`;

/** What the key of a draft says of it; undefined for a message of its own. */
export const beginningOf = (key: string): { readonly how: Beginning; readonly id: string } | undefined => {
  const [command, named, ...id] = key.split(':');
  const how = beginnings.find((one) => one === named);
  return command === SEND && how !== undefined && id.length > 0 ? { how, id: id.join(':') } : undefined;
};

/** `about`: where the message that it answers lies now, if that is known. */
export const letterLocation = (kind: string, { draft, mend, about }: BegunForm): LocationOf<'mail'> | undefined => {
  if (kind !== SEND) return undefined;
  const answered = beginningOf(draft);
  return { pane: 'mail', form: { draft, about: answered && (about ?? answered.id), mend } };
};

/** A message, or a form as `rememberMail` wrote it. */
export const locateMail = (id: string | undefined): LocationOf<'mail'> => {
  const [name, draft, mend] = id?.split(' ') ?? [];
  const form = name === SEND && draft !== undefined ? letterLocation(SEND, { draft, mend: mend || undefined }) : undefined;
  return form ?? { pane: 'mail', id };
};

export const rememberMail = ({ id, form }: LocationOf<'mail'>): string | undefined =>
  form === undefined ? id : [SEND, form.draft, form.mend ?? ''].join(' ').trimEnd();
