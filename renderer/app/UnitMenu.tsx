import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { words } from '../words/index.ts';
import { statusWords, useDesk } from './desk.ts';
import s from './top.module.css';

/** The unit and its status, always in the top bar: any status is two steps from anywhere. */
export const UnitMenu = () => {
  const { unit, codeLists, setStatus } = useDesk();
  if (unit === undefined || unit === null) return null;
  const now = statusWords(codeLists, unit.status);
  // 0 is a call for help: it is never set from here.
  const entries = codeLists.find((list) => list.id === 'status')?.entries.filter((entry) => entry.code !== '0') ?? [];
  return (
    <Menu checkedValues={{ status: [String(unit.status)] }} onCheckedValueChange={(_, data) => setStatus(Number(data.checkedItems[0]))}>
      <MenuTrigger disableButtonEnhancement>
        <button type="button" className={s.unit} aria-label={words.app.unit.label(unit.callSign, now)}>
          <b>{unit.callSign}</b>
          <span>{now}</span>
          {unit.sending ? <Clock20Filled aria-label={words.app.unit.sending} /> : <ChevronDown20Regular />}
        </button>
      </MenuTrigger>
      <MenuPopover className={s.menu}>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{words.app.unit.menu}</MenuGroupHeader>
            {entries.map((entry) => (
              <MenuItemRadio key={entry.code} name="status" value={entry.code} className={s.item}>
                <b>{entry.code}</b> {entry.label}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <p className={s.radio} role="presentation">
            <Warning20Filled />
            {words.app.unit.emergency}
          </p>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};
