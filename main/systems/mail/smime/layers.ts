import type { ProtectionLayer } from '../../../../contracts/domain/mail-protection.ts';
import { type SignedVerdict, signedVerdicts } from '../../../../contracts/domain/mail-verdict.ts';

/** The worse of verdicts. */
export const worst = (verdicts: readonly SignedVerdict[]): SignedVerdict =>
  signedVerdicts[Math.max(0, ...verdicts.map((verdict) => signedVerdicts.indexOf(verdict)))] ?? 'changed';

/**
 * Whether only the words of the content may be shown: it came out of an encryption that anybody on the way may have changed, and no
 * signature inside says that nobody did. HTML put together from two mails could send one of them away at a click.
 */
export const isPlainTextOnly = (layers: readonly ProtectionLayer[]): boolean =>
  layers.some(
    (layer, index) =>
      layer.kind === 'encrypted' && layer.verdict === 'forYou' && !layer.authenticated && !layers.slice(index + 1).some(isIntact),
  );

const isIntact = (layer: ProtectionLayer): boolean => layer.kind === 'signed' && layer.intact;
