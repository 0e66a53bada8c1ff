import { useCallback } from 'react';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { giveEach } from './filing.ts';
import { UndoBar } from './UndoBar.tsx';
import u from './undo.module.css';
import type { ActsTold } from './useMailActs.ts';

/** What is to be said of the last act, at the foot of the pane. */
export const Told = ({ told: { just, failed, erasing, offer, fail, ask } }: { readonly told: ActsTold }) => {
  const { go, link } = useWorkspace();
  const { erase: w, undo } = strings.letter;
  const close = useCallback((): void => offer(undefined), [offer]);
  if (erasing !== undefined) {
    const [first, ...others] = erasing;
    return (
      <div className={u.ask}>
        <Confirm
          question={others.length > 0 ? w.askAll(erasing.length) : w.ask(first?.subject || strings.mail.noSubject)}
          yes={w.yes}
          no={w.no}
          busy={false}
          onNo={() => ask(undefined)}
          onYes={() => {
            ask(undefined);
            void giveEach('mail.erase', erasing, {}).then(({ code }) => (code === undefined ? go({ pane: 'mail' }) : fail(code)));
          }}
        />
      </div>
    );
  }
  if (failed !== undefined) {
    const { what, todo } = strings.errors.codes[failed];
    return (
      <p className={u.told} role="alert">
        <span>{undo.notDone(what, todo)}</span>
        <Button onClick={() => fail(undefined)}>{undo.close}</Button>
      </p>
    );
  }
  if (just === undefined) return null;
  return (
    <UndoBar
      key={just.outboxIds[0]}
      just={just}
      offline={link?.link === 'offline'}
      close={close}
      back={(drafts) => {
        offer(undefined);
        const [draft] = drafts;
        if (draft !== undefined) go({ pane: 'mail', form: { draft } });
      }}
    />
  );
};
