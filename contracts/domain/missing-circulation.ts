import { namesHouse } from './address.ts';
import type { Circulation, Missing } from './missing.ts';
import { ageOn } from './missing-rules.ts';
import { gradeOf, isCirculated } from './missing-steps.ts';

/** As many sightings as crews are told of. */
const SIGHTINGS_TOLD = 20;

/**
 * What crews are told of a report, which was circulated: of the home address, the medical need and the photographs what was chosen, of the
 * lines the newest sightings. Never the answers, who reported it, or any date of birth. `today`: a calendar day of the force.
 * Undefined of a report that never was circulated.
 */
export const circulationOf = (
  report: Missing,
  acknowledgements: Circulation['acknowledgements'],
  today: string,
): Omit<Circulation, 'version'> | undefined => {
  const { circulation } = report;
  if (circulation === undefined) return undefined;
  const { shows, areas, instructions, at: since, by } = circulation;
  const { id, name, sex, description, homeAddress, medicalNeed, attachments, marking, lastSeen, lines, owner, team, area } = report;
  const age = ageOn(report, today);
  const photographs = (attachments ?? []).filter(({ type }) => type.startsWith('image/'));
  // Most are last seen at home, and many near it again: where that is, crews learn with the home address or not at all.
  const isTold = (where: string): boolean => shows.homeAddress || homeAddress === undefined || !namesHouse(where, homeAddress);
  return {
    ...{ id, name, description, marking, grade: gradeOf(report), instructions, since, by, areas, owner, team, area },
    ...(age === undefined ? {} : { age }),
    ...(sex === undefined ? {} : { sex }),
    ...(shows.homeAddress && homeAddress !== undefined ? { homeAddress } : {}),
    ...(shows.medicalNeed && medicalNeed !== undefined ? { medicalNeed } : {}),
    ...(shows.photograph && photographs.length > 0 ? { attachments: photographs } : {}),
    lastSeen: { at: lastSeen.at, text: isTold(lastSeen.place.text) ? lastSeen.place.text : lastSeen.place.area },
    sightings: lines
      .flatMap(({ id: line, at, kind, text, sure, seenAt, where }) =>
        kind === 'sighting' ? [{ id: line, at, text, sure, seenAt, ...(where !== undefined && isTold(where) ? { where } : {}) }] : [],
      )
      .slice(-SIGHTINGS_TOLD),
    running: isCirculated(report),
    acknowledgements,
  };
};

/** Whether an officer has said that they know of it, since it was last circulated. */
export const isAcknowledgedBy = (
  { acknowledgements, since }: Pick<Circulation, 'acknowledgements' | 'since'>,
  collarNumber: string,
): boolean => acknowledgements.some((said) => said.collarNumber === collarNumber && said.at >= since);

/** Whether an area was told at that instant (ISO 8601 in UTC), by a circulation that runs or one that is over. */
export const wasToldTo = ({ circulation, pastCirculations = [] }: Missing, area: string, at: string): boolean =>
  [...pastCirculations, ...(circulation === undefined ? [] : [{ ...circulation, until: circulation.ended?.at }])].some(
    ({ at: from, areas, until }) => areas.includes(area) && from <= at && (until === undefined || at <= until),
  );

/** The sighting by which they were somewhere last; undefined where nobody has seen them since they were last seen. */
export const lastKnown = ({
  lastSeen,
  sightings,
}: Pick<Circulation, 'lastSeen' | 'sightings'>): Circulation['sightings'][number] | undefined => {
  const when = ({ seenAt, at }: Circulation['sightings'][number]): number => Date.parse(seenAt ?? at);
  const last = sightings.toSorted((one, other) => when(one) - when(other)).at(-1);
  return last !== undefined && when(last) >= Date.parse(lastSeen.at) ? last : undefined;
};
