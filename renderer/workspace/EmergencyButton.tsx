import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { strings } from '../strings/index.ts';
import s from './emergencyButton.module.css';
import { useWorkspace } from './workspace.ts';

/** Held for a second it calls for help (app/useEmergency.ts); a slip does nothing. */
export const EmergencyButton = () => {
  const { callForHelp } = useWorkspace();
  return (
    <button
      type="button"
      className={s.emergency}
      onPointerDown={callForHelp}
      onKeyDown={(event) => {
        if ((event.key === 'Enter' || event.key === ' ') && !event.repeat) callForHelp();
      }}
      // What a finger that is held down asks for otherwise.
      onContextMenu={(event) => event.preventDefault()}
    >
      <Warning20Filled />
      <span>
        {strings.app.emergency.button}
        <small>{strings.app.emergency.buttonWhy}</small>
      </span>
    </button>
  );
};
