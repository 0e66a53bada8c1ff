import type { Officer } from '../../contracts/domain/officer.ts';
import type { DraftRow } from '../../contracts/ipc/drafts.ts';
import type { OutboxItem } from '../../contracts/ipc/link.ts';
import type { FoundItem } from '../../contracts/ipc/today.ts';
import type { SystemId } from '../../contracts/systems/ids.ts';
import type { Location } from '../workspace/location.ts';
import type { BegunForm, Pane } from '../workspace/pane.tsx';
import { type Comparison, isCompared } from '../workspace/versions/VersionsSheet.tsx';
import { crime } from './crime/pane.ts';
import { exhibits } from './exhibits/pane.ts';
import { fleet } from './fleet/pane.ts';
import { mail } from './mail/pane.ts';
import { missing } from './missing/pane.ts';
import { people } from './people/pane.ts';
import { statements } from './statements/pane.ts';
import { storm } from './storm/pane.ts';
import { team } from './team/pane.ts';
import { today } from './today/pane.ts';

/** Every pane there is, in the order of the rail and of Ctrl+1 and on. */
const panes: readonly Pane[] = [today, mail, storm, crime, people, team, fleet, missing, statements, exhibits];

/** The panes of an officer with these roles. */
export const panesOf = (roles: Officer['roles']): readonly Pane[] =>
  panes.filter((pane) => pane.roles === undefined || pane.roles.some((role) => roles.includes(role)));

/** Where what was found opens. */
export const locationOfFound = ({ kind, id }: Pick<FoundItem, 'kind' | 'id'>): Location =>
  (panes.find(({ finds }) => finds?.includes(kind)) ?? today).locate(id, kind);

/** Where the form is that writes this kind of command; undefined where there is none. */
export const locationOfForm = (kind: string, begun: BegunForm): Location | undefined => {
  for (const { form } of panes) {
    const location = form(kind, begun);
    if (location !== undefined) return location;
  }
  return undefined;
};

/** How a piece of unsent work is put beside HQ's version; undefined where there is no other, or nothing to compare. */
export const comparisonOf = (item: Pick<OutboxItem, 'command' | 'state'>): Comparison | undefined =>
  panes.flatMap(({ versions = [] }) => versions).find((comparison) => isCompared(comparison, item));

/** Where a draft is taken up: in its form, or else where its item is. */
export const locationOfDraft = ({ key, kind, system, itemId }: DraftRow): Location =>
  locationOfForm(kind, { draft: key, about: itemId }) ?? locationOfUnsent({ system, command: kind, itemId });

/** The pane that shows a system's items; Today for one that has none. */
export const paneOf = (system: SystemId): Pane => panes.find(({ systems }) => systems?.includes(system)) ?? today;

/** Where a piece of unsent work opens. */
export const locationOfUnsent = ({
  system,
  command,
  itemId,
}: Pick<OutboxItem, 'system' | 'command'> & Pick<DraftRow, 'itemId'>): Location => paneOf(system).locate(itemId, command.split('.')[0]);
