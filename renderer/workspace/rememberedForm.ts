import type { BegunForm } from './pane.tsx';

/** An open form as what is remembered of a location, so that unlocking opens it again: the command that it becomes, and what it was opened with. No part of it has a space. */
export const rememberForm = (command: string, { draft, about = '', mend = '', at = '' }: BegunForm): string =>
  [command, draft, about, mend, at].join(' ').trimEnd();

/** The form that was open; undefined where none was. */
export const rememberedForm = (item: string | undefined): { readonly command: string; readonly begun: BegunForm } | undefined => {
  const [command, draft, about, mend, at] = item?.split(' ') ?? [];
  if (command === undefined || draft === undefined) return undefined;
  return { command, begun: { draft, about: about || undefined, mend: mend || undefined, at: at || undefined } };
};
