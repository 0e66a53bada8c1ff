import type { Crime } from '../../../contracts/domain/crime.ts';
import type { Random } from '../random.ts';

/** What a report of each published kind of crime says beside the public row: all of it invented. */
export interface Account {
  readonly titles: readonly string[];
  readonly methods: readonly string[];
  /** Who comes to be in the report. A shop has no victim with a name here. */
  readonly person: 'victim' | 'reportingPerson' | undefined;
  readonly property?: readonly Crime['property'][number][];
  /** Longest span in hours in which it may have been committed; 0 when the moment is known. */
  readonly spanHours: number;
  readonly flags?: readonly string[];
}

export const accounts: Readonly<Record<string, Account>> = {
  'Bicycle theft': {
    titles: ['Bicycle taken from rack', 'Bicycle taken from shed'],
    methods: ['Cable lock cut and left at the rack.', 'Shed padlock forced, bicycle wheeled away over the lawn.'],
    person: 'victim',
    property: [
      { text: 'Mountain bike, grey, 18 inch frame', kind: 'stolen', value: '£450' },
      { text: 'Road bike, blue', kind: 'stolen', value: '£700' },
    ],
    spanHours: 14,
  },
  Burglary: {
    titles: ['Burglary, rear door forced', 'Burglary, shed and garage', 'Burglary, insecure window'],
    methods: [
      'Rear patio door forced, lock snapped with grips. Kitchen and two bedrooms searched, drawers emptied on the bed.',
      'Garage side door levered at the lock. Tools carried over the rear fence.',
      'Ground-floor window left on the latch and climbed. Tidy search, only jewellery gone.',
    ],
    person: 'victim',
    property: [
      { text: 'Car keys and purse', kind: 'stolen', value: '£120' },
      { text: 'Power tools, marked', kind: 'stolen', value: '£600' },
      { text: 'Gold ring and two chains', kind: 'stolen', value: '£900' },
    ],
    spanHours: 20,
  },
  'Criminal damage and arson': {
    titles: ['Damage to vehicle', 'Window broken', 'Damage to fence', 'Wheelie bin set on fire'],
    methods: [
      'Nearside scratched from wing to wing with something sharp.',
      'Front window broken by a stone found in the room.',
      'Four panels kicked through.',
      'Bin dragged from the house and set alight. Fire out on arrival, scorching to the wall.',
    ],
    person: 'victim',
    property: [
      { text: 'Car, nearside panels', kind: 'damaged', value: '£800' },
      { text: 'Double-glazed unit', kind: 'damaged', value: '£250' },
    ],
    spanHours: 12,
  },
  Drugs: {
    titles: ['Possession of cannabis', 'Cannabis found on search'],
    methods: ['Stopped and searched under section 23, bag of herbal cannabis in a coat pocket.'],
    person: undefined,
    property: [{ text: 'Herbal cannabis, bagged', kind: 'found' }],
    spanHours: 0,
  },
  'Other crime': {
    titles: ['Witness intimidated', 'Handling of stolen goods'],
    methods: ['Approached in the street and told not to go to court.', 'Goods from an earlier theft offered for sale online.'],
    person: 'reportingPerson',
    spanHours: 24,
  },
  'Other theft': {
    titles: ['Parcel taken from doorstep', 'Fuel, made off without payment', 'Catalytic converter taken'],
    methods: [
      'Delivery photographed on the step, gone within the hour.',
      'Vehicle filled and driven off without payment.',
      'Cut from below while the car stood in the street.',
    ],
    person: 'victim',
    property: [{ text: 'Parcel, clothing', kind: 'stolen', value: '£85' }],
    spanHours: 6,
  },
  'Possession of weapons': {
    titles: ['Knife in public place'],
    methods: ['Lock knife found in a bag on search after a report of a dispute.'],
    person: undefined,
    property: [{ text: 'Lock knife', kind: 'found' }],
    spanHours: 0,
    flags: ['Weapon'],
  },
  'Public order': {
    titles: ['Threats in the street', 'Abuse of shop staff', 'Fight outside premises'],
    methods: [
      'Shouted threats from across the road, then came towards the other with a raised fist.',
      'Swore at staff when refused alcohol and swept a display to the floor.',
    ],
    person: 'victim',
    spanHours: 0,
  },
  Robbery: {
    titles: ['Robbery of telephone'],
    methods: ['Pushed from behind, telephone pulled from the hand, ran off towards the park.'],
    person: 'victim',
    property: [{ text: 'Mobile telephone, black', kind: 'stolen', value: '£600' }],
    spanHours: 0,
  },
  Shoplifting: {
    titles: ['Theft from shop, alcohol', 'Theft from shop, meat', 'Theft from shop, cosmetics'],
    methods: [
      'Selected spirits, put them inside a coat and walked past the tills.',
      'Filled a bag with meat and left by the entrance.',
      'Cleared a shelf into a bag while another distracted staff.',
    ],
    person: 'reportingPerson',
    property: [{ text: 'Goods from display', kind: 'stolen', value: '£62' }],
    spanHours: 0,
  },
  'Theft from the person': {
    titles: ['Purse taken from bag'],
    methods: ['Purse taken from an open bag in a queue, noticed at the till.'],
    person: 'victim',
    property: [{ text: 'Purse, red, cards', kind: 'stolen', value: '£40' }],
    spanHours: 1,
  },
  'Vehicle crime': {
    titles: ['Theft from van, tools', 'Car taken with keys', 'Car entered, nothing gone'],
    methods: [
      'Side door peeled from the top corner, tools gone.',
      'Keys taken from inside the house, car driven off.',
      'Door opened without damage, glove box searched.',
    ],
    person: 'victim',
    property: [
      { text: 'Cordless drills and saws', kind: 'stolen', value: '£1,100' },
      { text: 'Sat nav and sunglasses', kind: 'stolen', value: '£90' },
    ],
    spanHours: 12,
  },
  'Violence and sexual offences': {
    titles: ['Assault without injury', 'Assault, minor injury', 'Harassment, messages', 'Malicious communications'],
    methods: [
      'Pushed and slapped during an argument.',
      'Punched once to the face, bruising.',
      'Repeated unwanted calls and messages over a month.',
      'Threatening messages sent on social media.',
    ],
    person: 'victim',
    spanHours: 3,
  },
};

/** Title and method belong together when a kind has as many of one as of the other. */
export const tell = ({ titles, methods }: Account, random: Random): { readonly title: string; readonly method: string } => {
  const title = random.pick(titles);
  const method = methods.length === titles.length ? methods[titles.indexOf(title)] : random.pick(methods);
  return { title, method: method ?? random.pick(methods) };
};
