import { draftKeyOf } from '../../contracts/domain/draft-key.ts';
import type { BegunForm } from './pane.tsx';

/** A form that is open on a record. `draft`: the key of the draft in it, where that is another than the record's own. */
export interface OpenAction<Kind extends string> extends Pick<BegunForm, 'mend'> {
  readonly kind: Kind;
  readonly draft?: string | undefined;
}

/** What an officer does to a record in forms of their own, by the command that each becomes. */
export const openActions = <Kind extends string>(commands: Readonly<Record<Kind, string>>) => ({
  /** The key of the draft in it. `called`: by what the record was opened, its number or provisional. */
  draftOf: ({ kind, draft }: OpenAction<Kind>, called: string): string => draft ?? draftKeyOf(commands[kind], called),
  /** The form of a command; undefined for a command that has none here. */
  actionOf: (command: string): Kind | undefined => (Object.keys(commands) as Kind[]).find((kind) => commands[kind] === command),
});
