import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { ErrorCircle20Filled } from '@fluentui/react-icons/svg/error-circle';
import { Key20Regular } from '@fluentui/react-icons/svg/key';
import { useState } from 'react';
import type { SessionState } from '../../../contracts/ipc/session.ts';
import type { TypedSlip } from '../../format/pinRules.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { NewPin } from '../../ui/NewPin.tsx';
import { PinEntry, type Slip } from './PinEntry.tsx';
import { Head, Lead, Step, titled } from './parts.tsx';
import s from './signin.module.css';

type PinState = Extract<SessionState, { readonly kind: 'pin' }>;

/** Said before the last try is used. */
const warningOf = ({ final, left }: PinState['tries']): string | undefined =>
  final || left === 1 ? `${strings.signin.pin.final}. ${strings.signin.pin.finalLead}` : undefined;

/** Asks for the PIN, or changes it. `told` is what was just done with it. */
export const PinScreen = ({
  session,
  told,
  changed,
}: {
  readonly session: PinState;
  readonly told: string | undefined;
  readonly changed: () => void;
}) => {
  const [changing, setChanging] = useState(false);
  const { holder, held, refusal, tries, rules } = session;
  const other = held !== undefined && (held.holder.name !== holder.name || held.holder.rank !== holder.rank);
  const name = titled(holder);
  const [slip, setSlip] = useState<Slip>();
  // What the card has said since counts more.
  const [before, setBefore] = useState(session);
  if (before !== session) {
    setBefore(session);
    setSlip(undefined);
  }
  const slipped = (found: TypedSlip | undefined): void =>
    setSlip((last) => found && { message: strings.pin.slips[found](strings.pin.subjects.pin, rules), time: (last?.time ?? 0) + 1 });
  const wrong = slip?.message ?? (refusal && strings.signin.pinRefusals[refusal]);
  if (changing)
    return (
      <>
        <Step tone="good" icon={<CheckmarkCircle20Filled />}>
          {name}
        </Step>
        <Head>{strings.pin.change}</Head>
        <NewPin
          kind="change"
          rules={rules}
          warning={warningOf(tries)}
          done={() => {
            setChanging(false);
            changed();
          }}
          back={() => setChanging(false)}
        />
      </>
    );
  return (
    <>
      {wrong === undefined ? (
        <div role="status">
          <Step tone="good" icon={<CheckmarkCircle20Filled />}>
            {told ?? strings.signin.pin.step}
          </Step>
        </div>
      ) : (
        <Step tone="bad" icon={<ErrorCircle20Filled />}>
          {wrong.what}
        </Step>
      )}
      <Head>{name}</Head>
      <Lead>{other ? strings.signin.pin.other(titled(held.holder)) : strings.signin.pin.collar(holder.collarNumber, holder.force)}</Lead>
      <PinEntry key={holder.staffId} tries={tries} rules={rules} refusal={refusal} slip={slip} slipped={slipped} />
      <div className={s.more}>
        <Button appearance="subtle" icon={<Key20Regular />} onClick={() => setChanging(true)}>
          {strings.pin.change}
        </Button>
      </div>
    </>
  );
};
