import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { useState } from 'react';
import type { OrderKind } from '../../../contracts/domain/order.ts';
import type { DeviceDetail } from '../../../contracts/hq/fleet.ts';
import { api } from '../../api.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Check, ChoiceField, TextField } from '../../ui/fields.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { draftOf, emptyDraft, LONG, SHORT, type Written } from './draft.ts';
import f from './form.module.css';
import s from './panel.module.css';
import { SignWithCard } from './SignWithCard.tsx';

const kinds: readonly OrderKind[] = ['lock', 'unlock', 'message', 'policy', 'disconnect', 'wipe'];
/** A laptop that is cut off takes no order; by a wipe HQ still destroys its half of the keys. */
const kindsWhenCutOff: readonly OrderKind[] = ['wipe'];
const { give: w, order: orderWords } = strings.fleet;

/** The form for one order: which, why, and for a wipe the laptop's name typed out; then the card signs it. Nothing is chosen at first. */
export const GiveOrder = ({ detail, back }: { readonly detail: DeviceDetail; readonly back: () => void }) => {
  const device = detail.device.name;
  const cutOff = detail.device.state === 'revoked';
  const [kind, setKind] = useState<OrderKind>();
  const [written, setWritten] = useState<Written>({ ...emptyDraft, version: String(detail.policyVersion ?? '') });
  const write = (change: Partial<Written>): void => setWritten({ ...written, ...change });
  const draft = kind === undefined ? undefined : draftOf(kind, device, written);
  return (
    <>
      <header className={s.head}>
        <h2>{w.title(device)}</h2>
        <p>{cutOff ? w.cutOff : kind === undefined ? w.replaces : orderWords.effects[kind]}</p>
      </header>
      <ScrollRegion className={s.body} label={w.title(device)}>
        <ChoiceField label={w.kind} choices={orderWords.kinds} of={cutOff ? kindsWhenCutOff : kinds} value={kind} change={setKind} />
        {kind !== undefined && (
          <>
            <TextField longest={SHORT} label={w.reason} hint={w.reasonHint} value={written.reason} change={(reason) => write({ reason })} />
            {kind === 'message' && <TextField long longest={LONG} label={w.text} value={written.text} change={(text) => write({ text })} />}
            {kind === 'policy' && (
              <TextField longest={SHORT} label={w.version} value={written.version} change={(version) => write({ version })} />
            )}
            {kind === 'wipe' && <Wipe device={device} written={written} write={write} />}
            {detail.countersign.includes(kind) && <p className={f.second}>{w.second}</p>}
            <SignWithCard
              key={kind}
              label={kind === 'wipe' ? w.sign.wipe : w.sign.other(orderWords.kinds[kind])}
              destroys={kind === 'wipe'}
              unready={draft?.ok === false ? w.notReady[draft.code] : undefined}
              sign={(pin) => (draft?.ok ? api.fleet.give({ draft: draft.value, pin }) : Promise.resolve({ ok: false, code: 'BadRequest' }))}
              done={back}
            >
              <Back back={back} />
            </SignWithCard>
          </>
        )}
        {kind === undefined && (
          <div className={f.acts}>
            <Back back={back} />
          </div>
        )}
      </ScrollRegion>
    </>
  );
};

const Back = ({ back }: { readonly back: () => void }) => (
  <Button icon={<ArrowLeft20Regular />} onClick={back}>
    {w.back}
  </Button>
);

const Wipe = ({
  device,
  written,
  write,
}: {
  readonly device: string;
  readonly written: Written;
  readonly write: (change: Partial<Written>) => void;
}) => (
  <>
    <Check label={w.handOver} lead={w.handOverLead} on={written.handOver} change={(handOver) => write({ handOver })} />
    <TextField
      longest={SHORT}
      label={w.returnTo}
      hint={w.returnToHint}
      value={written.returnTo}
      change={(returnTo) => write({ returnTo })}
    />
    <TextField longest={SHORT} label={w.typeName(device)} value={written.typedName} change={(typedName) => write({ typedName })} />
  </>
);
