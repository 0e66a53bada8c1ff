import { Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { Folder20Regular } from '@fluentui/react-icons/svg/folder';
import type { MailFolder } from '../../../contracts/domain/mail.ts';
import { Tap } from '../../ui/Tap.tsx';
import { words } from '../../words/index.ts';
import s from './mail.module.css';

/** What a folder is called: our word for the special ones, else its own name. */
export const nameOf = (folder: MailFolder): string => (folder.special === undefined ? folder.name : words.mail.special[folder.special]);

/** Which folder is shown. */
export const FolderMenu = ({
  folders,
  chosen,
  choose,
}: {
  readonly folders: readonly MailFolder[];
  readonly chosen: MailFolder;
  readonly choose: (path: string) => void;
}) => (
  <Menu
    checkedValues={{ folder: [chosen.path] }}
    onCheckedValueChange={(_, data) => data.checkedItems[0] !== undefined && choose(data.checkedItems[0])}
  >
    <MenuTrigger disableButtonEnhancement>
      <Tap icon={<Folder20Regular />} aria-label={words.mail.folder(nameOf(chosen))}>
        {words.mail.folders}
        <ChevronDown20Regular />
      </Tap>
    </MenuTrigger>
    <MenuPopover className={s.menu}>
      <MenuList>
        {folders.map((folder) => (
          <MenuItemRadio
            key={folder.path}
            name="folder"
            value={folder.path}
            className={s.item}
            secondaryContent={folder.unread > 0 ? String(folder.unread) : ''}
          >
            {nameOf(folder)}
          </MenuItemRadio>
        ))}
      </MenuList>
    </MenuPopover>
  </Menu>
);
