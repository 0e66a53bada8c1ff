import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Send20Filled } from '@fluentui/react-icons/svg/send';
import { type ReactElement, type ReactNode, type Ref, useState } from 'react';
import { classes } from '../format/text.ts';
import { strings } from '../strings/index.ts';
import { Button } from './Button.tsx';
import { Confirm } from './Confirm.tsx';
import s from './formPage.module.css';
import { ScrollRegion } from './ScrollRegion.tsx';
import { SubmitForm } from './SubmitForm.tsx';

/** Of a form that is gone through question by question: its questions, what is known already, and where it goes on to. */
export interface FormGuide {
  readonly rail: ReactNode;
  readonly known: ReactNode;
  /** The way to the question before; none on the first. */
  readonly before: ReactNode;
  readonly send: string;
  readonly sendIcon: ReactElement;
  readonly toRight: number;
  readonly busy: boolean;
  readonly submit: () => void;
}

/**
 * A form over a whole pane: what it is, its fields in a part that scrolls, and one way out at the foot. Ctrl+Enter sends it from any field.
 * `told`: why it could not be kept or sent.
 */
export const FormPage = ({
  title,
  about,
  lead,
  mark,
  aside = false,
  keptBefore,
  told,
  again,
  toRight,
  note,
  send,
  sendIcon = <Send20Filled />,
  rail,
  known,
  before,
  busy,
  formRef,
  submit,
  later,
  discard,
  children,
}: {
  readonly title: string;
  /** What or whom it is about, by what an officer knows it. */
  readonly about?: string;
  readonly lead: string;
  readonly mark?: ReactNode;
  /** Its second part is narrow, and stands beside the first. */
  readonly aside?: boolean;
  /** What is in it was begun before. */
  readonly keptBefore: boolean;
  readonly told?: string | undefined;
  /** Tries again what could not be done. */
  readonly again?: (() => void) | undefined;
  /** How many fields are not right yet; said once somebody tried to send. */
  readonly toRight: number;
  readonly note: string;
  readonly send: string;
  readonly busy: boolean;
  readonly formRef: Ref<HTMLFormElement>;
  readonly submit: () => void;
  readonly later: () => void;
  readonly discard: () => void;
  readonly children: ReactNode;
} & Partial<Pick<FormGuide, 'rail' | 'known' | 'before' | 'sendIcon'>>) => {
  const [asking, setAsking] = useState(false);
  const { forms: w } = strings;
  return (
    <SubmitForm ref={formRef} className={s.page} aria-label={title} data-region submit={submit}>
      <header className={s.head}>
        <div>
          <h1>{title}</h1>
          {about !== undefined && (
            <p className={s.about} dir="auto">
              {about}
            </p>
          )}
          <p>{lead}</p>
        </div>
        {keptBefore && (
          <p className={s.kept} role="status">
            <CheckmarkCircle20Regular />
            {w.keptBefore}
          </p>
        )}
        {mark}
      </header>
      {rail === undefined ? (
        <ScrollRegion className={s.body} label={title}>
          <div className={classes(s.fields, aside && s.aside)}>{children}</div>
        </ScrollRegion>
      ) : (
        <div className={s.guide}>
          {rail}
          <ScrollRegion className={s.body} label={title}>
            {children}
          </ScrollRegion>
          {known}
        </div>
      )}
      <footer className={s.foot}>
        {asking ? (
          <Confirm question={w.ask} yes={w.yes} no={w.no} busy={false} onYes={discard} onNo={() => setAsking(false)} />
        ) : (
          <>
            <div className={s.note}>
              {told !== undefined && (
                <p role="alert" className={s.wrong}>
                  {told}
                  {again !== undefined && <Button onClick={again}>{strings.errors.tryAgain}</Button>}
                </p>
              )}
              <p role="status" className={toRight > 0 ? s.wrong : undefined}>
                {toRight > 0 ? w.toRight(toRight) : note}
              </p>
            </div>
            <Button appearance="subtle" onClick={() => setAsking(true)}>
              {w.discard}
            </Button>
            <Button onClick={later}>{w.later}</Button>
            {before}
            <Button type="submit" appearance="primary" icon={sendIcon} disabledFocusable={busy} aria-keyshortcuts="Control+Enter">
              {send}
            </Button>
          </>
        )}
      </footer>
    </SubmitForm>
  );
};

/** Fields that belong together, under one heading, beside the others where there is room. */
export const FormPart = ({ title, children }: { readonly title?: string; readonly children: ReactNode }) => (
  <section className={s.part}>
    {title !== undefined && <h2>{title}</h2>}
    {children}
  </section>
);
