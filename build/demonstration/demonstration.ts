import { join } from 'node:path';
import { demoOfficers } from '../../hq/demo/officers.ts';
import { type DataFolder, openDataFolder } from './folder.ts';
import { type Force, startForce } from './force.ts';
import { type Client, enrolLaptop, startClient, writeClientConfig } from './laptop.ts';
import { type DemoReader, openDemoReader } from './readers.ts';

/** A force, a laptop and a reader on one machine, ready for whoever wants to try them. */
export interface Demonstration {
  readonly folder: DataFolder;
  readonly force: Force;
  readonly reader: DemoReader;
  readonly configFile: string;
  /** Puts an officer's warrant card into the reader, by collar number. */
  insert(collarNumber: string): Promise<void>;
  remove(): Promise<void>;
  startClient(how?: Parameters<typeof startClient>[2]): Client;
  close(): Promise<void>;
}

export interface DemonstrationOptions {
  readonly folder: string;
  readonly fresh?: boolean;
  /** Where HQ listens; 127.0.0.1 unless told. */
  readonly host?: string;
}

/** Starts the force and the reader, and makes the laptop known; the client is started by whoever wants to see it. */
export const startDemonstration = async (options: DemonstrationOptions): Promise<Demonstration> => {
  const folder = openDataFolder(options.folder, options.fresh ?? false);
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const [reader, force] = await both(
      openDemoReader(),
      startForce(folder, options.host === undefined ? {} : { host: options.host }),
      closing,
    );
    const configFile = writeClientConfig(folder, force, reader, options.host);
    await enrolLaptop(folder, force, configFile);
    return {
      folder,
      force,
      reader,
      configFile,
      close,
      async insert(collarNumber) {
        if (!demoOfficers.some((officer) => officer.collarNumber === collarNumber))
          throw new RangeError(`No officer has the collar number ${collarNumber}.`);
        await reader.insert(join(folder.cards, collarNumber));
      },
      remove: () => reader.remove(),
      startClient(how) {
        const client = startClient(folder, configFile, how);
        closing.push(() => client.close());
        return client;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Starts two things at once; what did start is closed also when the other one did not. */
const both = async <A extends { close(): Promise<void> }, B extends { close(): Promise<void> }>(
  one: Promise<A>,
  other: Promise<B>,
  closing: (() => Promise<void>)[],
): Promise<[A, B]> => {
  const remember = <Part extends { close(): Promise<void> }>(part: Part): Part => {
    closing.push(() => part.close());
    return part;
  };
  const [a, b] = await Promise.allSettled([one.then(remember), other.then(remember)]);
  if (a.status === 'rejected') throw a.reason;
  if (b.status === 'rejected') throw b.reason;
  return [a.value, b.value];
};
