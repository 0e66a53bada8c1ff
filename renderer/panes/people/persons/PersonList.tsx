import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { PersonSearch24Regular } from '@fluentui/react-icons/svg/person-search';
import { type ReactNode, useState } from 'react';
import type { PersonRow as Row } from '../../../../contracts/ipc/records.ts';
import { api } from '../../../api.ts';
import { birthDay } from '../../../format/time.ts';
import { useDebounced } from '../../../hooks/useDebounced.ts';
import { usePages } from '../../../hooks/usePages.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { RecordNumber } from '../../../ui/RecordNumber.tsx';
import { Empty } from '../../../ui/State.tsx';
import { MasterDetail } from '../../../workspace/MasterDetail.tsx';
import { useOpenForm } from '../../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { PersonPage } from './PersonPage.tsx';
import s from './person.module.css';

const w = strings.records;
/** A pause in typing before a search: each one is journalled, so half a name should not be. */
const restMs = 250;
/** Height of a row in rem, before it is measured. */
const rowRem = 5.7;

const PersonRow = ({ row }: { readonly row: Row }) => (
  <>
    <span className={s.rowTop}>
      <RecordNumber number={row.id} />
      {row.warnings > 0 && <b className={s.warned}>{w.warnings(row.warnings)}</b>}
    </span>
    <span className={s.rowName}>{row.name}</span>
    <span className={s.rowWhere}>{bornIn(row)}</span>
    <span className={s.rowWhere}>{row.sending === undefined ? row.address : w.unsent}</span>
  </>
);

const bornIn = ({ born, bornOf }: Row): string => {
  if (born === undefined) return w.noBorn;
  const words = w.born(birthDay(born), undefined);
  return bornOf === undefined ? words : w.fromRecord(words, strings.app.numberOf(bornOf));
};

/** Persons by name, sound, number, telephone or address, beside one of them. */
export const PersonList = ({
  seg,
  id,
  was,
}: {
  readonly seg: ReactNode;
  readonly id: string | undefined;
  readonly was: string | undefined;
}) => {
  const { go } = useWorkspace();
  const openForm = useOpenForm();
  const [typed, setTyped] = useState('');
  const text = useDebounced(typed.trim(), restMs);
  const pages = usePages(['records.persons'], { text }, (offset, limit) => api.records.persons({ text, offset, limit }), {
    topics: ['records'],
  });
  const icon = <PersonSearch24Regular />;
  return (
    <MasterDetail
      title={w.title}
      pages={pages}
      words={strings.errors.codes}
      where="records.persons"
      loading={w.loading}
      row={(row: Row) => ({
        key: row.id,
        content: <PersonRow row={row} />,
        open: () => go({ pane: 'people', view: 'persons', id: row.id }),
      })}
      rowRem={rowRem}
      selected={id}
      empty={
        text === '' ? (
          <Empty quiet icon={icon} title={w.none} lead={w.noneLead} />
        ) : (
          <Empty
            quiet
            icon={icon}
            title={w.noneFound}
            lead={w.noneFoundLead}
            action={<Button onClick={() => setTyped('')}>{w.clear}</Button>}
          />
        )
      }
      searching={text !== ''}
      search={{ label: w.search, text: typed, change: setTyped }}
      action={
        <Button icon={<Add20Regular />} onClick={() => openForm('person.create')}>
          {w.newPerson}
        </Button>
      }
      before={seg}
      choose={<Empty icon={icon} title={w.choose} lead={w.chooseLead} />}
    >
      {id !== undefined && <PersonPage key={was ?? id} id={id} was={was} />}
    </MasterDetail>
  );
};
