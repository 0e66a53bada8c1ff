import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { Info20Regular } from '@fluentui/react-icons/svg/info';
import { ShieldCheckmark20Filled } from '@fluentui/react-icons/svg/shield-checkmark';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { classes } from '../../format/text.ts';
import s from './order.module.css';
import type { Proof } from './proof.ts';

const icons = {
  proven: <ShieldCheckmark20Filled />,
  waiting: <Clock20Filled />,
  none: <Info20Regular />,
  refused: <Warning20Filled />,
} as const;

/** What is proven and what is only expected, at a glance: the words alone must do. */
export const ProofBox = ({ proof }: { readonly proof: Proof }) => (
  <div className={classes(s.proof, s[proof.kind])} role="status">
    {icons[proof.kind]}
    <p>
      <b>{proof.words[0]}</b>
      {proof.words[1]}
    </p>
  </div>
);
