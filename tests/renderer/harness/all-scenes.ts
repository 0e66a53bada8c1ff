import { briefingScenes } from './briefing-scenes.ts';
import { caseFileScenes } from './case-file-scenes.ts';
import { changeScenes } from './change-scenes.ts';
import { laptopScenes, pinScene, signInScenes } from './door-scenes.ts';
import { exhibitScenes } from './exhibit-scenes.ts';
import { fleetScenes, moreFleetScenes } from './fleet-scenes.ts';
import { formScenes } from './form-scenes.ts';
import { hrScenes } from './hr-scenes.ts';
import { mapScenes } from './map-scenes.ts';
import { missingScenes } from './missing-scenes.ts';
import { moreScenes } from './more-scenes.ts';
import { personScenes } from './person-scenes.ts';
import { deskScenes, type Scene } from './scenes.ts';
import { searchScenes } from './search-scenes.ts';
import { statementScenes } from './statement-scenes.ts';
import { stormScenes } from './storm-scenes.ts';
import { taskScenes } from './task-scenes.ts';
import { thingScenes } from './thing-scenes.ts';
import { tourScenes } from './tour-scenes.ts';
import { videoScenes } from './video-scenes.ts';

/** Every scene of the window, in two halves that take about as long: each is the work of one test file. */
export const recordScenes: readonly Scene[] = [
  ...deskScenes,
  ...briefingScenes,
  ...changeScenes,
  ...mapScenes,
  ...stormScenes,
  ...taskScenes,
  ...tourScenes,
  ...personScenes,
  ...thingScenes,
  ...missingScenes,
  ...searchScenes,
];
export const formAndDoorScenes: readonly Scene[] = [
  ...formScenes,
  ...caseFileScenes,
  ...statementScenes,
  ...exhibitScenes,
  ...videoScenes,
  ...hrScenes,
  ...fleetScenes,
  ...moreFleetScenes,
  pinScene,
  ...signInScenes,
  ...laptopScenes,
  ...moreScenes,
];

/** The first screen of each pane and what an officer writes most in: looked at in every theme at every size. */
export const PANES: readonly string[] = [
  'today',
  'mail',
  'storm',
  'map',
  'team',
  'crime',
  'person',
  'missing-record',
  'people',
  'search',
  'statement-write',
  'case-file',
  'fleet',
  'sign-in-pin',
];
