import { Mail24Regular } from '@fluentui/react-icons/svg/mail';
import { useEffect, useState } from 'react';
import type { MailFolder } from '../../../contracts/domain/mail.ts';
import { api } from '../../api.ts';
import { dayClock } from '../../format/time.ts';
import { useFetched } from '../../hooks/useFetched.ts';
import { useNow } from '../../hooks/useNow.ts';
import { usePages } from '../../hooks/usePages.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { MasterDetail } from '../../ui/MasterDetail.tsx';
import { PaneState } from '../../ui/PaneState.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Empty, Failed, Loading } from '../../ui/State.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { PlaceOf } from '../../workspace/location.ts';
import { Unfetched } from '../../workspace/Unfetched.tsx';
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
  const { go, link } = useWorkspace();
  const now = useNow();
  const [filter, setFilter] = useState<Filter>('all');
  const { state, seen, again } = usePages(
    (offset, limit) => api.mail.list({ folder: folder.path, filter, offset, limit }),
    `${filter} ${folder.path}`,
    'mail',
  );
  const title = nameOf(folder);
  const asOf = state.kind === 'ready' ? state.latest.asOf : undefined;
  const stale = link?.link === 'offline' && asOf !== undefined ? strings.app.asOf(dayClock(asOf, now)) : undefined;
  const [emptyTitle, emptyLead] = strings.mail.empty[filter];

  return (
    <MasterDetail
      title={title}
      label={strings.mail.label}
      note={stale}
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
      list={
        state.kind === 'loading' ? (
          <Loading label={strings.mail.loading} />
        ) : state.kind === 'failed' ? (
          <Failed code={state.code} where="mail.list" again={again} />
        ) : state.kind === 'unfetched' ? (
          <Unfetched />
        ) : state.total === 0 ? (
          <Empty
            quiet
            icon={<Mail24Regular />}
            title={emptyTitle}
            lead={emptyLead}
            action={filter === 'all' ? undefined : <Button onClick={() => setFilter('all')}>{strings.mail.showAll}</Button>}
          />
        ) : (
          <VirtualList
            key={`${filter} ${folder.path}`}
            label={strings.mail.label}
            count={state.total}
            estimate={rowRem}
            selected={id}
            seen={seen}
            row={(index) => {
              const row = state.row(index);
              if (row === undefined) return undefined;
              return {
                key: row.id,
                content: <MailRow message={row} now={now} />,
                open: () => go({ pane: 'mail', id: row.id, folder: folder.path }),
              };
            }}
          />
        )
      }
    >
      {id === undefined && (state.kind === 'unfetched' || (state.kind === 'ready' && state.total === 0)) ? null : id === undefined ? (
        <Empty icon={<Mail24Regular />} title={strings.mail.choose} lead={strings.mail.chooseLead} />
      ) : (
        <Message key={id} id={id} />
      )}
    </MasterDetail>
  );
};

/** Folders, the messages of one, and one message. */
export const Mail = ({ place }: { readonly place: PlaceOf<'mail'> }) => {
  const { state, again } = useFetched(() => api.mail.folders(null), 'folders', ['mail']);
  const [path, setPath] = useState(place.folder);
  useEffect(() => {
    if (place.folder !== undefined) setPath(place.folder);
  }, [place.folder]);
  if (state.kind !== 'ready')
    return (
      <PaneState title={strings.app.panes.mail}>
        {state.kind === 'loading' ? (
          <Loading label={strings.mail.loading} />
        ) : state.kind === 'unfetched' ? (
          <Unfetched />
        ) : (
          <Failed code={state.code} where="mail.folders" again={again} />
        )}
      </PaneState>
    );
  const folders = state.value;
  const folder =
    folders.find((candidate) => candidate.path === path) ?? folders.find((candidate) => candidate.special === 'inbox') ?? folders[0];
  if (folder === undefined)
    return (
      <PaneState title={strings.app.panes.mail}>
        <Empty icon={<Mail24Regular />} title={strings.mail.noFolders[0]} lead={strings.mail.noFolders[1]} />
      </PaneState>
    );
  return <Folder folder={folder} folders={folders} id={place.id} />;
};
