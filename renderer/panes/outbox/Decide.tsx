import { useState } from 'react';
import { mendKeyOf } from '../../../contracts/domain/draft-key.ts';
import type { OutboxCommand, OutboxItem } from '../../../contracts/ipc/link.ts';
import { api } from '../../api.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { toldOf } from '../../strings/told.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Check } from '../../ui/fields.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { comparisonOf, locationOfForm } from '../index.ts';
import s from './decide.module.css';
import { Mend } from './Mend.tsx';
import { isSaidInWords, writtenWords } from './writtenWords.ts';

const { decide: w, discard: asked } = strings.outbox;

/** Whether the outbox waits for the officer's word: HQ did not take it, has another version, or fails at it again and again. */
export const isForOfficer = ({ state, reason }: OutboxItem): boolean =>
  state === 'refused' || state === 'conflict' || (state === 'waiting' && reason !== undefined);

/** Never sent, or answered: another in its place cannot be done beside it. */
const mayBeMended = ({ state, attempts }: OutboxItem): boolean => state !== 'waiting' || attempts === 0;
/** Every field of a change is compared: its form would show nothing more. */
const isWholeThere = ({ command }: OutboxItem): boolean => command === 'crime.update';
/** Only what has a form can be changed, or taken up again. */
const formOf = ({ command, id, itemId }: OutboxItem) =>
  locationOfForm(command, { draft: mendKeyOf(id), mend: id, about: command.endsWith('.create') ? undefined : itemId });

type Asking = { readonly what: 'mend' | 'discard'; readonly command: OutboxCommand };

/** Change it, send it again or discard it: nothing ends but by the officer's word. `settled`: the row is no longer what it was. */
export const Decide = ({ item, settled }: { readonly item: OutboxItem; readonly settled: () => void }) => {
  const { go } = useWorkspace();
  const [asking, setAsking] = useState<Asking>();
  const [comparing, setComparing] = useState(false);
  const [refused, setRefused] = useState<ErrorCode>();
  const [wordless, setWordless] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = formOf(item);
  const comparison = comparisonOf(item);

  const look = async (what: Asking['what']): Promise<void> => {
    const answer = await api.link.command({ id: item.id });
    setRefused(answer.ok ? undefined : answer.code);
    if (!answer.ok) return;
    if (what === 'discard' || writtenWords(answer.value) !== undefined) setAsking({ what, command: answer.value });
    else if (form !== undefined) go(form);
    else setWordless(true);
  };
  const decide = async (decision: Promise<{ readonly ok: true } | { readonly ok: false; readonly code: ErrorCode }>): Promise<void> => {
    setBusy(true);
    const answer = await decision;
    setBusy(false);
    setAsking(undefined);
    setRefused(answer.ok ? undefined : answer.code);
    if (answer.ok) settled();
  };
  const leave = (): void => setAsking(undefined);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the question, and not the panel that it stands in
    <div
      className={s.decide}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || asking === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        leave();
      }}
    >
      {refused !== undefined && <p role="alert">{toldOf(refused)}</p>}
      {wordless && <p role="status">{w.wordless}</p>}
      {asking === undefined && (
        <fieldset className={s.acts} aria-label={w.label(item.summary)}>
          {comparison !== undefined && (
            <Button appearance="primary" onClick={() => setComparing(true)}>
              {strings.versions.open}
            </Button>
          )}
          {!(comparison !== undefined && isWholeThere(item)) &&
            mayBeMended(item) &&
            (form !== undefined || isSaidInWords(item.command)) && <Button onClick={() => void look('mend')}>{w.mend}</Button>}
          {comparison === undefined && (
            <Button disabledFocusable={busy} onClick={() => void decide(api.link.resend({ id: item.id }))}>
              {w.resend}
            </Button>
          )}
          <Button onClick={() => void look('discard')}>{w.discard}</Button>
        </fieldset>
      )}
      {comparing && comparison !== undefined && (
        <comparison.Sheet
          id={item.id}
          itemId={item.itemId}
          close={() => {
            setComparing(false);
            settled();
          }}
        />
      )}
      {asking?.what === 'mend' && <Mend command={asking.command} done={settled} leave={leave} />}
      {asking?.what === 'discard' && (
        <Discard
          command={asking.command}
          busy={busy}
          leave={leave}
          discard={(keepText) => void decide(discardOf(asking.command, keepText))}
        />
      )}
    </div>
  );
};

const discardOf = ({ id, dependents }: OutboxCommand, keepText: boolean) =>
  api.link.discard({ id, withDependents: dependents > 0, keepText });

const Discard = ({
  command,
  busy,
  leave,
  discard,
}: {
  readonly command: OutboxCommand;
  readonly busy: boolean;
  readonly leave: () => void;
  readonly discard: (keepText: boolean) => void;
}) => {
  const canKeep = formOf(command) !== undefined;
  const [keepText, setKeepText] = useState(canKeep);
  const { summary, dependents, mayHaveArrived } = command;
  const lost = canKeep ? undefined : writtenWords(command)?.text;
  return (
    <Confirm
      question={dependents > 0 ? asked.askWith(summary, dependents) : asked.ask(summary)}
      yes={asked.yes}
      no={asked.no}
      busy={busy}
      onYes={() => discard(keepText)}
      onNo={leave}
    >
      {mayHaveArrived && <p>{asked.mayHaveArrived}</p>}
      {lost !== undefined && (
        <>
          <p>{asked.words}</p>
          <blockquote className={s.words}>{lost}</blockquote>
        </>
      )}
      {canKeep && <Check label={asked.keepText} on={keepText} change={setKeepText} />}
    </Confirm>
  );
};
