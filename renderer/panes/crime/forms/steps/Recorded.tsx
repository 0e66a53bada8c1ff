import { Info20Regular } from '@fluentui/react-icons/svg/info';
import type { ShownIncident } from '../../../../../contracts/ipc/storm.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import s from './recorded.module.css';

const { crime: w } = strings.forms;

/** The crimes that were recorded from the log already, each to be opened: before the same one is recorded twice. */
export const Recorded = ({ crimes }: Pick<ShownIncident, 'crimes'>) => {
  const { go } = useWorkspace();
  return crimes.map(({ id, title }) => {
    const number = strings.app.numberOf(id);
    return (
      <div key={id} className={s.recorded} role="note">
        <Info20Regular />
        <p dir="auto">
          <b>{w.recorded(number)}</b> {title}
        </p>
        <Button onClick={() => go({ pane: 'crime', id })}>{w.openRecorded(number)}</Button>
      </div>
    );
  });
};
