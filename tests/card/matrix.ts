import type { CardKind } from './benches/bench.ts';
import { lackOf } from './benches/bench.ts';
import { benches } from './benches/index.ts';
import { type Operation, type Outcome, operations } from './row.ts';
import { tryModule } from './try-module.ts';

export interface Row extends Outcome {
  readonly module: string;
  readonly kind: CardKind;
}

export interface Matrix {
  readonly rows: readonly Row[];
  /** Modules that could not be tried here, and what they lack. */
  readonly missing: readonly { readonly module: string; readonly debian: string; readonly lack: string }[];
}

/** Every module that is installed, with every kind of card that it is tried with. `told` is called with each row as it is done. */
export const tryAll = async (told: (row: Row) => void): Promise<Matrix> => {
  const rows: Row[] = [];
  for (const bench of benches.filter((one) => lackOf(one) === undefined)) {
    for (const kind of bench.kinds) {
      const row = { module: bench.name, kind, ...(await tryModule(bench, kind)) };
      rows.push(row);
      told(row);
    }
  }
  const missing = benches.flatMap((bench) => {
    const lack = lackOf(bench);
    return lack === undefined ? [] : [{ module: bench.name, debian: bench.debian, lack }];
  });
  return { rows, missing };
};

const KINDS: Readonly<Record<CardKind, string>> = { rsa: 'RSA-2048', p256: 'P-256', p384: 'P-384' };
const HEADINGS: Readonly<Record<Operation, string>> = {
  certificates: 'certificates',
  signIn: 'sign-in',
  sign9A: '9A',
  sign9C: '9C',
  wrongPin: 'wrong PIN',
  share: 'key share',
  secondUnlock: 'lock, second unlock',
  changePin: 'PIN change',
  unblock: 'unblock',
};

/** The matrix as Markdown. */
export const tableOf = ({ rows }: Matrix): string => {
  const head = ['module', 'card', ...operations.map((operation) => HEADINGS[operation]), 'verdict'];
  const lines = rows.map((row) => [
    row.module,
    KINDS[row.kind],
    ...operations.map((operation) => shortOf(row.done[operation])),
    verdictOf(row),
  ]);
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
};

/** A row in words. */
export const verdictOf = ({ verdict, reason = '' }: Outcome): string => {
  if (verdict === 'ok') return 'ok';
  return verdict === 'refused' ? `refused at the door because ${REASONS[reason] ?? reason}` : `DEAD at ${reason}`;
};

const REASONS: Readonly<Record<string, string>> = {
  CardKeysUnsupported: 'its keys are neither RSA nor P-256',
  CardSoftwareCannotSign: 'the token has no mechanism that signs with such a key',
  CardSoftwareCannotOpen: 'the token has no mechanism that opens what is sealed for 9D',
  CardDamaged: 'the module cannot read the card',
  NoCard: 'the module shows no card',
  ModuleBroken: 'the module does not start',
  ModuleMissing: 'the module is not there',
};

const shortOf = (done: string | undefined): string => (done === undefined ? '–' : /^NotSupported/.test(done) ? 'not offered' : done);
