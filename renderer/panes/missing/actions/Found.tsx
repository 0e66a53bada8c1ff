import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { PersonAvailable20Regular } from '@fluentui/react-icons/svg/person-available';
import { useRef } from 'react';
import { isBeforeLastSeen } from '../../../../contracts/domain/missing-rules.ts';
import { LONG_TEXT_LENGTH } from '../../../../contracts/domain/text.ts';
import { dayClock } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Check, TextField, type When, WhenField } from '../../../ui/fields.tsx';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, instantOf, textFault, whenFault, whenOf, written } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import s from './actions.module.css';
import type { ActionKind, ActionProps } from './kinds.ts';
import { PARAGRAPH_LENGTH } from './riskFaults.ts';

const { found: w } = strings.forms.missingPerson;

interface Fields {
  readonly when: When;
  readonly byWhom: string;
  readonly where: string;
  readonly condition: string;
  readonly told: string;
  readonly deceased: boolean;
}

/** Somebody is found: the first of two stages. They stay on the list until somebody has seen that they are well. */
export const Found = ({
  id,
  name,
  lastSeenAt,
  checks,
  open,
  close,
}: Pick<ActionProps, 'open'> & {
  readonly id: string;
  readonly name: string;
  /** ISO 8601: nobody is found before it. */
  readonly lastSeenAt: string;
  /** The check may follow at once: the report is the officer's to close. */
  readonly checks: boolean;
  readonly close: (next?: ActionKind) => void;
}) => {
  const { officer, unit } = useWorkspace();
  const fresh = useRef<Fields>(undefined);
  fresh.current ??= {
    when: whenOf(new Date().toISOString()),
    byWhom: [unit?.callSign, `${officer.rank} ${officer.collarNumber}`].filter(Boolean).join(', '),
    ...{ where: '', condition: '', told: '', deceased: false },
  };
  const initial = fresh.current;
  const read = (kept: Readonly<Record<string, unknown>>): Fields => {
    if (typeof kept['when'] !== 'string') return fitted(initial, kept);
    const { when, ...given } = fitted({ when: '', byWhom: '', where: '', condition: '', told: '', deceased: false }, kept);
    return { ...given, when: whenOf(when) };
  };
  const goesOn = useRef(true);
  const next = useRef<ActionKind>('wellBeing');
  return (
    <ActionSheet<'missing', 'missing.found', Fields>
      open={open}
      system="missing"
      command="missing.found"
      initial={open.payload === undefined ? initial : read(open.payload)}
      read={read}
      title={({ where, condition }) => condition || where}
      check={({ when, byWhom, where, condition, told }) =>
        faultsOf({
          when: foundFault(when, lastSeenAt, new Date()),
          byWhom: textFault(byWhom, w.none.byWhom),
          where: textFault(where, w.none.where),
          condition: textFault(condition, w.none.condition, LONG_TEXT_LENGTH),
          told: textFault(told, undefined, PARAGRAPH_LENGTH),
        })
      }
      payload={({ when, byWhom, where, condition, told, deceased }) => {
        // Once it is sent the form is empty: what comes next is kept from here.
        next.current = deceased ? 'death' : 'wellBeing';
        return {
          ...{ missingId: id, when: instantOf(when) ?? '', where: written(where), byWhom: written(byWhom), condition: written(condition) },
          ...(written(told) === '' ? {} : { told: written(told) }),
          ...(deceased ? { deceased: true as const } : {}),
        };
      }}
      summary={() => w.summary(name)}
      words={({ deceased }) => {
        const send = deceased ? (checks ? w.sendDead : w.foundDead) : checks ? w.send : strings.missing.found;
        return { ...w, title: w.title(name), lead: deceased ? w.leadDead : w.lead, send };
      }}
      wide
      {...(checks
        ? {
            other: (submit: () => void, { deceased }: Fields) => (
              <Button
                onClick={() => {
                  goesOn.current = false;
                  submit();
                }}
              >
                {deceased ? w.laterDead : w.later}
              </Button>
            ),
          }
        : {})}
      close={() => close()}
      done={() => close(checks && goesOn.current ? next.current : undefined)}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        return (
          <div className={s.two}>
            <section className={s.column}>
              <h3 className={s.stage}>
                <PersonAvailable20Regular />
                {w.stage}
              </h3>
              <WhenField {...field('when')} />
              <TextField {...field('byWhom')} />
              <TextField {...field('where')} />
              <TextField long {...field('condition')} />
              <TextField grows {...field('told')} />
            </section>
            <section className={s.column}>
              <h3 className={s.stage}>
                <Clock20Filled />
                {fields.deceased ? w.deathStage : w.checkStage}
              </h3>
              {fields.deceased ? (
                <ul className={s.note}>
                  {w.deathSteps.map((step) => (
                    <li key={step}>{step}</li>
                  ))}
                </ul>
              ) : (
                <p className={s.note}>{w.checkLead}</p>
              )}
              <Check label={w.deceased} lead={w.deceasedLead} on={fields.deceased} change={(deceased) => change({ deceased })} />
            </section>
          </div>
        );
      }}
    </ActionSheet>
  );
};

const foundFault = (when: When, lastSeenAt: string, now: Date): string | undefined => {
  const at = instantOf(when) ?? '';
  return (
    whenFault(when) ??
    (at > now.toISOString()
      ? strings.forms.wrong.future
      : isBeforeLastSeen(at, { at: lastSeenAt })
        ? w.beforeLastSeen(dayClock(lastSeenAt, now))
        : undefined)
  );
};
