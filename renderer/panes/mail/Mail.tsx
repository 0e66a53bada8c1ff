import { Compose20Regular } from '@fluentui/react-icons/svg/compose';
import { Mail24Regular } from '@fluentui/react-icons/svg/mail';
import { SelectAllOff20Regular } from '@fluentui/react-icons/svg/select-all-off';
import { useEffect, useState } from 'react';
import type { MailFolder, MailSummary } from '../../../contracts/domain/mail.ts';
import { ok, type Result } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import { useAsk, useFetched } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { PaneState } from '../../ui/PaneState.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Empty, Loading } from '../../ui/State.tsx';
import type { ListRow } from '../../ui/VirtualList.tsx';
import { AskState } from '../../workspace/AskState.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { MasterDetail } from '../../workspace/MasterDetail.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { FolderMenu, nameOf } from './FolderMenu.tsx';
import { FoundRow } from './FoundRow.tsx';
import { isMade } from './filing.ts';
import { prepareEditor } from './LetterBox.tsx';
import { ListedMenu } from './ListedMenu.tsx';
import { ListedRow } from './ListedRow.tsx';
import { conversationKey, type Filter, type Listed, wholeOf } from './listed.ts';
import { Message } from './Message.tsx';
import s from './mail.module.css';
import { NoDraftsThere } from './NoDraftsThere.tsx';
import { OpenedLetter } from './OpenedLetter.tsx';
import { PickedTools } from './PickedTools.tsx';
import { SearchTools } from './SearchTools.tsx';
import { Told } from './Told.tsx';
import { type ListedBy, useListedBy } from './useListedBy.ts';
import { type ActsTold, pressedKey, useActsTold, useMailActs } from './useMailActs.ts';
import { useMailList } from './useMailList.ts';
import { usePicked } from './usePicked.ts';
import { unfoldByKey } from './useUnfolded.ts';

const filters = ['all', 'unread', 'flagged'] as const;
/** Height of a message's row in rem, before it is measured. */
const rowRem = 5.7;

const Folder = ({
  folder,
  folders,
  id,
  by,
  listBy,
  told,
}: {
  readonly folder: MailFolder;
  readonly folders: readonly MailFolder[];
  readonly id: string | undefined;
  readonly by: ListedBy;
  readonly listBy: (by: ListedBy) => void;
  readonly told: ActsTold;
}) => {
  const { go, link } = useWorkspace();
  const offline = link?.link === 'offline';
  const now = useNow();
  const [filter, setFilter] = useState<Filter>('all');
  const mails = useMailList(folder, filter, by, offline);
  const { pages, first, find, within, unfold, fold, where, setWhere, atServer, typed, setTyped, searching, marked, notUnderstood } = mails;
  /** The row of a conversation that a message was opened from: it is still that message's while it is folded. */
  const [from, setFrom] = useState<{ readonly id: string; readonly key: string }>();
  const [emptyTitle, emptyLead] = strings.mail.empty[filter];

  const list = pages.state.kind === 'ready' ? pages.state.value : undefined;
  const open = id === undefined ? undefined : find(id);
  const picked = usePicked({ listed: list?.key ?? '', folder, filter, failed: told.fail }, (index) => list?.row(index), first);
  const openRow = (row: Listed): void => {
    const { message, conversation } = row;
    const opens = conversation?.opens ?? message.id;
    if (conversation !== undefined) unfold(row);
    setFrom({ id: opens, key: row.within === undefined ? row.key : conversationKey(row.within.conversation) });
    go({ pane: 'mail', id: opens, folder: folder.path });
  };
  /** The message that is open, if it was opened from this row, else the one that the row opens: what is answered is what is read. */
  const opened = ({ key, message, conversation }: Listed): string => {
    if (conversation === undefined) return message.id;
    const isOpen = id !== undefined && ((from?.id === id && from.key === key) || within(id, conversation.conversation) !== undefined);
    return isOpen ? id : conversation.opens;
  };
  const whole = async ({ message, conversation }: Listed): Promise<readonly MailSummary[]> => {
    if (conversation === undefined) return [message];
    const answer = await wholeOf(conversation, folder, filter);
    if (answer.ok) return answer.value;
    told.fail(answer.code);
    return [];
  };
  const acts = useMailActs({ here: folder, folders, open: id, done: picked.end }, told);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the list and the message in it
    <div
      className={s.work}
      onKeyDown={(event) =>
        pressedKey(event, acts, {
          open: open ?? (id === undefined ? undefined : unlisted(id)),
          row: (index) => list?.row(index),
          opened,
          whole,
          unfold: (row, right) => unfoldByKey(row, right, mails),
          picked,
        })
      }
    >
      <MasterDetail
        title={nameOf(folder)}
        label={strings.mail.label}
        listLabel={() => strings.mail.label}
        pages={pages}
        words={strings.errors.codes}
        where="mail.list"
        loading={strings.mail.loading}
        row={(row: Listed) => ({
          key: row.key,
          content: searching ? (
            <FoundRow message={row.message} folders={folders} now={now} search={marked} />
          ) : (
            <ListedRow row={row} made={isMade(folder)} now={now} />
          ),
          open: () => openRow(row),
          unfolded: row.unfolded,
          ...foldingOf(row, fold),
        })}
        rowRem={rowRem}
        selected={id === undefined || from?.id !== id || within(id) !== undefined ? id : from.key}
        picking={where === 'server' ? undefined : picked.picking}
        searching={searching}
        search={{ label: strings.mail.search, text: typed, change: setTyped }}
        above={
          list?.latest.more === true && (
            <p className={s.note}>{where === 'server' ? strings.mail.atServer.more : strings.mail.searchMany}</p>
          )
        }
        empty={
          searching ? (
            <Empty
              quiet
              icon={<Mail24Regular />}
              title={strings.mail.nothingFound[0]}
              lead={where === 'server' ? strings.mail.atServer.nothing : strings.mail.nothingFound[1]}
              action={<Button onClick={() => setTyped('')}>{strings.mail.searchEnd}</Button>}
            />
          ) : folder.special === 'drafts' && filter === 'all' ? (
            <NoDraftsThere />
          ) : (
            <Empty
              quiet
              icon={<Mail24Regular />}
              title={emptyTitle}
              lead={emptyLead}
              action={filter === 'all' ? undefined : <Button onClick={() => setFilter('all')}>{strings.mail.showAll}</Button>}
            />
          )
        }
        action={
          <div className={s.listActs}>
            <Button
              icon={<Compose20Regular />}
              aria-label={strings.letter.new}
              title={strings.letter.new}
              aria-keyshortcuts="N"
              onClick={acts.write}
            />
            {where === 'here' && (
              <Button
                icon={<SelectAllOff20Regular />}
                aria-label={strings.mail.picked.begin}
                title={strings.mail.picked.begin}
                aria-pressed={picked.picking.on}
                onClick={picked.picking.on ? picked.end : picked.begin}
              />
            )}
            <FolderMenu folders={folders} chosen={folder} choose={(path) => go({ pane: 'mail', folder: path })} />
          </div>
        }
        tools={
          picked.picking.on && where === 'here' ? (
            <PickedTools picked={picked} acts={acts} />
          ) : searching ? (
            <SearchTools where={where} choose={setWhere} atServer={atServer} offline={offline} notUnderstood={notUnderstood} />
          ) : (
            <div className={s.listed}>
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
              <ListedMenu by={by} choose={listBy} />
            </div>
          )
        }
        choose={<Empty icon={<Mail24Regular />} title={strings.mail.choose} lead={strings.mail.chooseLead} />}
      >
        {id !== undefined && <Message key={id} id={id} flagged={open?.flagged} acts={acts} />}
      </MasterDetail>
    </div>
  );
};

/** How an unfolded conversation is folded: from its own row, and from those of its messages. */
const foldingOf = ({ conversation, unfolded, within }: Listed, fold: (conversation: number) => void): Pick<ListRow, 'fold' | 'under'> => {
  if (within !== undefined) return { under: { rows: within.rows, fold: () => fold(within.conversation) } };
  return conversation !== undefined && unfolded ? { fold: () => fold(conversation.conversation) } : {};
};

/** A message that is open and in no row that is here: found by a search, or far down the list. */
const unlisted = (id: string): MailSummary => ({
  id,
  folder: '',
  subject: '',
  preview: '',
  at: '',
  seen: true,
  flagged: false,
  attachments: 0,
});

/** Folders, the messages of one, and one message; or a message that is written. Under them stands what can be taken back. */
export const Mail = ({ location }: { readonly location: LocationOf<'mail'> }) => {
  const { go } = useWorkspace();
  const told = useActsTold();
  const { form } = location;
  useEffect(prepareEditor, []);
  const leave = (back: string | undefined): void => go({ pane: 'mail', id: back });
  return (
    <div className={s.pane}>
      {form === undefined ? (
        <Folders location={location} told={told} />
      ) : (
        <OpenedLetter
          key={form.draft}
          form={form}
          sent={(outboxId, back, later) => {
            told.offer(outboxId === '' ? undefined : { outboxIds: [outboxId], later });
            leave(back);
          }}
          leave={leave}
        />
      )}
      <Told told={told} />
    </div>
  );
};

const Folders = ({ location: { id, folder: named }, told }: { readonly location: LocationOf<'mail'>; readonly told: ActsTold }) => {
  const ask = useFetched(['mail.folders'], () => api.mail.folders(null), { topics: ['mail'] });
  const [path, setPath] = useState(named);
  const [by, listBy] = useListedBy();
  // A link to a message names no folder: the list beside it is of the one that it stands in.
  const unplaced = named === undefined ? id : undefined;
  const { state } = useAsk(['mail.folderOf', unplaced], () => placeOf(unplaced), { fresh: true });
  const placed = named ?? (state.kind === 'ready' ? state.value.folder : undefined);
  useEffect(() => {
    if (placed !== undefined) setPath(placed);
  }, [placed]);
  if (by === undefined || (unplaced !== undefined && state.kind === 'loading'))
    return (
      <PaneState title={strings.app.panes.mail}>
        <Loading label={strings.mail.loading} />
      </PaneState>
    );
  const shown = placed ?? path;
  return (
    <AskState ask={ask} words={strings.errors.codes} where="mail.folders" loading={strings.mail.loading} pane={strings.app.panes.mail}>
      {(folders) => {
        const folder = folders.find((one) => one.path === shown) ?? folders.find((one) => one.special === 'inbox') ?? folders[0];
        return folder === undefined ? (
          <PaneState title={strings.app.panes.mail}>
            <Empty icon={<Mail24Regular />} title={strings.mail.noFolders[0]} lead={strings.mail.noFolders[1]} />
          </PaneState>
        ) : (
          <Folder folder={folder} folders={folders} id={id} by={by} listBy={listBy} told={told} />
        );
      }}
    </AskState>
  );
};

const placeOf = async (id: string | undefined): Promise<Result<{ readonly folder?: string | undefined }, ErrorCode>> =>
  id === undefined ? ok({}) : api.mail.folderOf({ id });
