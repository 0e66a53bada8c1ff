import { Compose20Regular } from '@fluentui/react-icons/svg/compose';
import { Mail24Regular } from '@fluentui/react-icons/svg/mail';
import { useCallback, useEffect, useState } from 'react';
import type { MailFolder, MailSummary } from '../../../contracts/domain/mail.ts';
import { ok, type Result } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import { give } from '../../give.ts';
import { useAsk, useFetched } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { PaneState } from '../../ui/PaneState.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Empty, Loading } from '../../ui/State.tsx';
import { AskState } from '../../workspace/AskState.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { MasterDetail } from '../../workspace/MasterDetail.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { FolderMenu, nameOf } from './FolderMenu.tsx';
import { FoundRow } from './FoundRow.tsx';
import { isMade } from './filing.ts';
import { MailRow } from './MailRow.tsx';
import { Message } from './Message.tsx';
import s from './mail.module.css';
import { OpenedLetter } from './OpenedLetter.tsx';
import { UndoBar } from './UndoBar.tsx';
import u from './undo.module.css';
import { type ActsTold, pressedKey, useActsTold, useMailActs } from './useMailActs.ts';
import { type Filter, useMailList } from './useMailList.ts';

const filters = ['all', 'unread', 'flagged'] as const;
/** Height of a message's row in rem, before it is measured. */
const rowRem = 5.7;

const Folder = ({
  folder,
  folders,
  id,
  told,
}: {
  readonly folder: MailFolder;
  readonly folders: readonly MailFolder[];
  readonly id: string | undefined;
  readonly told: ActsTold;
}) => {
  const { go } = useWorkspace();
  const acts = useMailActs({ here: folder, folders, open: id }, told);
  const now = useNow();
  const [filter, setFilter] = useState<Filter>('all');
  const { pages, typed, setTyped, searching, marked, notUnderstood } = useMailList(folder, filter);
  const [emptyTitle, emptyLead] = strings.mail.empty[filter];

  const list = pages.state.kind === 'ready' ? pages.state.value : undefined;
  const open = list === undefined || id === undefined ? undefined : openIn(list, id);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the list and the message in it
    <div
      className={s.work}
      onKeyDown={(event) =>
        pressedKey(event, acts, { open: open ?? (id === undefined ? undefined : unlisted(id)), row: (index) => list?.row(index) })
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
        row={(row: MailSummary) => ({
          key: row.id,
          content: searching ? (
            <FoundRow message={row} folders={folders} now={now} search={marked} />
          ) : (
            <MailRow message={row} made={isMade(folder)} now={now} />
          ),
          open: () => go({ pane: 'mail', id: row.id, folder: folder.path }),
        })}
        rowRem={rowRem}
        selected={id}
        searching={searching}
        search={{ label: strings.mail.search, text: typed, change: setTyped }}
        above={list?.latest.more === true && <p className={s.note}>{strings.mail.searchMany}</p>}
        empty={
          searching ? (
            <Empty
              quiet
              icon={<Mail24Regular />}
              title={strings.mail.nothingFound[0]}
              lead={strings.mail.nothingFound[1]}
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
            <FolderMenu folders={folders} chosen={folder} choose={(path) => go({ pane: 'mail', folder: path })} />
          </div>
        }
        tools={
          searching ? (
            <p className={s.note}>{notUnderstood.length > 0 ? strings.mail.searchUnclear(notUnderstood) : strings.mail.searchHelp}</p>
          ) : (
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
          )
        }
        choose={<Empty icon={<Mail24Regular />} title={strings.mail.choose} lead={strings.mail.chooseLead} />}
      >
        {id !== undefined && <Message key={id} id={id} flagged={open?.flagged} acts={acts} />}
      </MasterDetail>
    </div>
  );
};

/** The mail server's drafts are another program's: this one's are on the laptop. */
const NoDraftsThere = () => {
  const { showUnsent } = useWorkspace();
  const { state } = useAsk(['drafts.list'], () => api.drafts.list(null), { topics: ['drafts'] });
  const number = state.kind === 'ready' ? state.value.drafts.length : 0;
  const [title, lead] = strings.mail.noDraftsThere;
  return (
    <Empty
      quiet
      icon={<Mail24Regular />}
      title={title}
      lead={lead}
      action={number === 0 ? undefined : <Button onClick={showUnsent}>{strings.mail.draftsHere(number)}</Button>}
    />
  );
};

/** The row of a message, if it is among those that are here. */
const openIn = ({ total, row }: { readonly total: number; readonly row: (index: number) => MailSummary | undefined }, id: string) => {
  for (let index = 0; index < total; index += 1) {
    const found = row(index);
    if (found?.id === id) return found;
  }
  return undefined;
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
  const leave = (back: string | undefined): void => go({ pane: 'mail', id: back });
  return (
    <div className={s.pane}>
      {form === undefined ? (
        <Folders location={location} told={told} />
      ) : (
        <OpenedLetter
          key={form.draft}
          form={form}
          sent={(outboxId, back) => {
            told.offer(outboxId === '' ? undefined : { outboxId });
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
  // A link to a message names no folder: the list beside it is of the one that it stands in.
  const unplaced = named === undefined ? id : undefined;
  const { state } = useAsk(['mail.folderOf', unplaced], () => placeOf(unplaced), { fresh: true });
  const placed = named ?? (state.kind === 'ready' ? state.value.folder : undefined);
  useEffect(() => {
    if (placed !== undefined) setPath(placed);
  }, [placed]);
  if (unplaced !== undefined && state.kind === 'loading') return <Loading label={strings.mail.loading} />;
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
          <Folder folder={folder} folders={folders} id={id} told={told} />
        );
      }}
    </AskState>
  );
};

const placeOf = async (id: string | undefined): Promise<Result<{ readonly folder?: string | undefined }, ErrorCode>> =>
  id === undefined ? ok({}) : api.mail.folderOf({ id });

/** What is to be said of the last act, at the foot of the pane. */
const Told = ({ told: { just, failed, erasing, offer, fail, ask } }: { readonly told: ActsTold }) => {
  const { go, link } = useWorkspace();
  const { erase: w, undo } = strings.letter;
  const close = useCallback((): void => offer(undefined), [offer]);
  if (erasing !== undefined)
    return (
      <div className={u.ask}>
        <Confirm
          question={w.ask(erasing.subject || strings.mail.noSubject)}
          yes={w.yes}
          no={w.no}
          busy={false}
          onNo={() => ask(undefined)}
          onYes={() => {
            ask(undefined);
            void give('mail', 'mail.erase', {}, { itemId: erasing.id }).then((answer) =>
              answer.ok ? go({ pane: 'mail' }) : fail(answer.code),
            );
          }}
        />
      </div>
    );
  if (failed !== undefined) {
    const { what, todo } = strings.errors.codes[failed];
    return (
      <p className={u.told} role="alert">
        <span>{undo.notDone(what, todo)}</span>
        <Button onClick={() => fail(undefined)}>{undo.close}</Button>
      </p>
    );
  }
  if (just === undefined) return null;
  return (
    <UndoBar
      key={just.outboxId}
      just={just}
      offline={link?.link === 'offline'}
      close={close}
      back={(drafts) => {
        offer(undefined);
        const [draft] = drafts;
        if (draft !== undefined) go({ pane: 'mail', form: { draft } });
      }}
    />
  );
};
