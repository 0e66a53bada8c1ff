import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { Folder20Regular } from '@fluentui/react-icons/svg/folder';
import type { MailFolder } from '../../../contracts/domain/mail.ts';
import { strings } from '../../strings/index.ts';
import { ChoiceMenu } from '../../ui/ChoiceMenu.tsx';
import s from './mail.module.css';

/** What a folder is called: our word for the special ones, else its own name. */
export const nameOf = (folder: MailFolder): string => (folder.special === undefined ? folder.name : strings.mail.special[folder.special]);

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
  <ChoiceMenu
    name={strings.mail.folder(nameOf(chosen))}
    menuName={strings.mail.folders}
    className={s.button}
    end
    button={
      <>
        <Folder20Regular />
        {strings.mail.folders}
        <ChevronDown20Regular />
      </>
    }
    choices={folders.map((folder) => ({
      id: folder.path,
      content: (
        <>
          {nameOf(folder)}
          {folder.unread > 0 && <small className={s.unread}>{folder.unread}</small>}
        </>
      ),
    }))}
    chosen={chosen.path}
    choose={choose}
  />
);
