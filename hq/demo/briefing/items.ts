import type { Briefing, BriefingResult } from '../../../contracts/domain/briefing.ts';
import { briefedTours } from '../../../contracts/domain/briefing-words.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import { DEMO_AREA, responseOfficers } from '../officers.ts';

/** An item of the demonstration, in hours from now. Everybody and everything in it is invented. */
interface Story {
  readonly title: string;
  readonly text: string;
  readonly why: string;
  readonly hours: readonly [from: number, until: number];
  readonly results?: readonly {
    readonly by: string;
    readonly hoursAgo: number;
    readonly found: BriefingResult['found'];
    readonly text?: string;
  }[];
}

const stories: readonly Story[] = [
  {
    title: 'Quad bikes on Worden Park',
    text: 'Two quads, one red, riders in dark helmets, no plates. They come in by the Worden Lane gate and leave towards the railway when they see a marked car. Do not pursue on the grass.',
    why: 'Six calls in ten days, most between 19:00 and 21:00. A child was nearly struck on Sunday.',
    hours: [-40, 32],
    results: [
      { by: '4127', hoursAgo: 19, found: 'nothingSeen', text: 'Fresh tracks at the gate, nobody there. Lock of the gate is broken.' },
      { by: '2377', hoursAgo: 17, found: 'seen', text: 'Red quad towards the railway at 20:40, one rider. Lost at the footbridge.' },
    ],
  },
  {
    title: 'Sheds and garages, Broadfield estate',
    text: 'Walk Broadfield Drive and the footpath behind it once a tour. Stop and speak to anybody on foot with power tools or a bicycle that does not fit them.',
    why: 'Nine sheds entered since the first of the month, all between 01:00 and 04:00. Cordless tools and bicycles taken.',
    hours: [-90, 78],
    results: [
      {
        by: '4127',
        hoursAgo: 21,
        found: 'spokenTo',
        text: 'Two residents at 40 and 44. Both have cameras on the path and will keep the film.',
      },
    ],
  },
  {
    title: 'Shop staff threatened, Hough Lane',
    text: 'Go in and be seen at the supermarket and the chemist, best at closing time. Speak to the manager: did the group of four come back?',
    why: 'Staff have been followed to their cars on three evenings. They want to see us.',
    hours: [-16, 56],
  },
  {
    title: 'Wanted on warrant: Darren Mossop, 34',
    text: 'White, 6 ft, heavy build, shaved head, spider web on the left side of the neck. Stays with friends in Farington. He has fought arrest before: two officers, and tell control first.',
    why: 'Failed to appear for assault on an emergency worker. Court wants him before the end of the month.',
    hours: [-60, 100],
  },
];

/** Above what a demonstration sets itself: HQ counts on from here. */
const FIRST = 201;
const HOUR_MS = 3_600_000;

/** The neighbourhood briefing of the district at `now`, for every tour. */
export const demoBriefing = (now: Date): readonly Briefing[] => {
  const at = (hours: number): string => new Date(now.getTime() + hours * HOUR_MS).toISOString();
  return stories.map(({ title, text, why, hours: [from, until], results = [] }, index) => ({
    ...{ id: `BR-${FIRST + index}`, version: 1, area: DEMO_AREA, tours: [...briefedTours], title, text, why },
    ...{ from: at(from), until: at(until), marking: 'OFFICIAL-SENSITIVE', setBy: 'Intelligence unit, South Ribble', setAt: at(from) },
    results: results.map(({ by, hoursAgo, found, text: words }, n) => ({
      ...{ id: `00000000-0000-4000-8000-${String(index * 100 + n).padStart(12, '0')}`, at: at(-hoursAgo), ...authorOf(by), found },
      ...(words === undefined ? {} : { text: words }),
    })),
  }));
};

const authorOf = (collarNumber: string) => {
  const officer = responseOfficers.find((one) => one.collarNumber === collarNumber) ?? responseOfficers[0];
  if (officer === undefined) throw new Error('no officer');
  return { by: formalName(officer), collarNumber: officer.collarNumber, callSign: officer.callSign };
};
