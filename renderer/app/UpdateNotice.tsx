import { ArrowDownload24Regular } from '@fluentui/react-icons/svg/arrow-download';
import { Warning24Regular } from '@fluentui/react-icons/svg/warning';
import { useState } from 'react';
import type { UpdateStatus } from '../../contracts/ipc/update.ts';
import { classes } from '../format/text.ts';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import s from './update.module.css';

const said = strings.laptop.update;

/** What the officer is told unasked: a version that goes in by itself, and one that HQ takes no more. */
const wordsOf = ({
  release,
  outdated,
}: UpdateStatus): { readonly head: string; readonly lead: string; readonly done?: number } | undefined => {
  const when = release?.kind === 'forIct' ? said.askIct : said.goesIn;
  if (outdated !== undefined) return { head: said.outdated, lead: `${said.outdatedLead(outdated)} ${when}` };
  if (release?.kind === 'preparing') return { head: said.preparing, lead: `${said.nothingStops} ${said.goesIn}`, done: release.done };
  if (release?.kind === 'ready') return { head: said.ready(release.version), lead: `${said.goesIn} ${said.kept}` };
  return undefined;
};

/**
 * A card over the foot of the list: it pushes nothing down and lies over nothing that is pressed in a hurry. Put away, it comes back with
 * the next thing that there is to say.
 */
export const UpdateNotice = ({ update, hidden }: { readonly update: UpdateStatus; readonly hidden: () => void }) => {
  const [away, setAway] = useState<string>();
  const words = wordsOf(update);
  const shown = words !== undefined && words.head !== away;
  return (
    <section aria-label={said.label} data-region={shown ? true : undefined}>
      {/* There before the words are, so that a screen reader says them; not at every step of the meter. */}
      <div role="status" className={shown ? classes(s.notice, update.outdated !== undefined && s.warn) : undefined}>
        {shown && (
          <>
            {update.outdated === undefined ? <ArrowDownload24Regular /> : <Warning24Regular />}
            <div className={s.words}>
              <b>{words.head}</b>
              <p>{words.lead}</p>
            </div>
            {words.done !== undefined && <Meter done={words.done} />}
            <Button
              className={s.hide}
              onClick={() => {
                setAway(words.head);
                hidden();
              }}
            >
              {said.hide}
            </Button>
          </>
        )}
      </div>
    </section>
  );
};

const Meter = ({ done }: { readonly done: number }) => {
  const percent = Math.floor(done * 100);
  return (
    <>
      <div className={s.meter} role="progressbar" aria-label={said.meter} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
        <i style={{ width: `${percent}%` }} />
      </div>
      <span aria-hidden="true">{said.percent(percent)}</span>
    </>
  );
};
