import { type FormEvent, useEffect, useState } from 'react';
import { type HandOverPurpose, handOverPurposes } from '../../../contracts/domain/case-file-limits.ts';
import type { ShownCaseFile } from '../../../contracts/ipc/case-files.ts';
import { api } from '../../api.ts';
import { give } from '../../give.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { lineOf, toldOf } from '../../strings/told.ts';
import { Button } from '../../ui/Button.tsx';
import { Keypad } from '../../ui/Keypad.tsx';
import { PinBox } from '../../ui/PinBox.tsx';
import { RadioCards } from '../../ui/RadioCards.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { useCardPin } from '../../workspace/useCardPin.ts';
import s from './caseFile.module.css';

const { caseFile: w } = strings;

/** The file leaves the force: what goes, for what, and one PIN for it. */
export const HandOver = ({ shown, close }: { readonly shown: ShownCaseFile; readonly close: () => void }) => {
  const [purpose, setPurpose] = useState<HandOverPurpose>('charge');
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string>();
  const pin = useCardPin();
  const { box } = pin;
  useEffect(() => box.current?.focus(), [box]);
  const goes = shown.items.filter(({ mark }) => mark.disclosure === 'evidence');
  const refuse = (code: ErrorCode): void => {
    setTold(code in w.refusals ? w.refusals[code as keyof typeof w.refusals] : toldOf(code));
    box.current?.focus();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const slip = pin.slip();
    setTold(slip && lineOf(slip));
    if (slip !== undefined) return;
    setBusy(true);
    const made = await pin.give((bytes) => api.caseFiles.handOver({ id: shown.id, purpose, pin: bytes }));
    const sent = made.ok ? await give('caseFiles', 'caseFile.handOver', made.value) : made;
    setBusy(false);
    if (sent.ok) close();
    else refuse(sent.code);
  };
  return (
    <Sheet title={w.give} className={s.handSheet} close={close}>
      <form className={s.hand} onSubmit={(event) => void submit(event)} autoComplete="off" aria-label={w.give}>
        <div>
          <p className={s.lead}>{w.giveLead}</p>
          <RadioCards
            label={w.forWhat}
            name="purpose"
            layout="pairs"
            cards={handOverPurposes.map((value) => ({ value, label: w.purposes[value], told: w.purposesTold[value] }))}
            chosen={purpose}
            choose={setPurpose}
          />
          <h3>{w.whatGoes}</h3>
          <dl className={s.goes}>
            {(['statement', 'exhibit', 'attachment', 'log'] as const).map((kind) => (
              <div key={kind}>
                <dt>{w.kinds[kind]}</dt>
                <dd>{goes.filter((one) => one.kind === kind).length}</dd>
              </div>
            ))}
            <div>
              <dt>{w.redactedCopies}</dt>
              <dd>{goes.filter(({ mark }) => mark.redactions.length > 0).length}</dd>
            </div>
            <div>
              <dt>{w.forms}</dt>
              <dd>MG5, MG6C, MG6D, MG9, MG12</dd>
            </div>
          </dl>
        </div>
        <div className={s.pin}>
          <PinBox label={strings.statements.signing.pin} box={box} pin={pin.pin} bad={told !== undefined}>
            <p>{w.pinHint}</p>
          </PinBox>
          {told !== undefined && (
            <p role="alert" className={s.wrong}>
              {told}
            </p>
          )}
          <Keypad pin={pin.pin} />
        </div>
        <footer className={s.handFoot}>
          <p>{w.sealedHere}</p>
          <Button onClick={close}>{w.notNow}</Button>
          <Button type="submit" appearance="primary" disabledFocusable={busy}>
            {busy ? w.giving : w.signAndGive}
          </Button>
        </footer>
      </form>
    </Sheet>
  );
};
