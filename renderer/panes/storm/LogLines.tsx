import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import type { ShownIncident } from '../../../contracts/ipc/storm.ts';
import { strings } from '../../strings/index.ts';
import { AddUpdate } from './AddUpdate.tsx';
import type { ActionKind } from './actions/kinds.ts';
import { Lines } from './Lines.tsx';
import s from './log.module.css';
import { Side } from './Side.tsx';

/** A log's lines, the box for an update, its resources and my status. */
export const LogLines = ({
  log,
  newAfter,
  write = false,
  draft = draftKeyOf('incident.addLine', log.id),
  act,
}: {
  readonly log: ShownIncident;
  readonly newAfter?: string | undefined;
  readonly write?: boolean | undefined;
  readonly draft?: string | undefined;
  readonly act?: ((kind: ActionKind) => void) | undefined;
}) => (
  <div className={s.body}>
    <div className={s.lines}>
      <Lines log={log} newAfter={newAfter} />
      {log.state !== 'closed' ? (
        <AddUpdate key={draft} id={log.id} draft={draft} write={write} act={act} />
      ) : (
        <p className={s.closed}>{strings.storm.add.closed}</p>
      )}
    </div>
    <Side log={log} />
  </div>
);
