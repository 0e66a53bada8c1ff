import { TagMultiple24Regular } from '@fluentui/react-icons/svg/tag-multiple';
import type { ExhibitRow } from '../../../contracts/ipc/exhibits.ts';
import { api } from '../../api.ts';
import { wordOf } from '../../format/text.ts';
import { fullTime } from '../../format/time.ts';
import { usePages } from '../../hooks/usePages.ts';
import { strings } from '../../strings/index.ts';
import { Chip } from '../../ui/Chip.tsx';
import s from '../../ui/row.module.css';
import { Empty } from '../../ui/State.tsx';
import { KeptReports } from '../../workspace/KeptReports.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { MasterDetail } from '../../workspace/MasterDetail.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { ExhibitPage } from './ExhibitPage.tsx';

const { exhibits: w } = strings;
/** Height of a row in rem, before it is measured. */
const rowRem = 6;

/** The exhibits on this laptop, the newest first, beside one of them. */
export const ExhibitList = ({ location }: { readonly location: LocationOf<'exhibits'> }) => {
  const { go } = useWorkspace();
  const pages = usePages(['exhibits.list'], {}, (offset, limit) => api.exhibits.list({ offset, limit }), {
    topics: ['exhibits', 'outbox'],
  });
  const { id, was } = location;
  const [title, lead] = w.empty;
  return (
    <MasterDetail
      title={w.title}
      pages={pages}
      words={strings.errors.codes}
      where="exhibits.list"
      loading={w.loading}
      row={(row: ExhibitRow) => ({
        key: row.id,
        content: <ExhibitSummary row={row} />,
        open: () => go({ pane: 'exhibits', id: row.id }),
      })}
      rowRem={rowRem}
      selected={id}
      empty={<Empty quiet icon={<TagMultiple24Regular />} title={title} lead={lead} />}
      before={<KeptReports kind="exhibit.create" />}
      choose={<Empty icon={<TagMultiple24Regular />} title={w.choose} lead={w.chooseLead} />}
    >
      {id !== undefined && <ExhibitPage key={was ?? id} id={id} location={location} />}
    </MasterDetail>
  );
};

/** Its reference and label, to what it belongs, and who has it. */
export const ExhibitSummary = ({
  row: { crimeId, incidentId = '', reference, text, kind, takenAt, holder, place, act, sending },
}: {
  readonly row: ExhibitRow;
}) => (
  <div className={s.summary}>
    <b dir="auto">{`${reference} ${text}`}</b>
    <span>{crimeId === undefined ? w.log(strings.app.numberOf(incidentId)) : w.crime(strings.app.numberOf(crimeId))}</span>
    <small dir="auto">{`${fullTime(takenAt)}. ${w.with(holder, place)}`}</small>
    <span className={s.chips}>
      <Chip>{wordOf(w.kinds, kind)}</Chip>
      <Chip tone={act === 'returned' ? 'plain' : 'info'}>{wordOf(w.acts, act)}</Chip>
      {sending !== undefined && <Chip tone="warn">{strings.crime.sending[sending]}</Chip>}
    </span>
  </div>
);
