import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { Flag20Regular } from '@fluentui/react-icons/svg/flag';
import { Tag20Regular } from '@fluentui/react-icons/svg/tag';
import { VehicleCar20Regular } from '@fluentui/react-icons/svg/vehicle-car';
import { useEffect, useState } from 'react';
import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import type { ShownIncident } from '../../../contracts/ipc/storm.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Grade } from '../../ui/Grade.tsx';
import { Marking, Plate } from '../../ui/marks.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import { AskState } from '../../workspace/AskState.tsx';
import { useOpenForm } from '../../workspace/useOpenForm.ts';
import { labelOf, useWorkspace } from '../../workspace/workspace.ts';
import { AddUpdate } from './AddUpdate.tsx';
import { Lines } from './Lines.tsx';
import s from './log.module.css';
import { mapView } from './map/view.ts';
import { Side } from './Side.tsx';
import { useOpenLog } from './useOpenLog.ts';

const Heading = ({ log }: { readonly log: ShownIncident }) => {
  const { codeLists } = useWorkspace();
  const openForm = useOpenForm();
  return (
    <header className={s.head}>
      <div className={s.line}>
        <RecordNumber number={log.id} />
        <Grade grade={log.grade} label={labelOf(codeLists, 'grade', log.grade)} word />
        <Marking marking={log.marking} />
        <Button icon={<Add20Regular />} onClick={() => openForm('crime.create', log.id)}>
          {strings.forms.open.crime}
        </Button>
      </div>
      <h2 className={s.title}>{log.title}</h2>
      <p className={s.where}>
        {log.place.text}
        {log.place.postcode !== undefined && !log.place.text.includes(log.place.postcode) && ` ${log.place.postcode}`}
      </p>
      <div className={s.chips}>
        {log.qualifiers.map((qualifier) => (
          <Chip key={qualifier} tone="danger" icon={<Flag20Regular />}>
            {labelOf(codeLists, 'qualifier', qualifier) ?? qualifier}
          </Chip>
        ))}
        {log.vehicles.map((vehicle) => (
          <span key={`${vehicle.plate ?? ''} ${vehicle.description}`} className={s.vehicle}>
            {vehicle.description !== '' && <Chip icon={<VehicleCar20Regular />}>{vehicle.description}</Chip>}
            {vehicle.plate !== undefined && <Plate>{vehicle.plate}</Plate>}
          </span>
        ))}
        <Chip icon={<Tag20Regular />}>{log.closingCode ?? log.openingCode}</Chip>
        {log.state !== 'open' && log.state !== 'closed' && <Chip>{log.state}</Chip>}
      </div>
    </header>
  );
};

/** One log: what it is, its lines, the box for an update, its resources and my status. */
export const Log = ({
  id,
  write,
  draft = draftKeyOf('incident.addLine', id),
}: {
  readonly id: string;
  readonly write: boolean;
  /** The key of the draft in the box. */
  readonly draft?: string | undefined;
}) => {
  const { newAfter, ...ask } = useOpenLog(id);
  const [isMap, setMap] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.altKey && !event.ctrlKey && event.code === 'KeyM') setMap((is) => !is);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return (
    <AskState ask={ask} words={strings.errors.codes} where="storm.get" loading={strings.storm.loadingLog}>
      {(log) => (
        <>
          <Heading log={log} />
          {isMap ? (
            <mapView.component log={log} />
          ) : (
            <div className={s.body}>
              <div className={s.lines}>
                <Lines lines={log.lines} newAfter={newAfter} />
                {log.state !== 'closed' ? (
                  <AddUpdate key={draft} id={log.id} draft={draft} write={write} />
                ) : (
                  <p className={s.closed}>{strings.storm.add.closed}</p>
                )}
              </div>
              <Side log={log} />
            </div>
          )}
        </>
      )}
    </AskState>
  );
};
