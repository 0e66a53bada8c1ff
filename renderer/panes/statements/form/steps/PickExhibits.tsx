import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { MOST_EXHIBITS } from '../../../../../contracts/domain/statement-limits.ts';
import type { ExhibitRow } from '../../../../../contracts/ipc/exhibits.ts';
import { api } from '../../../../api.ts';
import { useFetched } from '../../../../hooks/useAsk.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import { noAttachment, type StatementFields } from '../fields.ts';
import s from './steps.module.css';

const { pick: w } = strings.exhibits;

/** The crime's exhibits: one key puts one into the text, and with the hash of its file into what is signed. */
export const PickExhibits = ({
  fields,
  attached,
  edit,
}: {
  readonly fields: Pick<StatementFields, 'crimeId' | 'text' | 'produced'>;
  /** How many files the statement carries beside. */
  readonly attached: number;
  readonly edit: (some: Partial<StatementFields>) => void;
}) => {
  const { crimeId, text, produced } = fields;
  const { state } = useFetched(['exhibits.about', crimeId], () => api.exhibits.about({ crimeId }), { topics: ['exhibits', 'outbox'] });
  const rows = state.kind === 'ready' ? state.value : [];
  if (crimeId === '' || rows.length === 0) return null;
  const put = ({ id, reference, text: what, original }: ExhibitRow): void => {
    // What the card signs is on the laptop whose card signs.
    if (original !== undefined) void api.blobs.fetch({ system: 'exhibits', kind: 'exhibit', id, hash: original.hash });
    const said = w.insert(reference, what);
    edit({
      text: text.trim() === '' ? said : `${text.trimEnd()}\n\n${said}`,
      produced: [...produced, { reference, text: what, attachment: original ?? noAttachment }],
    });
  };
  return (
    <>
      <h2>{w.title}</h2>
      <p className={s.lead}>{w.lead}</p>
      <div className={s.beginnings}>
        {rows.map((row) =>
          produced.some(({ reference }) => reference === row.reference) ? (
            <Button
              key={row.id}
              icon={<Dismiss20Regular />}
              aria-label={w.remove(row.reference)}
              onClick={() => edit({ produced: produced.filter(({ reference }) => reference !== row.reference) })}
            >
              {`${row.reference}. ${w.listed}`}
            </Button>
          ) : (
            <Button
              key={row.id}
              icon={<Add20Regular />}
              disabledFocusable={produced.length + attached >= MOST_EXHIBITS}
              onClick={() => put(row)}
            >
              {`${row.reference} ${row.text}`}
            </Button>
          ),
        )}
      </div>
    </>
  );
};
