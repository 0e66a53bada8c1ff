/** What has a record of its own beside persons. No schemas here, since the window reads it too. */
export const thingTypes = ['vehicle', 'place', 'telephone', 'object'] as const;
export type ThingType = (typeof thingTypes)[number];

/** With what the numbers of each begin: V-3104. */
export const thingPrefixes = { vehicle: 'V-', place: 'A-', telephone: 'TN-', object: 'O-' } as const satisfies Readonly<
  Record<ThingType, string>
>;

/** Of what type a record is, by its number; undefined for what is no such number. */
export const thingTypeOf = (number: string): ThingType | undefined =>
  thingTypes.find((type) => number.startsWith(thingPrefixes[type]) && /^\d+$/.test(number.slice(thingPrefixes[type].length)));
