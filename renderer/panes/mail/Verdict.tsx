import { LockClosed20Filled } from '@fluentui/react-icons/svg/lock-closed';
import { LockOpen20Filled } from '@fluentui/react-icons/svg/lock-open';
import { ShieldCheckmark20Filled } from '@fluentui/react-icons/svg/shield-checkmark';
import { ShieldError20Filled } from '@fluentui/react-icons/svg/shield-error';
import { ShieldQuestion20Filled } from '@fluentui/react-icons/svg/shield-question';
import type { ReactNode } from 'react';
import type { MailMessage } from '../../../contracts/domain/mail.ts';
import type { ProtectionLayer, SignedLayer } from '../../../contracts/domain/mail-protection.ts';
import { signatureOfContent } from '../../../contracts/domain/mail-verdict.ts';
import { classes } from '../../format/text.ts';
import { strings } from '../../strings/index.ts';
import s from './verdict.module.css';

const { verdict: w } = strings.mail;
type Tone = 'good' | 'doubt' | 'bad';

const toneOf = (layer: SignedLayer): Tone => {
  switch (layer.verdict) {
    case 'good':
    case 'expiredNowGoodThen':
    case 'revokedNowGoodThen':
      return 'good';
    case 'changed':
    case 'revoked':
    case 'notTheSenders':
      return 'bad';
    default:
      return 'doubt';
  }
};

const icons: Readonly<Record<Tone, ReactNode>> = {
  good: <ShieldCheckmark20Filled />,
  doubt: <ShieldQuestion20Filled />,
  bad: <ShieldError20Filled />,
};

interface Line {
  readonly key: string;
  readonly tone: Tone;
  readonly icon: ReactNode;
  readonly what: string;
  readonly why: string;
}

const signatureLine = (layers: readonly ProtectionLayer[]): readonly Line[] => {
  const layer = signatureOfContent(layers) ?? layers.find((one): one is SignedLayer => one.kind === 'signed');
  if (layer === undefined) return [];
  const { signer, verdict, overEncryption } = layer;
  const [what, why] = overEncryption && verdict === 'good' ? w.overEncryption(signer) : w.signed[verdict](signer);
  const tone = overEncryption && verdict === 'good' ? 'doubt' : toneOf(layer);
  return [{ key: 'signed', tone, icon: icons[tone], what, why }];
};

const otherLine = (layer: ProtectionLayer, key: string): Line | undefined => {
  switch (layer.kind) {
    case 'signed':
      return undefined;
    case 'encrypted': {
      const [what, why] = w.encrypted[layer.verdict];
      const opened = layer.verdict === 'forYou';
      return { key, tone: opened ? 'good' : 'doubt', icon: opened ? <LockOpen20Filled /> : <LockClosed20Filled />, what, why };
    }
    case 'compressed':
      return layer.verdict === 'opened' ? undefined : { key, tone: 'doubt', icon: icons.doubt, what: w.damaged[0], why: w.damaged[1] };
    case 'nested':
      return { key, tone: 'doubt', icon: icons.doubt, what: w.tooMany[0], why: w.tooMany[1] };
  }
};

const worstOf = (lines: readonly Line[]): Tone =>
  lines.some(({ tone }) => tone === 'bad') ? 'bad' : lines.some(({ tone }) => tone === 'doubt') ? 'doubt' : 'good';

/** Who vouches for a message, and for whom it is closed, before its text. A change after signing is announced. */
export const Verdict = ({ protection }: Pick<MailMessage, 'protection'>) => {
  const others = protection.flatMap((layer, index) => otherLine(layer, String(index)) ?? []);
  const lines = [...signatureLine(protection), ...others];
  if (lines.length === 0) return null;
  const tone = worstOf(lines);
  return (
    <div className={classes(s.bar, s[tone])} role={tone === 'bad' ? 'alert' : undefined}>
      {lines.map(({ key, icon, what, why }) => (
        <p key={key} className={s.line}>
          {icon}
          <span>
            <b>{what}</b> {why}
          </span>
        </p>
      ))}
    </div>
  );
};
