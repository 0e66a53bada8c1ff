import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { type ReactNode, useState } from 'react';
import { type Differing, difference } from '../../format/difference.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { toldOf } from '../../strings/told.ts';
import { Button } from '../../ui/Button.tsx';
import radio from '../../ui/radio.module.css';
import { SubmitForm } from '../../ui/SubmitForm.tsx';
import s from './versions.module.css';

const w = strings.versions;
type Side = 'mine' | 'hqs';
/** What of two versions differs, in words. */
export interface DifferingField<Name extends string = string> {
  readonly name: Name;
  readonly label: string;
  readonly mine: string;
  readonly hqs: string;
}
export type Chosen<Name extends string> = Readonly<Partial<Record<Name, Side>>>;
export type Answered = Promise<{ readonly ok: true } | { readonly ok: false; readonly code: ErrorCode }>;

/** Two versions of a record side by side: the officer decides field by field, and nothing goes to HQ before. */
export const Versions = <Name extends string>({
  lead,
  by,
  fields,
  together,
  children,
  save,
  none,
  onlyHqs = false,
  close,
}: {
  readonly lead: string;
  /** Who wrote each, and when. */
  readonly by: Readonly<Record<Side, string>>;
  readonly fields: readonly DifferingField<Name>[];
  /** The fields that are nothing without one another: what is chosen of one is chosen of all. */
  readonly together: (name: Name) => readonly Name[];
  /** What of both is the same, or goes along. */
  readonly children: ReactNode;
  readonly save: (chosen: Chosen<Name>) => Answered;
  /** What there is to do where nothing differs any more. */
  readonly none: { readonly label: string; readonly act: () => Answered };
  /** Mine cannot be done any more: it is shown, and HQ's is chosen. */
  readonly onlyHqs?: boolean;
  readonly close: () => void;
}) => {
  const [decided, setChosen] = useState<Chosen<Name>>({} as Chosen<Name>);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode>();
  const all = fields.map(({ name }) => name);
  const chosen = onlyHqs ? sided(all, 'hqs') : decided;
  const left = fields.filter(({ name }) => chosen[name] === undefined).length;
  const decide = async (decision: Answered): Promise<void> => {
    setBusy(true);
    const answer = await decision;
    setBusy(false);
    if (answer.ok) close();
    else setRefused(answer.code);
  };
  const submit = (): void => {
    if (!busy && left === 0 && fields.length > 0) void decide(save(chosen));
  };
  const choose = (names: readonly Name[], side: Side): void => setChosen((before) => ({ ...before, ...sided(names, side) }));
  return (
    <SubmitForm className={s.form} submit={submit}>
      <p className={s.lead}>{lead}</p>
      <div className={s.heads}>
        <span>{w.differ(fields.length)}</span>
        <p>
          <b>{w.mine}</b>
          <small>{by.mine}</small>
        </p>
        <p>
          <b>{w.hqs}</b>
          <small>{by.hqs}</small>
        </p>
      </div>
      <div className={s.fields}>
        {fields.map((field) => (
          <Field
            key={field.name}
            {...field}
            onlyHqs={onlyHqs}
            chosen={chosen[field.name]}
            choose={(side) => choose(together(field.name), side)}
          />
        ))}
      </div>
      <p className={s.same}>
        <CheckmarkCircle20Regular />
        <span>{children}</span>
      </p>
      {refused !== undefined && <p role="alert">{toldOf(refused)}</p>}
      <footer className={s.foot}>
        <p role="status">{fields.length > 0 && w.chosen(fields.length - left, fields.length)}</p>
        <Button appearance="subtle" onClick={close}>
          {w.later}
        </Button>
        {fields.length === 0 ? (
          <Button appearance="primary" disabledFocusable={busy} onClick={() => void decide(none.act())}>
            {none.label}
          </Button>
        ) : (
          <>
            {!onlyHqs && (
              <>
                <Button onClick={() => choose(all, 'mine')}>{w.allMine}</Button>
                <Button onClick={() => choose(all, 'hqs')}>{w.allHqs}</Button>
              </>
            )}
            <Button type="submit" appearance="primary" disabledFocusable={left > 0 || busy} aria-keyshortcuts="Control+Enter">
              {left > 0 ? w.left(left) : w.save}
            </Button>
          </>
        )}
      </footer>
    </SubmitForm>
  );
};

const sided = <Name extends string>(names: readonly Name[], side: Side): Chosen<Name> =>
  Object.fromEntries(names.map((name) => [name, side])) as Chosen<Name>;

/** A field of which there are two versions, its differing words marked. */
const Field = ({
  name,
  label,
  mine,
  hqs,
  chosen,
  onlyHqs,
  choose,
}: DifferingField & { readonly chosen: Side | undefined; readonly onlyHqs: boolean; readonly choose: (side: Side) => void }) => {
  const [ours, theirs] = difference(mine, hqs);
  const side = (which: Side, words: Differing) => (
    <label className={s.side} data-on={chosen === which ? true : undefined}>
      <input
        type="radio"
        className={radio.radio}
        name={name}
        disabled={onlyHqs && which === 'mine'}
        checked={chosen === which}
        onChange={() => choose(which)}
      />
      <span dir="auto">
        <small className={s.whose}>{which === 'mine' ? w.mine : w.hqs}</small>
        {words[0]}
        <b>{words[1]}</b>
        {words[2]}
      </span>
    </label>
  );
  return (
    <fieldset className={s.field}>
      <legend>
        {label}
        {chosen === undefined && (
          <small>
            <Warning20Filled />
            {w.chooseOne}
          </small>
        )}
      </legend>
      {side('mine', ours)}
      {side('hqs', theirs)}
    </fieldset>
  );
};
