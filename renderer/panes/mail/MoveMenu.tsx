import { FolderArrowRight20Regular } from '@fluentui/react-icons/svg/folder-arrow-right';
import { useEffect, useRef } from 'react';
import { strings } from '../../strings/index.ts';
import { ChoiceMenu } from '../../ui/ChoiceMenu.tsx';
import { nameOf } from './FolderMenu.tsx';
import type { Filed } from './filing.ts';
import s from './tools.module.css';
import type { MailActs } from './useMailActs.ts';

const { letter: w } = strings;

/** Into which folder; V opens it. `begun`: it is open as it appears. */
export const MoveMenu = ({
  messages,
  acts: { here, folders, move },
  begun = false,
}: {
  readonly messages: readonly Filed[];
  readonly acts: MailActs;
  readonly begun?: boolean;
}) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (begun) place.current?.querySelector('button')?.click();
  }, [begun]);
  return (
    <div ref={place} data-move>
      <ChoiceMenu
        name={w.acts.move}
        menuName={w.moveTo}
        className={s.act}
        button={
          <>
            <FolderArrowRight20Regular />
            <span>{w.acts.move}</span>
          </>
        }
        choices={folders
          .filter(({ readOnly, path }) => readOnly !== true || path === here.path)
          .map((folder) => ({ id: folder.path, content: nameOf(folder) }))}
        chosen={here.path}
        choose={(path) => move(messages, path)}
      />
    </div>
  );
};
