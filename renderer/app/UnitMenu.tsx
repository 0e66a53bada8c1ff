import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { statusKind } from '../../contracts/domain/deployment.ts';
import { strings } from '../strings/index.ts';
import { ChoiceMenu } from '../ui/ChoiceMenu.tsx';
import { EmergencyButton } from '../workspace/EmergencyButton.tsx';
import { useWorkspace } from '../workspace/workspace.ts';
import s from './top.module.css';

/** The unit and its status, always in the top bar: any status is two steps from anywhere. */
export const UnitMenu = () => {
  const { unit, codes, setStatus } = useWorkspace();
  if (unit === undefined || unit === null) return null;
  const now = codes.status(unit.status);
  // 0 is a call for help: it stands apart.
  const entries = codes.of('status')?.filter(({ code }) => code !== '0') ?? [];
  return (
    <ChoiceMenu
      name={strings.app.unit.label(unit.callSign, now)}
      menuName={strings.app.unit.menu}
      className={s.unit}
      end
      button={
        <>
          <b>{unit.callSign}</b> <span>{now}</span>
          {unit.sending ? <Clock20Filled aria-label={strings.app.unit.sending} /> : <ChevronDown20Regular />}
        </>
      }
      choices={entries.map((entry) => ({
        id: entry.code,
        content: (
          <>
            <b>{entry.code}</b>
            <span>
              {entry.label}
              {statusKind(Number(entry.code)) === 'message' && <small> {strings.storm.status.messageMark}</small>}
            </span>
          </>
        ),
      }))}
      chosen={String(unit.status)}
      choose={(code) => setStatus(Number(code))}
      note={
        <div className={s.emergency}>
          <EmergencyButton />
        </div>
      }
    />
  );
};
