import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { HourglassHalf20Regular } from '@fluentui/react-icons/svg/hourglass-half';
import { Laptop20Regular } from '@fluentui/react-icons/svg/laptop';
import { type FormEvent, useState } from 'react';
import type { EnrolmentRefusal } from '../../../contracts/ipc/device.ts';
import { api } from '../../api.ts';
import { hasLookalike, tidyCode, tidyName } from '../../format/enrolment.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { MaskedInput } from '../../ui/MaskedInput.tsx';
import s from './enrol.module.css';
import { Head, Lead, Step } from './parts.tsx';

const said = strings.laptop.enrol;
type Stage =
  | { readonly kind: 'asking' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'refused'; readonly fault: EnrolmentRefusal }
  | { readonly kind: 'done' };

/** What is wrong with what was typed, so that HQ is not asked in vain. */
const slipOf = (name: string, code: string): EnrolmentRefusal | undefined => {
  if (!/^[A-Z]{2,6}-\d{1,8}$/.test(name)) return 'NotADevice';
  return /^.{5}-.{5}$/.test(code) ? undefined : 'NotACode';
};

/** First run: a fresh laptop becomes known to HQ with its name and ICT's one-time code. The sign-in screen follows by itself. */
export const Enrol = () => {
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [lookalike, setLookalike] = useState(false);
  const [stage, setStage] = useState<Stage>({ kind: 'asking' });
  const sending = stage.kind === 'sending';

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (sending) return;
    const slip = slipOf(name, code);
    if (slip !== undefined) {
      setStage({ kind: 'refused', fault: slip });
      return;
    }
    setStage({ kind: 'sending' });
    const answer = await api.device.enrol({ device: name, code }).catch(() => ({ ok: false, code: 'Internal' }) as const);
    if (answer.ok) setStage({ kind: 'done' });
    // What broke on the way leaves the same doubt as an HQ that answers wrongly.
    else setStage({ kind: 'refused', fault: answer.code in said.faults ? (answer.code as EnrolmentRefusal) : 'HqUnusable' });
  };

  if (stage.kind === 'done')
    return (
      <div role="status">
        <Step tone="good" icon={<CheckmarkCircle20Filled />}>
          {said.doneStep}
        </Step>
        <Head>{said.done(name)}</Head>
        <Lead>{said.doneLead}</Lead>
      </div>
    );
  const message = stage.kind === 'refused' ? said.faults[stage.fault] : undefined;
  return (
    <>
      <Step icon={<Laptop20Regular />}>{said.step}</Step>
      <Head>{said.head}</Head>
      <Lead>{said.lead}</Lead>
      <form className={s.form} onSubmit={(event) => void send(event)} autoComplete="off">
        <MaskedInput label={said.name} hint={said.nameHint} text={name} tidy={tidyName} change={setName} focus />
        <MaskedInput
          label={said.code}
          hint={lookalike ? said.lookalike : said.codeHint}
          text={code}
          tidy={tidyCode}
          change={(text, typed) => {
            setCode(text);
            setLookalike(hasLookalike(typed));
          }}
        />
        {message !== undefined && (
          <p className={s.told} role="alert">
            {message.what}
            <small>
              {message.safe} {message.todo}
            </small>
          </p>
        )}
        <p className={s.progress} role="status">
          {sending && (
            <>
              <HourglassHalf20Regular />
              {said.progress}
            </>
          )}
        </p>
        <Button type="submit" appearance="primary" disabledFocusable={sending}>
          {sending ? said.sending : said.send}
        </Button>
      </form>
    </>
  );
};
