import type { Random } from './random.ts';

/** A member of the public. Every one is invented. */
export interface Person {
  readonly name: string;
  readonly title: 'Mr' | 'Mrs' | 'Ms';
  readonly age: number;
  readonly telephone: string;
}

const men = [
  'Daniel',
  'Imran',
  'Stephen',
  'Craig',
  'Lewis',
  'Graham',
  'Yusuf',
  'Neil',
  'Connor',
  'Piotr',
  'Anthony',
  'Rajesh',
  'Derek',
  'Callum',
];
const women = [
  'Farida',
  'Joanne',
  'Lindsay',
  'Shabana',
  'Kathleen',
  'Beth',
  'Agnieszka',
  'Denise',
  'Chloe',
  'Nasreen',
  'Maureen',
  'Gemma',
  'Sunita',
  'Carol',
];
const families = [
  'Prescott',
  'Iqbal',
  'Ashworth',
  'Dunmore',
  'Kellett',
  'Bamford',
  'Nowak',
  'Patel',
  'Entwistle',
  'Rigby',
  'Sharrock',
  'Hussain',
  'Whiteside',
  'Fairclough',
  'Mistry',
  'Catterall',
  'Livesey',
  'Holden',
  'Aspden',
  'Tattersall',
  'Khalid',
  'Turnbull',
];

/** One invented member of the public, from 19 to 84. */
export const inventPerson = (random: Random): Person => {
  const woman = random.chance(0.5);
  return {
    name: `${random.pick(woman ? women : men)} ${random.pick(families)}`,
    title: woman ? random.pick(['Mrs', 'Ms'] as const) : 'Mr',
    age: random.between(19, 84),
    // 07700 900000 to 900999: Ofcom's mobile numbers for drama.
    telephone: `07700 900${String(random.between(0, 999)).padStart(3, '0')}`,
  };
};

/** "Mrs Farida Iqbal, 62", as a log names a caller. */
export const asCaller = (person: Person): string => `${person.title} ${person.name}, ${person.age}`;

/** The day of birth of somebody of that age on `today`. */
export const bornOn = (person: Person, today: Date, random: Random): string =>
  `${today.getUTCFullYear() - person.age - 1}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`;
