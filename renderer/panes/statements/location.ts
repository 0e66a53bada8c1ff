import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { LocationOf } from '../../workspace/location.ts';
import type { BegunForm } from '../../workspace/pane.tsx';
import { rememberedForm, rememberForm } from '../../workspace/rememberedForm.ts';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    readonly statements: {
      readonly id?: string | undefined;
      /** The provisional id by which the statement was opened, and HQ has numbered it since: its page stays the same page. */
      readonly was?: string | undefined;
      /** A statement that is being taken: `about` is its crime, or the statement that it is further to. */
      readonly form?: BegunForm | undefined;
    };
  }
}

const NEW = 'statement.create';

/** A statement, or one that is being taken, as `rememberStatements` wrote it. */
export const locateStatements = (id: string | undefined): LocationOf<'statements'> => {
  const form = rememberedForm(id);
  const open = form && statementFormLocation(form.command, form.begun);
  if (open !== undefined) return open;
  return id !== undefined && (/^ST-/.test(id) || isProvisional(id)) ? { pane: 'statements', id } : { pane: 'statements' };
};

export const rememberStatements = ({ id, form }: LocationOf<'statements'>): string | undefined =>
  form === undefined ? id : rememberForm(NEW, form);

/** Where a statement is taken; one that HQ did not take (`form.mend`) is taken again with its words, and signed anew. */
export const statementFormLocation = (command: string, form: BegunForm): LocationOf<'statements'> | undefined =>
  command === NEW ? { pane: 'statements', form } : undefined;
