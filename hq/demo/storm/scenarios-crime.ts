import { asCaller } from '../persons.ts';
import type { Scenario } from './scenario.ts';

/** Jobs that open as a crime. */
export const crimeScenarios: readonly Scenario[] = [
  {
    title: 'Burglary, found on return',
    openingCode: 'Crime: burglary dwelling',
    closingCode: 'Crime: burglary dwelling',
    grade: 2,
    opening: ({ caller }) => `Caller ${asCaller(caller)}, came home to find the rear window forced. Not gone further in. Nobody seen.`,
    updates: ({ callSign }) => [
      ['control', `${callSign} assigned. Caller is waiting with a neighbour and will meet officers at the front.`],
      ['unit', 'At scene. Rear kitchen window forced with a flat tool, untidy search upstairs. Jewellery box gone, full list to follow.'],
      ['unit', 'CSI requested for the window frame and the box lid. Neighbours either side spoken to, nothing heard.'],
    ],
    result: 'Crime recorded. CSI attending tomorrow morning. House to house done both sides, no CCTV facing the rear.',
  },
  {
    title: 'Theft from shop, male detained',
    openingCode: 'Crime: theft from shop',
    closingCode: 'Crime: theft from shop',
    grade: 2,
    opening: ({ street }) => `Security at the store on ${street} have a male detained, spirits in a bag. Calm at the moment.`,
    updates: () => [
      ['control', 'Staff say he has been in twice this week. CCTV is held and can be copied today.'],
      ['unit', 'At scene. Male 34, known to staff. Three bottles recovered and fit for sale, value 62 pounds.'],
      ['unit', 'One in custody for theft. CCTV seized, exhibit reference to the crime.'],
    ],
    result: 'One arrest. Statement from the duty manager taken on the laptop. Crime recorded.',
  },
  {
    title: 'Damage to vehicle overnight',
    openingCode: 'Crime: criminal damage',
    closingCode: 'Crime: criminal damage',
    grade: 4,
    vehicle: 'Blue Fiesta',
    opening: ({ caller }) =>
      `Caller ${asCaller(caller)}, both nearside tyres let down and a wing mirror kicked off between 23:00 and 07:00.`,
    updates: () => [
      ['control', 'No suspect, no CCTV known. Caller content with a telephone appointment.'],
      ['control', 'Four similar in the street since Friday, neighbourhood team copied.'],
    ],
    result: 'Recorded by telephone. Linked to the series of the week for the neighbourhood team.',
  },
  {
    title: 'Theft from van, tools taken',
    openingCode: 'Crime: theft from motor vehicle',
    closingCode: 'Crime: theft from motor vehicle',
    grade: 3,
    vehicle: 'White Transit',
    opening: ({ caller }) => `Caller ${asCaller(caller)}, side door of a van peeled down in the night, power tools gone.`,
    updates: () => [
      ['unit', 'At scene. Door peeled from the top corner. Tools were marked with SmartWater, serial numbers to follow by e-mail.'],
      ['unit', 'Doorbell footage at the house opposite shows two males and an estate car at 02:14. Copy requested.'],
    ],
    result: 'Crime recorded. Footage requested, second-hand shops and online sales to be watched for the serials.',
  },
  {
    title: 'Assault outside public house',
    openingCode: 'Crime: violence',
    closingCode: 'Crime: violence',
    grade: 1,
    qualifiers: ['Alcohol'],
    opening: ({ street }) => `Fight outside the public house on ${street}, three or four males, one on the ground. No weapons seen.`,
    updates: ({ callSign, other }) => [
      ['control', `${callSign} assigned and running. Ambulance asked for, cut to the head.`],
      ['unit', `At scene, all quiet. Injured party ${asCaller(other)}, cut above the left eye, conscious, with ambulance.`],
      ['unit', 'Door staff have one male pointed out. Premises CCTV covers the door.'],
      ['unit', 'One in custody for section 47 assault. Taken to Preston.'],
    ],
    result: 'One arrest, premises CCTV seized, door staff statements to be taken tomorrow. Crime recorded.',
  },
  {
    title: 'Bicycle taken from garden',
    openingCode: 'Crime: bicycle theft',
    closingCode: 'Crime: bicycle theft',
    grade: 4,
    opening: ({ caller }) =>
      `Caller ${asCaller(caller)}, grey mountain bike taken from the side of the house, lock cut. Frame number known.`,
    updates: () => [['control', 'Frame number added. Caller will send a photograph to the shared mailbox.']],
    result: 'Recorded by telephone, property circulated.',
  },
  {
    title: 'Make-off without payment',
    openingCode: 'Crime: other theft',
    closingCode: 'Crime: other theft',
    grade: 4,
    vehicle: 'Black Golf, part plate PK09',
    opening: ({ street }) =>
      `Filling station near ${street}: 58 pounds of diesel, driver left without paying. Forecourt camera has the plate in part.`,
    updates: () => [['control', 'Staff have sent the still. Part plate circulated to cars in the area.']],
    result: 'Crime recorded. Still attached. Owner enquiries with the make-off desk.',
  },
  {
    title: 'Drugs: smell of cannabis, flat',
    openingCode: 'Crime: drugs',
    closingCode: 'Crime: drugs',
    grade: 3,
    qualifiers: ['Drugs'],
    sensitive: true,
    opening: ({ street }) => `Anonymous caller: strong smell and a lot of short visits at a flat on ${street}, most evenings after 19:00.`,
    updates: () => [
      ['control', 'Two earlier reports this month. Caller does not want to be seen.'],
      ['unit', 'Passed twice, nobody about. Submitted as intelligence, nothing to be done at the door tonight.'],
    ],
    result: 'Intelligence submitted for the neighbourhood team. No attendance.',
  },
];
