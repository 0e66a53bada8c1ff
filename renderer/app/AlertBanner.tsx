import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right';
import { Checkmark20Regular } from '@fluentui/react-icons/svg/checkmark';
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { type ReactNode, useId, useRef, useState } from 'react';
import { classes } from '../format/text.ts';
import { type Alert, type Alerts, alertKey, isGrave, isMissed } from '../hooks/useAlerts.ts';
import { useNow } from '../hooks/useNow.ts';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import { Grade } from '../ui/Grade.tsx';
import { Kbd } from '../ui/marks.tsx';
import { Risk } from '../ui/Risk.tsx';
import { useWorkspace } from '../workspace/workspace.ts';
import s from './alerts.module.css';
import { wordsOfAlert } from './alertWords.ts';

const { alert: w } = strings.storm;

interface Props {
  readonly alert: Alert;
  readonly open: (alert: Alert) => void;
  readonly acknowledge: (alert: Alert) => void;
}

/** `more`: beside the first, the way to the others. */
const Entry = ({ alert, open, acknowledge, first, more }: Props & { readonly first: boolean; readonly more?: ReactNode }) => {
  const { codes } = useWorkspace();
  const { name, words, open: way, acknowledged } = wordsOfAlert(alert, codes, useNow());
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form's fields
    <div
      role="group"
      aria-label={name}
      className={classes(s.alert, alert.sending === undefined && !isMissed(alert) ? isGrave(alert) && s.grave : s.known)}
    >
      {alert.about === 'log' ? (
        <Grade grade={alert.grade} label={codes.label('grade', alert.grade, alert.id)} />
      ) : (
        <Risk grade={alert.grade} />
      )}
      <p>
        <b>{name}</b>
        <span dir="auto">{words}</span>
      </p>
      {more}
      {alert.sending !== undefined && (
        <span className={s.sending}>
          <Clock20Filled />
          {w.sending[alert.sending === 'sending' ? 'sending' : 'waiting']}
        </span>
      )}
      {alert.sending === undefined && (
        <Button
          appearance="primary"
          icon={<Checkmark20Regular />}
          {...(first ? { 'aria-keyshortcuts': 'Alt+A' } : {})}
          onClick={() => acknowledge(alert)}
        >
          {isMissed(alert) ? w.missed.read : w.acknowledge}
          <span className="heard">{acknowledged}</span>
          {first && <Kbd>Alt+A</Kbd>}
        </Button>
      )}
      <Button
        icon={<ArrowRight20Regular />}
        iconPosition="after"
        {...(first ? { 'aria-keyshortcuts': 'Control+J' } : {})}
        onClick={() => open(alert)}
      >
        {way}
        {first && <Kbd>Ctrl+J</Kbd>}
      </Button>
    </div>
  );
};

/**
 * What the officer must know, over whatever pane is open: the gravest whole, the others listed on demand. It stands above the pane, covers
 * nothing, never takes the focus from what is being typed, and stays until it is acknowledged, or, where it ended before, until the officer has read that it did. The regions that are read out are
 * there before the words are.
 */
export const AlertBanner = ({ alerts, arrived, acknowledge, refused, open }: Alerts & { readonly open: (alert: Alert) => void }) => {
  const { codes } = useWorkspace();
  const now = useNow();
  const [listed, setListed] = useState(false);
  const list = useId();
  const before = useRef<Element | null>(null);
  const said = (told: readonly Alert[]): string =>
    told
      .map((alert) => {
        const { name, words } = wordsOfAlert(alert, codes, now);
        return (isMissed(alert) ? w.missed : w).said(name, words);
      })
      .join(' ');
  // Only of those that still alert: what was acknowledged is no longer read out.
  const fresh = arrived.filter((one) => alerts.some((alert) => alertKey(alert) === alertKey(one) && alert.sending === undefined));
  const [first, ...others] = alerts;
  const missed = alerts.filter(isMissed).length;
  const untold = alerts.filter(({ sending }) => sending === undefined).length - missed;
  const acts = {
    open,
    acknowledge: (alert: Alert): void => {
      // Its button goes with it: back to where the officer was.
      if (before.current instanceof HTMLElement) before.current.focus();
      acknowledge(alert);
    },
  };
  return (
    <section
      className={s.banner}
      aria-label={w.label(untold, missed)}
      data-region={first === undefined ? undefined : true}
      data-alert={first === undefined ? undefined : true}
      onFocus={({ relatedTarget: from, currentTarget }) => {
        if (from !== null && !currentTarget.contains(from)) before.current = from;
      }}
    >
      <p className="heard" role="alert">
        {said(fresh.filter(isGrave))}
      </p>
      <p className="heard" role="status">
        {said(fresh.filter((alert) => !isGrave(alert)))}
      </p>
      {refused && (
        <p className={s.refused} role="alert">
          {w.refused}
        </p>
      )}
      {first !== undefined && (
        <Entry
          key={alertKey(first)}
          alert={first}
          first
          {...acts}
          more={
            others.length > 0 && (
              <button
                type="button"
                className={s.more}
                aria-label={w.moreLong(others.map((alert) => wordsOfAlert(alert, codes, now).short))}
                aria-expanded={listed}
                aria-controls={list}
                onClick={() => setListed(!listed)}
              >
                <ChevronDown20Regular />
                {w.more(others.length)}
              </button>
            )
          }
        />
      )}
      {listed && others.length > 0 && (
        <div id={list} className={s.others}>
          {others.map((alert) => (
            <Entry key={alertKey(alert)} alert={alert} first={false} {...acts} />
          ))}
        </div>
      )}
    </section>
  );
};
