import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right';
import { Signature20Regular } from '@fluentui/react-icons/svg/signature';
import { useRef, useState } from 'react';
import { api } from '../../../api.ts';
import { clock } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { Button } from '../../../ui/Button.tsx';
import { FormPage } from '../../../ui/FormPage.tsx';
import { Marking } from '../../../ui/marks.tsx';
import { Loading } from '../../../ui/State.tsx';
import type { MendingForm } from '../../../workspace/form/mendedPayload.ts';
import { sendCommand } from '../../../workspace/form/useCommandForm.ts';
import { useForm } from '../../../workspace/form/useForm.ts';
import { Rail, type StepShown } from '../../../workspace/guide/Rail.tsx';
import { stepBy } from '../../../workspace/guide/steps.ts';
import type { CardPin } from '../../../workspace/useCardPin.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { exhibitsOf, takenAgain } from './again.ts';
import { type Step, statementFaults, steps } from './faults.ts';
import { type From, nameOf, newStatement, readStatementDraft, type StatementFields, unsigned } from './fields.ts';
import { Signing } from './signing/Signing.tsx';
import { Back } from './steps/Back.tsx';
import { ReadBack } from './steps/ReadBack.tsx';
import { ReadSide } from './steps/ReadSide.tsx';
import { SignStep } from './steps/SignStep.tsx';
import { Witness } from './steps/Witness.tsx';
import { Identification, Write } from './steps/Write.tsx';
import { backOf, correctionsOf, pagesWritten, statementOf, wordsIn } from './written.ts';

const { form: w } = strings.statements;

/** A statement from its first question to the seal: written, read back, signed by the witness in ink and by the officer's card. */
export const TakeStatement = ({ open, from }: { readonly open: MendingForm; readonly from: From }) => {
  const { go, rename, link, officer } = useWorkspace();
  const initial = useRef<StatementFields>(undefined);
  initial.current ??=
    open.payload === undefined ? newStatement(new Date(), from) : takenAgain(open.payload, newStatement(new Date(), from));
  const fresh = initial.current;
  const card = useRef<CardPin>(undefined);
  const [step, setStep] = useState<Step>(() => steps.find((one) => one === open.at) ?? 'witness');
  const [tried, setTried] = useState<ReadonlySet<Step>>(new Set());
  const [signing, setSigning] = useState(false);
  const form = useForm<StatementFields>({
    form: {
      ...{ key: open.draft, kind: 'statement.create', system: 'statements', initial: fresh },
      ...(open.about === undefined ? {} : { itemId: open.about }),
      ...(open.payload === undefined ? {} : { initialBlobs: exhibitsOf(open.payload) }),
      read: (kept) => readStatementDraft(kept, fresh),
      title: (fields) => w.title(nameOf(fields)),
    },
    check: () => ({}),
    send: async (fields, { attachments = [] }) => {
      const pin = card.current;
      if (pin === undefined) return { ok: false, code: 'CardFault' };
      const statement = statementOf(fields, officer, attachments);
      const signed = await pin.give((bytes) => api.statements.sign({ statement, pin: bytes }));
      if (!signed.ok) return signed;
      const { crimeId, furtherTo } = statement;
      const about = {
        crimeId,
        ...(furtherTo === undefined ? {} : { furtherTo }),
        ...(fields.personId === '' ? {} : { personId: fields.personId }),
      };
      const payload = { ...about, ...signed.value, back: backOf(fields) };
      return sendCommand('statements', 'statement.create', payload, { ...open, summary: w.title(nameOf(fields)) });
    },
    done: (id) => go({ pane: 'statements', id }),
  });
  const { draft, formRef, refused, busy } = form;
  const { fields, ready, trouble, again } = draft;
  if (!ready && trouble === undefined) return <Loading label={strings.forms.loading} />;
  const faults = statementFaults(fields);
  const wrongIn = (one: Step): number => Object.keys(faults[one] ?? {}).length;
  const agreed = fields.agreedText !== '' && fields.agreedText === fields.text;
  const toRight = wrongIn('witness') + wrongIn('write');
  const goTo = (to: Step): void => {
    setTried((before) => new Set([...before, step]));
    setStep(to);
    rename({ pane: 'statements', form: { ...open, at: to } });
  };
  const agree = (): void => {
    form.change({ agreedText: fields.text, readAt: new Date().toISOString() });
    goTo('sign');
  };
  const leave = (): void => {
    rename({ pane: 'statements' });
    go(fields.crimeId === '' ? { pane: 'statements' } : { pane: 'crime', id: fields.crimeId });
  };
  const shown = (one: Step): StepShown => stepShown(one, fields, { agreed, wrong: tried.has(one) ? wrongIn(one) : 0 });
  /** A word of it is another: whoever signed it gives it again. */
  const edit = (some: Partial<StatementFields>): void => form.change({ ...some, ...unsigned });
  const props = { fields, faults: tried.has(step) ? (faults[step] ?? {}) : {}, change: form.change, edit };
  const [back, on] = [stepBy(steps, step, -1), stepBy(steps, step, 1)];
  const foot = footOf({ step, toRight, agreed, reader: fields.reader, readWrong: wrongIn('readBack'), next: w.steps[on] });
  const submit = (): void => {
    if (signing) return;
    if (step === 'readBack') {
      setTried((before) => new Set([...before, 'readBack']));
      if (foot.ready) agree();
      else if (toRight > 0) goTo(wrongIn('witness') > 0 ? 'witness' : 'write');
    } else if (step !== 'sign') {
      if (on === 'readBack' && fields.readText === '') form.change({ readText: fields.text });
      goTo(on);
    } else if (foot.ready) setSigning(true);
    else goTo('readBack');
  };
  return (
    <>
      <FormPage
        title={step === 'readBack' ? `${w.steps.readBack}: ${nameOf(fields)}` : w.title(nameOf(fields))}
        lead={w.lead(fields.crimeId === '' ? w.newCrime : strings.app.numberOf(fields.crimeId))}
        mark={<Marking marking={fields.marking} />}
        keptBefore={form.keptBefore}
        told={trouble !== undefined ? strings.drafts.trouble[trouble] : undefined}
        again={trouble === 'NotRead' ? again : undefined}
        toRight={0}
        note={link?.link === 'offline' ? strings.forms.offline : strings.forms.stopHere}
        send={foot.label}
        sendIcon={step === 'sign' ? <Signature20Regular /> : <ArrowRight20Regular />}
        busy={busy || (!foot.ready && toRight === 0)}
        formRef={formRef}
        submit={submit}
        later={leave}
        discard={() => {
          form.discard();
          leave();
        }}
        before={
          back !== step && (
            <Button icon={<ArrowLeft20Regular />} onClick={() => goTo(step === 'readBack' ? 'write' : back)}>
              {step === 'readBack' ? w.changePage : w.steps[back]}
            </Button>
          )
        }
        rail={<Rail<Step> steps={steps} names={w.steps} at={step} shown={shown} goTo={goTo} />}
        known={
          step === 'write' ? <Identification {...props} attachments={form.attachments} /> : step === 'readBack' && <ReadSide {...props} />
        }
      >
        {ready && (
          <div key={step} data-step={step}>
            {step === 'witness' && <Witness {...props} crime={from.crime} />}
            {step === 'write' && <Write {...props} attachments={form.attachments} />}
            {step === 'back' && <Back {...props} />}
            {step === 'readBack' && <ReadBack fields={fields} />}
            {step === 'sign' && <SignStep fields={fields} attached={form.attachments.attached} agreed={agreed} />}
          </div>
        )}
      </FormPage>
      {signing && (
        <Signing
          fields={fields}
          change={form.change}
          attached={form.attachments.attached}
          card={card}
          busy={busy}
          refused={refused}
          told={refused === undefined ? undefined : toldOf(refused)}
          seal={form.submit}
        />
      )}
    </>
  );
};

const footOf = ({
  step,
  toRight,
  agreed,
  reader,
  readWrong,
  next,
}: {
  readonly step: Step;
  readonly toRight: number;
  readonly agreed: boolean;
  readonly reader: string;
  readonly readWrong: number;
  readonly next: string;
}): { readonly label: string; readonly ready: boolean } => {
  if (step === 'readBack') {
    if (toRight > 0) return { label: w.notDone(toRight), ready: false };
    if (reader === '') return { label: w.chooseReader, ready: false };
    return { label: w.agrees, ready: readWrong === 0 };
  }
  if (step === 'sign') return agreed ? { label: w.handOver, ready: true } : { label: w.steps.readBack, ready: false };
  return { label: next, ready: true };
};

const stepShown = (
  step: Step,
  fields: StatementFields,
  { agreed, wrong }: { readonly agreed: boolean; readonly wrong: number },
): StepShown => {
  const state = wrong > 0 ? 'wrong' : undefined;
  const pages = pagesWritten(fields.text).length;
  switch (step) {
    case 'witness':
      return { state: state ?? (fields.surname === '' ? 'toDo' : 'done'), detail: nameOf(fields) };
    case 'write':
      return { state: state ?? (fields.text === '' ? 'toDo' : 'done'), detail: w.counted(pages, wordsIn(fields.text)).split('.')[0] ?? '' };
    case 'back':
      return { state: Object.values(fields.back).some((value) => value !== '') ? 'done' : 'toDo', detail: '' };
    case 'readBack':
      return { state: agreed ? 'done' : (state ?? 'toDo'), detail: agreed ? w.agreedAt(clock(fields.readAt)) : '' };
    case 'sign': {
      const corrected = correctionsOf(fields).length;
      return { state: 'toDo', detail: corrected === 0 ? '' : w.corrected(corrected) };
    }
  }
};
