import { DocumentSignature24Regular } from '@fluentui/react-icons/svg/document-signature';
import type { StatementRow } from '../../../contracts/ipc/statements.ts';
import { api } from '../../api.ts';
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
import { SealedStatement } from './SealedStatement.tsx';

const { statements: w } = strings;
/** Height of a row in rem, before it is measured. */
const rowRem = 6;

/** The statements on this laptop, the newest first, beside one of them. */
export const StatementList = ({ location }: { readonly location: LocationOf<'statements'> }) => {
  const { go } = useWorkspace();
  const pages = usePages(['statements.list'], {}, (offset, limit) => api.statements.list({ offset, limit }), {
    topics: ['statements', 'outbox'],
  });
  const { id, was } = location;
  const [title, lead] = w.empty;
  return (
    <MasterDetail
      title={w.title}
      pages={pages}
      words={strings.errors.codes}
      where="statements.list"
      loading={w.loading}
      row={(row: StatementRow) => ({
        key: row.id,
        content: <StatementSummary row={row} />,
        open: () => go({ pane: 'statements', id: row.id }),
      })}
      rowRem={rowRem}
      selected={id}
      empty={<Empty quiet icon={<DocumentSignature24Regular />} title={title} lead={lead} />}
      before={<KeptReports kind="statement.create" />}
      choose={<Empty icon={<DocumentSignature24Regular />} title={w.choose} lead={w.chooseLead} />}
    >
      {id !== undefined && <SealedStatement key={was ?? id} id={id} location={location} />}
    </MasterDetail>
  );
};

/** Whose it is, of which crime, when it was signed, and whether HQ has stamped it. */
export const StatementSummary = ({
  row: { id, name, crimeId, furtherTo, pages, signedAt, timeStampedAt, sending },
}: {
  readonly row: StatementRow;
}) => (
  <div className={s.summary}>
    <b dir="auto">{name}</b>
    <span>{`${strings.app.numberOf(id)}. ${w.crime(strings.app.numberOf(crimeId))}`}</span>
    <small>{`${fullTime(signedAt)}, ${w.pages(pages)}`}</small>
    <span className={s.chips}>
      {furtherTo !== undefined && <Chip>{w.further}</Chip>}
      {sending !== undefined && <Chip tone="warn">{strings.crime.sending[sending]}</Chip>}
      {timeStampedAt === undefined ? <Chip tone="warn">{w.notStamped}</Chip> : <Chip tone="ok">{w.stamped}</Chip>}
    </span>
  </div>
);
