import { type Crl, parseCrl } from '../../pki/index.ts';
import { ConfigError } from '../config.ts';
import { faultOf, type Log } from '../log.ts';
import type { ListFile } from './authorities.ts';
import { readRevocationList, stampOf } from './files.ts';
import { demandFit, type Unfit, unfitList } from './unfit.ts';

/** Says what is wrong with a list in the eyes of laptops; undefined when they take it. How long it still lasts is not its matter. */
export type ListCheck = (der: Uint8Array, at: Date) => Unfit | undefined;

/**
 * A revocation list that somebody else keeps in a file: read again when the file changes. What laptops would refuse is not taken, the
 * one before stays, and the log says so once. A list that is truly signed but out of date is taken for HQ's own checks, which then
 * refuse everybody, and not handed on.
 */
export class FiledList {
  readonly #source: ListFile;
  readonly #check: ListCheck;
  readonly #log: Log;
  #stamp = '';
  #checked: Crl | undefined;
  #handed: Crl | undefined;

  constructor(source: ListFile, check: ListCheck, log: Log) {
    this.#source = source;
    this.#check = check;
    this.#log = log;
  }

  /** Reads the file for the first time. Throws ConfigError for a list that laptops would refuse. */
  open(at: Date): void {
    this.#stamp = stampOf(this.#source.file) ?? '';
    demandFit(this.#take(at));
  }

  /** The list by which HQ itself judges. */
  checked(at: Date): Crl {
    return this.#look(at).checked;
  }

  /** The list that HQ hands on. */
  handed(at: Date): Crl {
    return this.#look(at).handed;
  }

  #look(at: Date): { readonly checked: Crl; readonly handed: Crl } {
    const { field, file } = this.#source;
    const stamp = stampOf(file);
    // A file that is away at the moment is being replaced.
    if (stamp !== undefined && stamp !== this.#stamp) {
      try {
        const unfit = this.#take(at);
        if (unfit !== undefined) this.#log('listRefused', { field: unfit.field, code: unfit.code });
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        this.#log('listRefused', { field, ...faultOf(error) }); // No list at all in it, or not to be read.
      }
      this.#stamp = stamp; // Also of one that was refused: said once, not at every request.
    }
    if (this.#checked === undefined || this.#handed === undefined) throw new Error(`${field} was never opened`);
    return { checked: this.#checked, handed: this.#handed };
  }

  #take(at: Date): Unfit | undefined {
    const { field, file } = this.#source;
    const der = readRevocationList(field, file);
    const unfit = this.#check(der, at);
    if (unfit !== undefined) return unfit;
    const list = parseCrl(der);
    this.#checked = list;
    if (list.nextUpdate === undefined || list.nextUpdate <= at) return unfitList(field, 'Expired');
    this.#handed = list;
    return undefined;
  }
}
