import { isMendKey } from '../../contracts/domain/draft-key.ts';
import { isProvisional } from '../../contracts/domain/provisional.ts';
import type { DraftRow } from '../../contracts/ipc/drafts.ts';
import { api } from '../api.ts';
import type { LocationOf } from './location.ts';
import { useWorkspace } from './workspace.ts';

/** A command with a form over its whole pane. */
type CrimeForm = NonNullable<LocationOf<'crime'>['form']>['kind'];
type PersonForm = NonNullable<LocationOf<'people'>['form']>['kind'];
type FormKind = CrimeForm | PersonForm | 'incident.create' | 'missing.create' | 'statement.create' | 'exhibit.create' | 'briefing.create';
const isPeople = (kind: FormKind): kind is PersonForm => /^(?:person|thing|link|leave|overtime|expense|details|swap|sickness)\./.test(kind);

/** Opens a form of a kind, about an item or about none: with what was begun in one before, else a new one. `over`: where a new log, or what is asked of HR, is left to. */
export const useOpenForm = (): ((kind: FormKind, about?: string, over?: LocationOf<'storm'> | LocationOf<'people'>) => void) => {
  const { go } = useWorkspace();
  return (kind, about, over) => {
    void begun(kind, about).then((before) => {
      const draft = before ?? crypto.randomUUID();
      if (kind === 'incident.create')
        go({ ...(over?.pane === 'storm' ? over : {}), pane: 'storm', action: undefined, write: undefined, form: { draft } });
      else if (kind === 'missing.create') go({ pane: 'missing', form: { draft, about } });
      else if (kind === 'statement.create') go({ pane: 'statements', form: { draft, about } });
      else if (kind === 'exhibit.create') go({ pane: 'exhibits', form: { draft, about } });
      else if (kind === 'briefing.create') go({ pane: 'today', view: 'briefing', form: { draft } });
      else if (isPeople(kind)) go({ ...(over?.pane === 'people' ? over : {}), pane: 'people', form: { kind, about, draft } });
      else go({ pane: 'crime', form: { kind, about, draft } });
    });
  };
};

/** The key of the newest draft of the kind about that item; none of a command that is changed in the outbox's own place. Without the list of drafts it is found there later, and nothing is lost. */
const begun = async (kind: FormKind, about: string | undefined): Promise<string | undefined> => {
  const answer = await api.drafts.list(null).catch(() => undefined);
  const rows = answer?.ok === true ? answer.value.drafts.filter((row) => row.kind === kind && !isMendKey(row.key)) : [];
  for (const row of rows) if (await isAbout(row, about)) return row.key;
  return undefined;
};
/** Also where the report had no number yet when the draft was begun. */
const isAbout = async ({ itemId }: DraftRow, about: string | undefined): Promise<boolean> => {
  if (itemId === about) return true;
  if (itemId === undefined || about === undefined || !isProvisional(itemId)) return false;
  const report = await api.crime.get({ id: itemId });
  return report.ok && report.value.id === about;
};
