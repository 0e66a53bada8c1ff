import type { DemoOfficer } from '../../officers.ts';
import { MAIL_DOMAIN } from '../dovecot-config.ts';
import type { Correspondent } from './compose.ts';

const desk = (name: string, local: string): Correspondent => ({ name, address: `${local}@${MAIL_DOMAIN}` });

/** Desks of the force and its partners that write to officers. No person's name stands behind them. */
export const desks = {
  cid: desk('South CID', 'south.cid'),
  roster: desk('Roster desk', 'roster.desk'),
  ict: desk('ICT Service Desk', 'ict.servicedesk'),
  witnessCare: desk('Witness Care, Preston', 'witness.care'),
  neighbourhood: desk('Neighbourhood, Leyland', 'leyland.nht'),
  control: desk('Force Control Room', 'control.room'),
  learning: desk('Learning and Development', 'learning'),
  health: desk('Occupational Health', 'occupational.health'),
  cps: { name: 'CPS North West', address: 'magistrates.nw@cps.example' },
  coroner: desk('Coroner’s Officer', 'coroners.officer'),
  bulletin: desk('Force Bulletin', 'bulletin'),
  property: desk('Property Office, Leyland', 'leyland.property'),
  intelligence: desk('Intelligence, South', 'south.intelligence'),
  fleet: desk('Fleet Workshop', 'fleet'),
  standards: desk('Professional Standards', 'professional.standards'),
  estates: desk('Estates', 'estates'),
  victims: { name: 'Victim Support, Lancashire', address: 'lancashire@victimsupport.example' },
} as const;

/** "PC Aisha Rahman", with the address of the directory. */
export const asCorrespondent = ({ rank, name, staffId, mailAddress }: DemoOfficer): Correspondent => ({
  name: `${rank} ${name}`,
  address: mailAddress ?? `${staffId.toLowerCase()}@${MAIL_DOMAIN}`,
});
