import { PeopleTeam24Filled, PeopleTeam24Regular } from '@fluentui/react-icons/svg/people-team';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { Team } from './Team.tsx';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    readonly team: object;
  }
}

/** A supervisor's team, as HQ's directory has it. */
export const team = definePane({
  name: 'team',
  icon: [PeopleTeam24Regular, PeopleTeam24Filled],
  title: strings.app.panes.team,
  roles: ['supervisor'],
  locate: () => ({ pane: 'team' }),
  component: Team,
});
