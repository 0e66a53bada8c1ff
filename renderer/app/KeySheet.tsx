import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useRef } from 'react';
import { panesOf } from '../panes/index.ts';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import { Kbd } from '../ui/marks.tsx';
import { useWorkspace } from '../workspace/workspace.ts';
import s from './keysheet.module.css';

/** F1: every key there is, in the browser's own modal dialog: it holds the focus, Esc closes it and the focus goes back. */
export const KeySheet = ({ close }: { readonly close: () => void }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const { groups, panes: keysOfPanes } = strings.app.keySheet;
  // A key that does nothing for this officer is not told of.
  const panes = panesOf(useWorkspace().officer.roles);
  const toPanes = [keysOfPanes(panes.length), panes.map(({ title }) => title).join(', ')] as const;
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={s.sheet} aria-label={strings.app.keySheet.title} onClose={close}>
      <header className={s.head}>
        <h2>{strings.app.keySheet.title}</h2>
        <Button
          appearance="subtle"
          icon={<Dismiss20Regular />}
          aria-label={strings.app.keySheet.close}
          onClick={() => dialog.current?.close()}
        />
      </header>
      <p className={s.lead}>{strings.app.keySheet.lead}</p>
      <div className={s.groups}>
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {[...(group === groups[0] ? [toPanes] : []), ...group.keys].map(([key, what]) => (
                <div key={key}>
                  <dt>
                    <Kbd>{key}</Kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
};
