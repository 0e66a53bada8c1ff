import type { MissingAnswer } from '../../../contracts/domain/missing.ts';
import { missingQuestionsOf } from '../../../contracts/domain/missing-questions.ts';
import type { DeedOf, MissingAct } from '../../../contracts/domain/missing-steps.ts';
import type { MissingChoice, Sureness } from '../../../contracts/domain/missing-words.ts';
import type { MissingGiven } from '../../../contracts/domain/new-missing.ts';
import { DEMO_AREA } from '../officers.ts';
import { missingCodeLists } from './code-lists.ts';

type Told<Act extends MissingAct> = Act extends MissingAct
  ? readonly [minutesAgo: number, collarNumber: string, act: Act, deed: (ago: (minutes: number) => string) => DeedOf<Act>]
  : never;

/** A report of the demonstration, in minutes before now. Everybody in it is invented. */
export interface MissingStory {
  readonly serial: number;
  readonly person: number;
  readonly owner: string;
  readonly reported: number;
  /** How the title of the log begins that it came from. */
  readonly log?: string;
  /** Of the same person, closed before this one. */
  readonly earlier?: number;
  readonly given: (ago: (minutes: number) => string) => Omit<MissingGiven, 'marking'>;
  readonly deeds: readonly Told<MissingAct>[];
}

const [RAHMAN, HALLIWELL, CLARKE, HARGREAVES] = ['2418', '4127', '2377', '1140'];
const HOUR = 60;
const DAY = 24 * HOUR;

const place = (text: string, postcode: string, area: string = DEMO_AREA) => ({ text, postcode, area });
const [asked] = missingCodeLists;
export const askedBy = { list: 'missingQuestion', issue: 1 };
const headings = new Map(missingQuestionsOf(asked?.entries, undefined).map(({ code, heading }) => [code, heading]));
const answer = (question: string, said: { readonly choice?: MissingChoice; readonly text?: string }): MissingAnswer => ({
  question,
  asked: headings.get(question) ?? question,
  ...said,
});
const sighting = (sure: Sureness, seenAt: string, where: string, text: string): DeedOf<'sighting'> => ({ sure, seenAt, where, text });
const shows = { photograph: true, medicalNeed: true, homeAddress: false };
const well = { spokenAlone: true, hurt: false, victim: false, safeToReturn: true };

export const missingStories: readonly MissingStory[] = [
  {
    ...{ serial: 412, person: 1, owner: RAHMAN, reported: 300, log: 'Missing, Kieran Ashworth', earlier: 371 },
    given: (ago) => ({
      ...{ name: 'Kieran Ashworth', sex: 'male', homeAddress: '26 Northbrook Road, Leyland PR25', telephone: '07700 900417' },
      description: '5 ft 6, slim. Brown hair, short. Grey hooded top, black joggers, white trainers. No coat.',
      lastSeen: { at: ago(453), place: place('26 Northbrook Road, Leyland', 'PR25'), text: 'Leaving home on foot, by his mother' },
      reporter: { name: 'Donna Ashworth', relation: 'mother', telephone: '07700 900416', note: 'She stays up.' },
      ...{ means: 'Telephone off since last night. About £10, no bus pass.', places: ['Worden Park', 'Skate park', 'Hough Lane'] },
      medicalNeed: { text: 'Asthma, inhaler at home', by: ago(-227) },
      answers: [
        answer('worry', { text: 'Argued about his telephone at tea. Left without a coat or his inhaler.' }),
        answer('done', { text: 'Mother rang four friends and walked to Worden Park.' }),
        answer('outOfCharacter', { choice: 'yes', text: 'Home by 21:00 on every other night. Never without the telephone.' }),
        answer('before', { choice: 'yes', text: 'Once, in March. Found at a friend’s.' }),
        answer('care', { choice: 'yes', text: 'Asthma. Inhaler left at home.' }),
        answer('victim', { choice: 'notKnown', text: 'New older friend called Jay, surname not known.' }),
      ],
      risk: {
        grade: 'medium',
        reasons: ['Out of character', 'Asthma, inhaler at home', 'No coat', 'Older friend, name not known'],
        whyNotLower: 'Asthma and no inhaler. No coat. An older friend whom nobody can name.',
      },
    }),
    deeds: [
      [275, CLARKE, 'enquiry', () => ({ text: 'Friends, four of six: none has seen him since school. Two do not answer.' })],
      [
        265,
        RAHMAN,
        'circulate',
        () => ({ areas: [DEMO_AREA], shows, instructions: 'Do not chase. Stop, talk, give him a coat. Call LD21, then his mother.' }),
      ],
      [
        179,
        HALLIWELL,
        'sighting',
        (ago) =>
          sighting(
            'probable',
            ago(413),
            'Hough Lane, Leyland',
            'Bus driver: a boy in a grey hooded top, no coat, off the 111 at Hough Lane. Camera kept.',
          ),
      ],
      [42, RAHMAN, 'enquiry', () => ({ text: 'Telephone: last cell in Leyland centre last night. Off since.' })],
      [
        7,
        HALLIWELL,
        'sighting',
        (ago) => sighting('possible', ago(23), 'Worden Park gate', 'Taxi driver: one boy alone, Worden Park gate.'),
      ],
    ],
  },
  {
    ...{ serial: 415, person: 2, owner: CLARKE, reported: 78 },
    given: (ago) => ({
      ...{ name: 'Moira Entwistle', sex: 'female', homeAddress: 'Meadow Lodge, Chorley PR7' },
      description: '5 ft 2, white hair, glasses. Blue cardigan, slippers.',
      lastSeen: { at: ago(112), place: place('Meadow Lodge, Chorley', 'PR7', 'Chorley'), text: 'In the day room, by a carer' },
      reporter: { name: 'Meadow Lodge, duty manager', telephone: '01632 960417' },
      ...{ means: 'No purse, no telephone.', places: ['Former home in Chapel Lane', 'St Mary’s church'] },
      medicalNeed: { text: 'Diabetes, insulin with the meal', by: ago(-60) },
      answers: [
        answer('worry', { text: 'Dementia. Looks for her late husband.' }),
        answer('done', { text: 'House and grounds searched twice by staff.' }),
        answer('outOfCharacter', { choice: 'no' }),
        answer('before', { choice: 'notKnown' }),
        answer('care', { choice: 'yes', text: 'Insulin with the next meal.' }),
        answer('victim', { choice: 'no' }),
      ],
      risk: {
        grade: 'high',
        reasons: ['Dementia', 'Insulin due', 'In slippers, 1 degree'],
        whyNotLower: 'Serious harm is very likely in the cold within hours.',
      },
    }),
    deeds: [
      [74, HARGREAVES, 'review', () => ({ text: 'High stands. Dog unit and air support asked for.' })],
      [
        70,
        CLARKE,
        'circulate',
        () => ({ areas: ['Chorley', DEMO_AREA], shows, instructions: 'Talk calmly, keep her warm. Call LD24 and an ambulance.' }),
      ],
    ],
  },
  {
    ...{ serial: 409, person: 3, owner: HALLIWELL, reported: 2 * DAY },
    given: (ago) => ({
      ...{ name: 'Craig Worsley', sex: 'male', homeAddress: '8 Balfour Court, Leyland PR25' },
      description: '6 ft, heavy build, shaved head. Black work jacket.',
      lastSeen: { at: ago(2 * DAY + HOUR), place: place('Leyland railway station', 'PR25') },
      reporter: { name: 'Lee Worsley', relation: 'brother', telephone: '07700 900418' },
      answers: [
        answer('worry', { text: 'Has not answered since an argument about money.' }),
        answer('done', { text: 'Brother rang his employer: on leave this week.' }),
        answer('outOfCharacter', { choice: 'no' }),
        answer('before', { choice: 'no' }),
        answer('care', { choice: 'no' }),
        answer('victim', { choice: 'no' }),
      ],
      risk: { grade: 'veryLow', reasons: [], whyNotLower: '' },
    }),
    deeds: [
      [19 * HOUR + 13, HARGREAVES, 'review', () => ({ text: 'Very low stands. Bank asked for card use.' })],
      [5 * HOUR, HALLIWELL, 'enquiry', () => ({ text: 'Bank: card used in Blackpool this morning.' })],
    ],
  },
  {
    ...{ serial: 410, person: 4, owner: HALLIWELL, reported: 20 * HOUR },
    given: (ago) => ({
      ...{ name: 'Jade Livesey', sex: 'female', homeAddress: '3 Seven Stars Road, Leyland PR25' },
      description: '5 ft 4, long fair hair. School uniform.',
      lastSeen: { at: ago(22 * HOUR), place: place('Churchill Way, Leyland', 'PR25') },
      reporter: { name: 'Sharon Livesey', relation: 'mother', telephone: '07700 900419' },
      answers: [],
      risk: { grade: 'medium', reasons: ['16', 'Out overnight'], whyNotLower: 'Nobody knows with whom she is.' },
    }),
    deeds: [
      [3 * HOUR, HARGREAVES, 'review', () => ({ text: 'Medium stands.' })],
      [
        55,
        CLARKE,
        'found',
        (ago) => ({
          ...{ when: ago(58), where: 'Bus station, Preston', byWhom: 'LD24, PC 2377 Clarke' },
          ...{ condition: 'Tired, unhurt as far as she says.', told: 'Her mother, by telephone' },
        }),
      ],
    ],
  },
  {
    ...{ serial: 371, person: 1, owner: CLARKE, reported: 250 * DAY },
    given: (ago) => ({
      ...{ name: 'Kieran Ashworth', sex: 'male', homeAddress: '26 Northbrook Road, Leyland PR25' },
      description: '5 ft 5, slim. Brown hair. School blazer.',
      lastSeen: { at: ago(250 * DAY + 2 * HOUR), place: place('Worden Academy, Leyland', 'PR25') },
      reporter: { name: 'Donna Ashworth', relation: 'mother', telephone: '07700 900416' },
      answers: [],
      risk: { grade: 'medium', reasons: ['15, first time'], whyNotLower: 'Out of character.' },
    }),
    deeds: [
      [
        250 * DAY - 3 * HOUR,
        CLARKE,
        'found',
        (ago) => ({
          ...{ when: ago(250 * DAY - 3 * HOUR), where: 'A friend’s, 4 Turpin Green Lane, Leyland', byWhom: 'LD24, PC 2377 Clarke' },
          condition: 'Well.',
        }),
      ],
      [250 * DAY - 4 * HOUR, CLARKE, 'wellBeing', () => ({ ...well, text: 'Stayed at a friend’s after a row.', returnInterview: true })],
    ],
  },
];

/** Born so many years and days before now: an age that a demonstration of any day keeps. */
export const missingPeople: readonly { readonly person: number; readonly years: number; readonly days: number }[] = [
  { person: 1, years: 15, days: 257 },
  { person: 2, years: 79, days: 120 },
  { person: 3, years: 34, days: 30 },
  { person: 4, years: 16, days: 200 },
];
