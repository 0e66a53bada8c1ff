import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { VehicleCarProfileLtr24Regular } from '@fluentui/react-icons/svg/vehicle-car-profile-ltr';
import { type ReactNode, useState } from 'react';
import { type ThingType, thingTypes } from '../../../../contracts/domain/thing-type.ts';
import type { ThingRow as Row } from '../../../../contracts/ipc/records.ts';
import { api } from '../../../api.ts';
import { useDebounced } from '../../../hooks/useDebounced.ts';
import { usePages } from '../../../hooks/usePages.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { RecordNumber } from '../../../ui/RecordNumber.tsx';
import { SegmentedControl } from '../../../ui/SegmentedControl.tsx';
import { Empty } from '../../../ui/State.tsx';
import { MasterDetail } from '../../../workspace/MasterDetail.tsx';
import { useOpenForm } from '../../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { readThingId, thingId } from '../location.ts';
import s from '../persons/person.module.css';
import { ThingPage } from './ThingPage.tsx';

const { thing: w, ...r } = strings.records;
/** A pause in typing before a search: each one is journalled, so half a registration should not be. */
const restMs = 250;
/** Height of a row in rem, before it is measured. */
const rowRem = 5.7;

/** Vehicles, places, telephone numbers or objects, beside one of them. */
export const ThingList = ({ seg, id }: { readonly seg: ReactNode; readonly id: string | undefined }) => {
  const { go } = useWorkspace();
  const openForm = useOpenForm();
  const [type, setType] = useState<ThingType>(id === undefined ? 'vehicle' : readThingId(id).type);
  const [typed, setTyped] = useState('');
  const text = useDebounced(typed.trim(), restMs);
  const pages = usePages(['records.things'], { type, text }, (offset, limit) => api.records.things({ type, text, offset, limit }), {
    topics: ['records', 'storm', 'crime'],
  });
  const icon = <VehicleCarProfileLtr24Regular />;
  return (
    <MasterDetail
      title={w.title}
      pages={pages}
      words={strings.errors.codes}
      where="records.things"
      loading={w.loading}
      row={(row: Row) => {
        const named = thingId(row.type, row.id);
        return { key: named, content: <ThingRow row={row} />, open: () => go({ pane: 'people', view: 'things', id: named }) };
      }}
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
            action={<Button onClick={() => setTyped('')}>{r.clear}</Button>}
          />
        )
      }
      searching={text !== ''}
      search={{ label: w.search[type], text: typed, change: setTyped }}
      action={
        <Button icon={<Add20Regular />} onClick={() => openForm('thing.create')}>
          {w.create.title}
        </Button>
      }
      before={
        <>
          {seg}
          <SegmentedControl
            label={w.kinds}
            items={thingTypes.map((one) => ({ id: one, label: w.plural[one] }))}
            on={type}
            choose={setType}
          />
        </>
      }
      choose={<Empty icon={icon} title={w.choose} lead={w.chooseLead} />}
    >
      {id !== undefined && <ThingPage key={id} named={id} />}
    </MasterDetail>
  );
};

const ThingRow = ({ row: { number, name, detail, told, warnings, sending } }: { readonly row: Row }) => (
  <>
    <span className={s.rowTop}>
      {number === undefined ? <span className={s.rowWhere}>{w.noNumber}</span> : <RecordNumber number={number} />}
      {warnings > 0 && <b className={s.warned}>{r.warnings(warnings)}</b>}
    </span>
    <span className={s.rowName}>{name}</span>
    <span className={s.rowWhere}>{detail}</span>
    <span className={s.rowWhere}>{sending === undefined ? strings.app.search.told(told.incidents, told.crimes) : r.unsent}</span>
  </>
);
