import { caseMaterialKinds } from '../../../contracts/domain/case-material-kinds.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { ShownCaseFile, ShownCaseItem } from '../../../contracts/ipc/case-files.ts';
import { serialOf } from '../../format/text.ts';
import { fullTime } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Chip } from '../../ui/Chip.tsx';
import s from './caseFile.module.css';

const { caseFile: w } = strings;

/** Of all the file's material, the one that is opened. */
export const keyOf = ({ kind, id }: Pick<ShownCaseItem, 'kind' | 'id'>): string => `${kind} ${id}`;

/** The material of the case by its kinds, each with what was decided of it. */
export const Items = ({ shown, open }: { readonly shown: ShownCaseFile; readonly open: (key: string) => void }) => (
  <>
    {caseMaterialKinds.map((kind) => {
      const items = shown.items.filter((one) => one.kind === kind);
      if (items.length === 0) return null;
      return (
        <section key={kind} className={s.part} aria-label={w.kinds[kind]}>
          <h2>{kind === 'log' ? w.kinds[kind] : `${w.kinds[kind]}, ${items.length}`}</h2>
          <ul className={s.items}>
            {items.map((item) => (
              <li key={item.id}>
                <button type="button" onClick={() => open(keyOf(item))}>
                  <b>{kind === 'attachment' ? w.file : kind === 'log' ? serialOf(item.id) : item.id}</b>
                  <span dir="auto">
                    {item.title}
                    <small>{moreOf(item, shown)}</small>
                  </span>
                  <DecidedChip item={item} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      );
    })}
  </>
);

const DecidedChip = ({ item: { mark, marked, kind } }: { readonly item: ShownCaseItem }) => {
  if (!marked && (kind === 'attachment' || kind === 'log')) return <Chip tone="warn">{w.undecided}</Chip>;
  const redacted = mark.disclosure === 'evidence' && mark.redactions.length > 0;
  return <Chip tone={mark.disclosure === 'evidence' ? 'ok' : 'plain'}>{redacted ? w.redactedCopy : w.disclosures[mark.disclosure]}</Chip>;
};

const moreOf = ({ kind, statement, timeStampedAt, file, exhibit, isHere }: ShownCaseItem, { logLines }: ShownCaseFile): string =>
  [
    statement === undefined ? undefined : `${fullTime(statement.signature.at)}, ${strings.statements.pages(statement.pages.length)}`,
    statement === undefined ? undefined : timeStampedAt === undefined ? strings.statements.notStamped : strings.statements.stamped,
    kind === 'log' && logLines !== undefined ? w.lines(logLines) : undefined,
    exhibit && w.producedBy(exhibit.producer),
    exhibit && strings.exhibits.with(exhibit.holder, exhibit.place),
    exhibit && isProvisional(exhibit.id) ? w.notSent : undefined,
    kind === 'exhibit' && file === undefined ? w.noFile : undefined,
    isHere ? undefined : w.notHere,
  ]
    .filter((words) => words !== undefined)
    .join('. ');
