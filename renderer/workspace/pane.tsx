import type { ComponentType, ReactNode } from 'react';
import type { Role } from '../../contracts/domain/officer.ts';
import type { FoundItem } from '../../contracts/ipc/today.ts';
import type { SystemId } from '../../contracts/systems/ids.ts';
import type { Destination, Location, LocationOf, Locations, PaneName } from './location.ts';
import type { Comparison } from './versions/VersionsSheet.tsx';
import type { Workspace } from './workspace.ts';

/** What waits in a pane, on the rail: a number or a word, and how it is said. Amber is for one thing: a new job, or a log with new lines. */
export interface Badge {
  readonly shown: number | string;
  readonly said: string;
  readonly urgent?: boolean;
}

/** All that the window has to know of a pane: rail, keys, routes, search and the outbox derive from it (panes/index.ts). */
interface Definition<Name extends PaneName> {
  readonly name: Name;
  /** On the rail; filled where the officer is. */
  readonly icon: readonly [regular: ComponentType, filled: ComponentType];
  readonly title: string;
  /** Undefined for nothing, and for what is not known yet: no number is no badge. */
  readonly badge?: (workspace: Workspace) => Badge | undefined;
  /** Who has the pane; everybody where it says nothing. */
  readonly roles?: readonly Role[];
  /** Whose unsent work opens here. */
  readonly systems?: readonly SystemId[];
  /** Its items are known by an id that no officer says: a draft about one is called by its title alone. */
  readonly unnumbered?: boolean;
  /** Where the form of this kind of command is, with that draft in it; undefined for a kind that has no form here. */
  readonly form?: (kind: string, begun: BegunForm) => LocationOf<Name> | undefined;
  /** What of its unsent work is put beside HQ's version. */
  readonly versions?: readonly Comparison[];
  /** What of a search opens here. */
  readonly finds?: readonly FoundItem['kind'][];
  /** Where an item is, by its number and what it is, where that is known; the pane as such when it is none of the pane's. */
  readonly locate: (id: string | undefined, kind?: string) => LocationOf<Name>;
  /** What of a location is remembered, for `locate`: its `id` where it says nothing. */
  readonly remember?: (location: LocationOf<Name>) => string | undefined;
  readonly component: ComponentType<{ readonly location: LocationOf<Name> }>;
}

/** What a form is opened with. */
export interface BegunForm {
  /** The key of the draft in it. */
  readonly draft: string;
  /** The item that it is about. */
  readonly about?: string | undefined;
  /** The outbox's id of the command that is changed in it, which HQ did not take. */
  readonly mend?: string | undefined;
  /** Where in it the officer was, as the form itself says it. */
  readonly at?: string | undefined;
}

export interface Pane extends Omit<Definition<PaneName>, 'component' | 'locate' | 'remember' | 'form'>, Destination {
  readonly form: (kind: string, begun: BegunForm) => Location | undefined;
  /** The pane as it was left. */
  readonly render: (last: Locations['last']) => ReactNode;
}

export const definePane = <Name extends PaneName>({ component: Component, form, remember = idOf, ...pane }: Definition<Name>): Pane => ({
  ...pane,
  locate: (id, kind) => pane.locate(id, kind) as Location,
  remember: (location) => remember(location as LocationOf<Name>),
  form: (kind, begun) => form?.(kind, begun) as Location | undefined,
  render: (last) => <Component location={last[pane.name] ?? pane.locate(undefined)} />,
});

const idOf = (location: object): string | undefined => ('id' in location && typeof location.id === 'string' ? location.id : undefined);
