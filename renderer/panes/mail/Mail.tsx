import { Mail24Regular } from '@fluentui/react-icons/svg/mail';
import { useEffect, useState } from 'react';
import type { MailFolder, MailSummary } from '../../../contracts/domain/mail.ts';
import { api } from '../../api.ts';
import { useFetched } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { usePages } from '../../hooks/usePages.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { PaneState } from '../../ui/PaneState.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Empty } from '../../ui/State.tsx';
import { AskState } from '../../workspace/AskState.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { MasterDetail } from '../../workspace/MasterDetail.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { FolderMenu, nameOf } from './FolderMenu.tsx';
import { MailRow } from './MailRow.tsx';
import { Message } from './Message.tsx';

type Filter = 'all' | 'unread' | 'flagged';
const filters = ['all', 'unread', 'flagged'] as const;
/** Height of a message's row in rem, before it is measured. */
const rowRem = 5.7;

const Folder = ({
  folder,
  folders,
  id,
}: {
  readonly folder: MailFolder;
  readonly folders: readonly MailFolder[];
  readonly id: string | undefined;
}) => {
  const { go } = useWorkspace();
  const now = useNow();
  const [filter, setFilter] = useState<Filter>('all');
  const pages = usePages(
    ['mail.list', folder.path, filter],
    {},
    (offset, limit) => api.mail.list({ folder: folder.path, filter, offset, limit }),
    { topics: ['mail'] },
  );
  const [emptyTitle, emptyLead] = strings.mail.empty[filter];

  return (
    <MasterDetail
      title={nameOf(folder)}
      label={strings.mail.label}
      listLabel={() => strings.mail.label}
      pages={pages}
      words={strings.errors.codes}
      where="mail.list"
      loading={strings.mail.loading}
      row={(row: MailSummary) => ({
        key: row.id,
        content: <MailRow message={row} now={now} />,
        open: () => go({ pane: 'mail', id: row.id, folder: folder.path }),
      })}
      rowRem={rowRem}
      selected={id}
      empty={
        <Empty
          quiet
          icon={<Mail24Regular />}
          title={emptyTitle}
          lead={emptyLead}
          action={filter === 'all' ? undefined : <Button onClick={() => setFilter('all')}>{strings.mail.showAll}</Button>}
        />
      }
      action={<FolderMenu folders={folders} chosen={folder} choose={(path) => go({ pane: 'mail', folder: path })} />}
      tools={
        <SegmentedControl
          label={strings.mail.show}
          items={filters.map((item) => ({
            id: item,
            label: strings.mail.filters[item],
            count: item === 'unread' ? folder.unread : undefined,
          }))}
          on={filter}
          choose={setFilter}
        />
      }
      choose={<Empty icon={<Mail24Regular />} title={strings.mail.choose} lead={strings.mail.chooseLead} />}
    >
      {id !== undefined && <Message key={id} id={id} />}
    </MasterDetail>
  );
};

/** Folders, the messages of one, and one message. */
export const Mail = ({ location }: { readonly location: LocationOf<'mail'> }) => {
  const ask = useFetched(['mail.folders'], () => api.mail.folders(null), { topics: ['mail'] });
  const [path, setPath] = useState(location.folder);
  useEffect(() => {
    if (location.folder !== undefined) setPath(location.folder);
  }, [location.folder]);
  return (
    <AskState ask={ask} words={strings.errors.codes} where="mail.folders" loading={strings.mail.loading} pane={strings.app.panes.mail}>
      {(folders) => {
        const folder = folders.find((one) => one.path === path) ?? folders.find((one) => one.special === 'inbox') ?? folders[0];
        return folder === undefined ? (
          <PaneState title={strings.app.panes.mail}>
            <Empty icon={<Mail24Regular />} title={strings.mail.noFolders[0]} lead={strings.mail.noFolders[1]} />
          </PaneState>
        ) : (
          <Folder folder={folder} folders={folders} id={location.id} />
        );
      }}
    </AskState>
  );
};
