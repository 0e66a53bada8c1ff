/** A unit that no officer of the demonstration drives. Its officers have collar numbers and no names. */
export interface Crew {
  readonly callSign: string;
  readonly collarNumbers: readonly string[];
  /** Where it is while it is on no log: status, and since how many minutes. */
  readonly free: readonly [status: number, minutes: number];
}

/** Units that the officers' own logs name (in-hand.ts), so that no other log may have them. */
export const supporting: readonly Crew[] = [
  { callSign: 'LD25', collarNumbers: ['2903', '4410'], free: [2, 34] },
  { callSign: 'LD26', collarNumbers: ['3318'], free: [2, 22] },
  { callSign: 'LD27', collarNumbers: ['2750', '4602'], free: [3, 41] },
  { callSign: 'LN11', collarNumbers: ['3871'], free: [2, 57] },
  { callSign: 'DG03', collarNumbers: ['1967'], free: [2, 90] },
  { callSign: 'TP07', collarNumbers: ['2144'], free: [2, 75] },
];

/** Units that attend the area's other logs. */
export const attending: readonly Crew[] = [
  { callSign: 'LD28', collarNumbers: ['4733'], free: [2, 18] },
  { callSign: 'LD29', collarNumbers: ['2655', '3092'], free: [3, 26] },
  { callSign: 'LN12', collarNumbers: ['4120'], free: [4, 12] },
  { callSign: 'BD31', collarNumbers: ['2288', '4015'], free: [9, 48] },
  { callSign: 'BD32', collarNumbers: ['3560'], free: [2, 31] },
  { callSign: 'PW41', collarNumbers: ['4187'], free: [2, 9] },
  { callSign: 'PW42', collarNumbers: ['3946', '2571'], free: [3, 64] },
];
