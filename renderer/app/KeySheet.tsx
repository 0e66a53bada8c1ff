import { Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { Kbd } from '../ui/marks.tsx';
import { Tap } from '../ui/Tap.tsx';
import { words } from '../words/index.ts';
import s from './keysheet.module.css';

/** F1: every key there is. */
export const KeySheet = ({ open, close }: { readonly open: boolean; readonly close: () => void }) => (
  <Dialog open={open} onOpenChange={(_, data) => !data.open && close()}>
    <DialogSurface className={s.sheet}>
      <DialogBody className={s.body}>
        <DialogTitle
          className={s.title}
          action={<Tap appearance="subtle" icon={<Dismiss20Regular />} aria-label={words.app.keySheet.close} onClick={close} />}
        >
          {words.app.keySheet.title}
        </DialogTitle>
        <DialogContent className={s.content} tabIndex={0}>
          <p className={s.lead}>{words.app.keySheet.lead}</p>
          <div className={s.groups}>
            {words.app.keySheet.groups.map((group) => (
              <section key={group.title}>
                <h3>{group.title}</h3>
                <dl>
                  {group.keys.map(([key, what]) => (
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
        </DialogContent>
      </DialogBody>
    </DialogSurface>
  </Dialog>
);
