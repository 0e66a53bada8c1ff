import { renewDemoCard } from '../../hq/demo/cards.ts';
import { DEMO_LAPTOP, DEMO_POOL, demoOfficers } from '../../hq/demo/officers.ts';
import { type DataFolder, openDataFolder } from './folder.ts';
import { type Force, startForce } from './force.ts';
import { type DemoLaptop, enrolLaptop, openDemoLaptop } from './laptop.ts';

/** A force and its laptops on one machine, ready for whoever wants to try them. The laptop of the car is the demonstration's own. */
export interface Demonstration extends DemoLaptop {
  readonly folder: DataFolder;
  readonly force: Force;
  /** The officer is given a new warrant card, with new keys. */
  renewCard(collarNumber: string): Promise<void>;
  /** One more laptop with a reader of its own; a fresh one waits for its one-time code. */
  addLaptop(name: string, how?: { readonly pool?: string; readonly fresh?: boolean }): Promise<DemoLaptop>;
}

export interface DemonstrationOptions {
  readonly folder: string;
  readonly fresh?: boolean;
  /** Where HQ listens; 127.0.0.1 unless told. */
  readonly host?: string;
}

/** Starts the force and the reader, and makes the laptop known; the client is started by whoever wants to see it. */
export const startDemonstration = async (options: DemonstrationOptions): Promise<Demonstration> => {
  const { host = '127.0.0.1' } = options;
  const folder = openDataFolder(options.folder, options.fresh ?? false);
  const force = await startForce(folder, { host });
  const laptops: DemoLaptop[] = [];
  const close = async (): Promise<void> => {
    for (const laptop of laptops.splice(0).reverse()) await laptop.close();
    await force.close();
  };
  const addLaptop: Demonstration['addLaptop'] = async (name, { pool = DEMO_POOL, fresh = false } = {}) => {
    const laptop = await openDemoLaptop({ name, pool, force, folder, host });
    laptops.push(laptop);
    if (!fresh) await enrolLaptop(laptop, pool, force);
    return laptop;
  };
  const renewCard = (collarNumber: string): Promise<void> => {
    const officer = demoOfficers.find((known) => known.collarNumber === collarNumber);
    if (officer === undefined) throw new RangeError(`No officer has the collar number ${collarNumber}.`);
    return renewDemoCard(folder.cards, force.pki, officer, new Date());
  };
  try {
    return { ...(await addLaptop(DEMO_LAPTOP)), folder, force, addLaptop, renewCard, close };
  } catch (error) {
    await close();
    throw error;
  }
};
