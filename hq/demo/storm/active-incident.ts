import { asCaller } from '../persons.ts';
import { type HandScene, type OwnLog, ownLog } from './own-log.ts';

/** The jobs that an officer can have in hand: being there now, with others on the way. */
export const activeIncidents: readonly ((scene: HandScene) => OwnLog)[] = [
  (scene) =>
    ownLog(scene, {
      title: 'Burglary, suspect may still be near',
      grade: 1,
      openingCode: 'Crime: burglary dwelling',
      qualifiers: ['Repeat victim'],
      vehicles: [{ plate: 'PK09', description: 'Silver Corsa, part plate' }],
      active: true,
      others: [
        ['LD25', 7, 11],
        ['DG03', 5, 6],
      ],
      lines: [
        [
          28,
          'Hutton 14',
          'opened',
          `Caller ${asCaller(scene.caller)}, at number 11: back door of the house opposite is open and a male has just run out.`,
        ],
        [27, 'Hutton 14', 'assigned', `${scene.officer.callSign} and LD25 assigned.`],
        [22, 'me', 'status', `${scene.officer.callSign} at scene.`],
        [15, 'me', 'update', 'Rear patio door forced, lock snapped. Kitchen searched, car keys gone. Occupier away until 17:00.'],
        [
          8,
          'Hutton 14',
          'update',
          'Second caller: male, grey hooded top, ran towards the railway about 20 minutes ago. Silver Corsa was waiting.',
        ],
        [4, 'LD25', 'update', 'Area search towards the railway, no trace. Dog unit 12 minutes away.'],
      ],
    }),
  (scene) =>
    ownLog(scene, {
      title: 'Collision, driver trapped',
      grade: 1,
      openingCode: 'Transport: road traffic collision, injury',
      vehicles: [{ plate: 'MX12', description: 'Green Qashqai, on its side' }, { description: 'Grey Sprinter van' }],
      active: true,
      others: [
        ['LD26', 6, 17],
        ['TP07', 5, 9],
      ],
      lines: [
        [
          34,
          'Hutton 05',
          'opened',
          `Caller ${asCaller(scene.caller)}: car on its side after hitting a van, driver cannot get out, talking.`,
        ],
        [33, 'Hutton 05', 'assigned', `${scene.officer.callSign} and LD26 assigned. Fire and ambulance asked for.`],
        [26, 'me', 'status', `${scene.officer.callSign} at scene.`],
        [
          24,
          'me',
          'update',
          `Driver ${asCaller(scene.other)}, conscious and breathing, leg trapped. Fuel on the road. Carriageway closed both ways.`,
        ],
        [13, 'Hutton 05', 'update', 'Fire at scene. Collision investigation on the way from Hutton, TP07.'],
        [5, 'me', 'update', 'Driver out and with ambulance, not life-threatening. Van driver blew zero. Dash camera in the van, seized.'],
      ],
    }),
  (scene) =>
    ownLog(scene, {
      title: 'Domestic, injured party at neighbour’s',
      grade: 1,
      openingCode: 'Public safety and welfare: domestic incident',
      qualifiers: ['Domestic', 'Alcohol', 'Repeat victim'],
      sensitive: true,
      active: true,
      others: [['LD27', 6, 16]],
      lines: [
        [
          31,
          'Hutton 09',
          'opened',
          `Caller ${asCaller(scene.caller)}: woman from next door has come bleeding from the lip and asks for police. Her partner is still in the house.`,
        ],
        [30, 'Hutton 09', 'tag', 'Two earlier logs this year at the address. Marker: repeat victim.'],
        [30, 'Hutton 09', 'assigned', `${scene.officer.callSign} and LD27 assigned.`],
        [21, 'me', 'status', `${scene.officer.callSign} at scene.`],
        [16, 'me', 'update', 'Injured party safe at the neighbour’s. Split lip, ambulance declined. First account on body-worn video.'],
        [7, 'LD27', 'update', 'Male detained at the house, arrested for section 39 assault, calm, intoxicated. Cage van asked for.'],
        [3, 'Hutton 09', 'update', 'Custody at Preston told, two waiting before him.'],
      ],
    }),
  (scene) =>
    ownLog(scene, {
      title: 'Missing from home, supervisor at address',
      grade: 2,
      openingCode: 'Public safety and welfare: missing person',
      qualifiers: ['Vulnerable', 'Youth'],
      sensitive: true,
      active: true,
      others: [['LN11', 5, 8]],
      lines: [
        [
          95,
          'Hutton 12',
          'opened',
          `Caller ${asCaller(scene.caller)}: son, 15, has not come home from school, telephone off. Out of character.`,
        ],
        [60, 'Hutton 12', 'regrade', 'From 3 to 2: school says he left upset after break.'],
        [41, 'Hutton 12', 'assigned', `${scene.officer.callSign} assigned for risk assessment with the family.`],
        [24, 'me', 'status', `${scene.officer.callSign} at scene.`],
        [
          12,
          'me',
          'update',
          'Risk agreed as medium. House searched with consent, bank card and charger gone. Two friends named, addresses to LN11.',
        ],
      ],
    }),
];
