import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { MegaphoneLoud24Regular } from '@fluentui/react-icons/svg/megaphone-loud';
import { useEffect } from 'react';
import type { ShownBriefing } from '../../../../contracts/ipc/today.ts';
import { api } from '../../../api.ts';
import { dayClock } from '../../../format/time.ts';
import { useFetched } from '../../../hooks/useAsk.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { pagesOfAll } from '../../../hooks/usePages.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Empty } from '../../../ui/State.tsx';
import type { LocationOf } from '../../../workspace/location.ts';
import { MasterDetail } from '../../../workspace/MasterDetail.tsx';
import { useOpenForm } from '../../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { SendingChip } from '../../crime/Sending.tsx';
import s from './briefing.module.css';
import { ItemPage } from './ItemPage.tsx';
import { StandingChip } from './StandingChip.tsx';

const w = strings.briefing;
/** Height of a row in rem, before it is measured. */
const rowRem = 6;

/** The briefing of the tour, item by item; of a supervisor's area all of it. */
export const Briefing = ({ location: { id, draft } }: { readonly location: LocationOf<'today'> }) => {
  const { go, rename, officer } = useWorkspace();
  const openForm = useOpenForm();
  const ask = useFetched(['today.briefing'], () => api.today.briefing(null), { topics: ['briefing', 'people', 'outbox'] });
  const items = ask.state.kind === 'ready' ? ask.state.value.items : [];
  const opened = items.find((item) => item.id === id || (id !== undefined && item.was === id));
  const number = opened?.id;
  useEffect(() => {
    // HQ has numbered what is open.
    if (number !== undefined && number !== id) rename({ pane: 'today', view: 'briefing', id: number, draft });
  }, [id, draft, number, rename]);
  const selected = opened ?? (id === undefined ? items[0] : undefined);
  return (
    <MasterDetail
      title={w.title}
      pages={pagesOfAll(ask, (value) => value.items)}
      words={strings.errors.codes}
      where="today.briefing"
      loading={w.loading}
      row={(item: ShownBriefing) => ({
        key: item.id,
        content: <Row item={item} />,
        open: () => go({ pane: 'today', view: 'briefing', id: item.id }),
      })}
      rowRem={rowRem}
      selected={selected?.id}
      empty={<Empty quiet icon={<MegaphoneLoud24Regular />} title={w.none} lead={w.noneLead} />}
      action={
        officer.roles.includes('supervisor') && (
          <Button icon={<Add20Regular />} onClick={() => openForm('briefing.create')}>
            {w.form.open}
          </Button>
        )
      }
      before={
        <Button className={s.back ?? ''} appearance="subtle" icon={<ArrowLeft20Regular />} onClick={() => go({ pane: 'today' })}>
          {w.backToToday}
        </Button>
      }
      choose={<Empty icon={<MegaphoneLoud24Regular />} title={w.choose} lead={w.chooseLead} />}
    >
      {selected !== undefined && <ItemPage key={selected.was ?? selected.id} item={selected} draft={draft} />}
    </MasterDetail>
  );
};

const Row = ({ item }: { readonly item: ShownBriefing }) => {
  const now = useNow();
  const { title, until, mine, total, sending } = item;
  return (
    <>
      <span className={s.rowName} dir="auto">
        {title}
      </span>
      <span className={s.rowWhere}>
        {w.until(dayClock(until, now))}. {w.results(total)}
      </span>
      <span className={s.rowChips}>
        <StandingChip item={item} />
        {mine > 0 && <Chip tone="plain">{w.given}</Chip>}
        <SendingChip sending={sending} />
      </span>
    </>
  );
};
