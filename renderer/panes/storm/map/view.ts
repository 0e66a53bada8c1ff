import { strings } from '../../../strings/index.ts';
import { LogMap } from './LogMap.tsx';

/** The map as a view of a log. */
export const mapView = { id: 'map', title: strings.map.view, keys: 'Alt+M', component: LogMap } as const;
