import { panesOf } from '../panes/index.ts';
import { strings } from '../strings/index.ts';
import { Kbd } from '../ui/marks.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { useWorkspace } from '../workspace/workspace.ts';
import s from './keysheet.module.css';

/** F1: every key there is. */
export const KeySheet = ({ close }: { readonly close: () => void }) => {
  const { groups, panes: keysOfPanes } = strings.app.keySheet;
  // A key that does nothing for this officer is not listed.
  const panes = panesOf(useWorkspace().officer.roles);
  const toPanes = [keysOfPanes(panes.length), panes.map(({ title }) => title).join(', ')] as const;
  return (
    <Sheet title={strings.app.keySheet.title} className={s.sheet} close={close}>
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
    </Sheet>
  );
};
