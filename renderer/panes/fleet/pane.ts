import { Laptop24Filled, Laptop24Regular } from '@fluentui/react-icons/svg/laptop';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { Fleet } from './Fleet.tsx';

declare module '../../workspace/location.ts' {
  interface PaneLocations {
    /** `open` and not `id`: what is open in the fleet is not remembered in the officer's store, where nothing of the fleet is kept. */
    readonly fleet: { readonly view?: 'laptops' | 'sign' | 'officers' | undefined; readonly open?: string | undefined };
  }
}

export const fleet = definePane({
  name: 'fleet',
  icon: [Laptop24Regular, Laptop24Filled],
  title: strings.app.panes.fleet,
  // HQ refuses the fleet to all but ICT; nobody else is shown a way to it.
  roles: ['ict'],
  locate: () => ({ pane: 'fleet' }),
  component: Fleet,
});
