import type { Unfit } from '../authority/unfit.ts';
import { ConfigError } from '../config.ts';

/** Something that is wrong: where it is, what it is, and what to do. Never a value of a file. */
export interface Finding {
  /** Of the configuration: "pki.gateway.certificate". */
  readonly field: string;
  readonly file?: string;
  readonly says: string;
  readonly fix: string;
  /** HQ serves without it, and its log says so: a force is not to stand still for a list of codes. */
  readonly canServe?: true;
}

/** Those with which HQ does not start, and takes nothing anew. */
export const stopping = (found: readonly Finding[]): readonly Finding[] => found.filter(({ canServe }) => canServe !== true);

/** A finding as an operator reads it, over two lines. */
export const wordsOf = ({ field, file, says, fix }: Finding): string =>
  `${field}: ${says}\n    ${file === undefined ? '' : `${file}: `}${fix}`;

/** What laptops would refuse, as a finding. */
export const unfitFinding = ({ field, words }: Unfit, fix: string, file?: string): Finding => ({
  ...{ field, says: `laptops would refuse it: ${words}`, fix },
  ...(file === undefined ? {} : { file }),
});

/** What `read` makes, or, where it throws ConfigError ("field: words"), a finding instead. */
export const tryRead = <Made>(found: Finding[], fix: string, file: string, read: () => Made): Made | undefined => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [field = '', ...says] = error.message.split(': ');
    const isDenied = /\((?:EACCES|EPERM)\)$/.test(error.message);
    found.push({ field, file, says: says.join(': '), fix: isDenied ? 'let the account of HQ read it, and the folders above it' : fix });
    return undefined;
  }
};
