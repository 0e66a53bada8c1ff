import { asCaller } from '../persons.ts';
import { type HandScene, type OwnLog, ownLog } from './own-log.ts';

/** Jobs that an officer carries beside the one in hand. */
export const assignedIncidents: readonly ((scene: HandScene) => OwnLog)[] = [
  (scene) =>
    ownLog(scene, {
      title: 'Missing, Kieran Ashworth, 15',
      grade: 2,
      openingCode: 'Public safety and welfare: missing person',
      qualifiers: ['Youth', 'Vulnerable'],
      sensitive: true,
      lines: [
        [
          310,
          'Hutton 12',
          'opened',
          'Mother reports Kieran Ashworth, 15, not home since last night. Phone rings out. Went missing once in March, found at a friend’s.',
        ],
        [301, 'Hutton 12', 'assigned', `${scene.officer.callSign} assigned.`],
        [
          255,
          'me',
          'update',
          'Mother seen, house searched with consent. Medium risk agreed with supervisor. Photograph on the missing person report.',
        ],
        [140, 'me', 'update', 'Two friends spoken to, seen last at the skate park about 21:00 yesterday with an older lad called Jay.'],
        [74, 'Hutton 12', 'update', 'Risk review is due. Sergeant informed.'],
      ],
    }),
  (scene) =>
    ownLog(scene, {
      title: 'Insecure premises, key holder',
      grade: 3,
      openingCode: 'Public safety and welfare: insecure premises',
      lines: [
        [250, 'Hutton 03', 'opened', 'Security patrol: fire door of an empty unit wedged open, nobody inside that they can see.'],
        [241, 'Hutton 03', 'assigned', `${scene.officer.callSign} assigned.`],
        [205, 'me', 'update', 'Unit searched with the patrol, nobody inside. Door closed but the bar is broken. Key holder wanted.'],
        [118, 'Hutton 03', 'update', 'Key holder reached in Manchester, will come by 22:00 with a joiner.'],
      ],
    }),
  (scene) =>
    ownLog(scene, {
      title: 'Harassment, repeated messages',
      grade: 3,
      openingCode: 'Crime: malicious communications',
      qualifiers: ['Repeat victim', 'Domestic'],
      sensitive: true,
      lines: [
        [
          1490,
          'Hutton 07',
          'opened',
          `Caller ${asCaller(scene.caller)}: about 60 messages since Sunday from a former partner, some about her new car.`,
        ],
        [1475, 'Hutton 07', 'assigned', `${scene.officer.callSign} assigned, appointment agreed.`],
        [1330, 'me', 'update', 'Seen at home. Screenshots saved, DASH medium. Non-molestation order explained, she will think about it.'],
        [190, 'Hutton 07', 'update', 'Caller again: eleven more messages this morning, no threats. Wants the officer to ring after 18:00.'],
      ],
    }),
  (scene) =>
    ownLog(scene, {
      title: 'Damage to vehicles, four in one street',
      grade: 3,
      openingCode: 'Crime: criminal damage',
      vehicles: [{ description: 'Four parked cars, nearside scratched' }],
      lines: [
        [900, 'Hutton 02', 'opened', `Caller ${asCaller(scene.caller)}: four cars in the street scratched along the side overnight.`],
        [880, 'Hutton 02', 'assigned', `${scene.officer.callSign} assigned.`],
        [
          810,
          'me',
          'update',
          'Four owners seen, four crimes recorded. House at the corner has a camera on the road, owner works away until tomorrow.',
        ],
        [95, 'Hutton 02', 'update', 'Owner of the camera has rung: footage saved, in any time after four.'],
      ],
    }),
  (scene) =>
    ownLog(scene, {
      title: 'Theft from shop, statement to take',
      grade: 3,
      openingCode: 'Crime: theft from shop',
      lines: [
        [1260, 'Hutton 16', 'opened', 'Store manager: male known to staff walked out with meat worth 74 pounds, pushed past the guard.'],
        [1240, 'Hutton 16', 'assigned', `${scene.officer.callSign} assigned.`],
        [1180, 'me', 'update', 'Guard not injured. Male recognised from CCTV by me, circulated as wanted.'],
        [160, 'Hutton 16', 'update', 'Manager back at work from 14:00 today and can give the statement.'],
      ],
    }),
  (scene) =>
    ownLog(scene, {
      title: 'Sudden death, awaiting undertaker',
      grade: 2,
      openingCode: 'Public safety and welfare: sudden death',
      sensitive: true,
      lines: [
        [
          420,
          'Hutton 08',
          'opened',
          'Ambulance: male, 81, found in his chair by his carer, life extinct. Not suspicious on first sight. GP cannot certify.',
        ],
        [410, 'Hutton 08', 'assigned', `${scene.officer.callSign} assigned.`],
        [
          360,
          'me',
          'update',
          'At address with the carer. Nothing disturbed, medication counted and listed. Daughter on her way from Leeds.',
        ],
        [280, 'me', 'update', 'Daughter has identified. Coroner’s officer told, property book at the station.'],
        [110, 'Hutton 08', 'update', 'Coroner’s officer asks for the medication list by e-mail tonight.'],
      ],
    }),
  (scene) =>
    ownLog(scene, {
      title: 'Stolen car found, to be recovered',
      grade: 3,
      openingCode: 'Crime: theft of motor vehicle',
      vehicles: [{ plate: 'PE68', description: 'White Focus, on false plates' }],
      lines: [
        [
          530,
          'Hutton 04',
          'opened',
          `Caller ${asCaller(scene.caller)}: white Focus left across the garages for two days, window open, music player torn out.`,
        ],
        [515, 'Hutton 04', 'assigned', `${scene.officer.callSign} assigned.`],
        [470, 'me', 'update', 'Chassis number shows it stolen in Chorley on Monday. Locked as far as it can be, wheel clamp fitted.'],
        [85, 'Hutton 04', 'update', 'Recovery contractor can come within two hours when an officer is there. CSI want it under cover.'],
      ],
    }),
  (scene) =>
    ownLog(scene, {
      title: 'Dog bite, child, statement to take',
      grade: 3,
      openingCode: 'Crime: dog dangerously out of control',
      lines: [
        [
          1720,
          'Hutton 11',
          'opened',
          `Caller ${asCaller(scene.caller)}: a boy of 9 bitten on the hand in the park by a loose dog, owner walked off.`,
        ],
        [1700, 'Hutton 11', 'assigned', `${scene.officer.callSign} assigned.`],
        [1585, 'me', 'update', 'Seen at hospital with the mother, two stitches. Owner described, walks there every morning about eight.'],
        [130, 'Hutton 11', 'update', 'Park warden has a name for the owner and will ring the officer.'],
      ],
    }),
  (scene) =>
    ownLog(scene, {
      title: 'Nuisance at allotments, shed fire',
      grade: 3,
      openingCode: 'Crime: arson not endangering life',
      qualifiers: ['Youth'],
      lines: [
        [1130, 'Hutton 02', 'opened', 'Fire service: shed on the allotments burnt out, looks set. Third this month.'],
        [1100, 'Hutton 02', 'assigned', `${scene.officer.callSign} assigned.`],
        [
          1010,
          'me',
          'update',
          'Seen with fire investigator, accelerant likely. Lighter found and seized. Committee has a list of gate key holders.',
        ],
        [150, 'Hutton 02', 'update', 'Committee’s chairman has sent the list by e-mail.'],
      ],
    }),
  (scene) =>
    ownLog(scene, {
      title: 'Fraud, caller pretending to be the bank',
      grade: 3,
      openingCode: 'Crime: fraud',
      qualifiers: ['Vulnerable'],
      sensitive: true,
      lines: [
        [
          640,
          'Hutton 13',
          'opened',
          `Caller ${asCaller(scene.caller)}: gave a man on the telephone the numbers of a card, courier to come for the card today.`,
        ],
        [632, 'Hutton 13', 'assigned', `${scene.officer.callSign} assigned.`],
        [560, 'me', 'update', 'Waited at the address, no courier came. Bank told, card stopped, 400 pounds lost. Call blocker asked for.'],
        [115, 'Hutton 13', 'update', 'Daughter asks to speak to the officer about power of attorney.'],
      ],
    }),
  (scene) =>
    ownLog(scene, {
      title: 'Assault at school gates, two accounts',
      grade: 3,
      openingCode: 'Crime: violence',
      qualifiers: ['Youth'],
      lines: [
        [
          1380,
          'Hutton 10',
          'opened',
          `Caller ${asCaller(scene.caller)}: daughter, 13, punched by an older girl at the gates, a film of it is going round.`,
        ],
        [1360, 'Hutton 10', 'assigned', `${scene.officer.callSign} assigned.`],
        [1240, 'me', 'update', 'First account taken with mother, swelling photographed. Film saved. Other girl named by three.'],
        [200, 'Hutton 10', 'update', 'Head of year can see the officer any day before half past eight.'],
      ],
    }),
];
