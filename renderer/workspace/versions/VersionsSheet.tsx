import type { ComponentType, ReactNode } from 'react';
import type { OutboxCommand, OutboxItem } from '../../../contracts/ipc/link.ts';
import { ok, type Result } from '../../../contracts/result.ts';
import type { ChangeTopic } from '../../../contracts/systems/ids.ts';
import { api } from '../../api.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { AskState } from '../AskState.tsx';
import s from './versions.module.css';

const w = strings.versions;

/** `id`: of the command in the outbox. `itemId`: of what it is about. */
export interface SheetProps {
  readonly id: string;
  readonly itemId: string;
  readonly close: () => void;
}

/** The commands of which two versions are put side by side, and the sheet that does it. A pane declares its own. */
export interface Comparison {
  readonly commands: ReadonlySet<string>;
  readonly Sheet: ComponentType<SheetProps>;
}

/** Whether HQ has another version than this piece of unsent work. */
export const isCompared = ({ commands }: Comparison, { command, state }: Pick<OutboxItem, 'command' | 'state'>): boolean =>
  state === 'conflict' && commands.has(command);

/** A piece of unsent work and HQ's version, to be put side by side. `title`: what the record is called. `read`: how it stands at HQ. */
export const VersionsSheet = <Item,>({
  id,
  itemId,
  close,
  title,
  topics,
  read,
  children,
}: SheetProps & {
  readonly title: string;
  readonly topics: readonly ChangeTopic[];
  readonly read: (command: OutboxCommand) => Promise<Result<Item, ErrorCode>>;
  readonly children: (command: OutboxCommand, item: Item) => ReactNode;
}) => {
  const ask = useAsk(
    ['versions', id, itemId],
    async (): Promise<Result<{ readonly command: OutboxCommand; readonly item: Item }, ErrorCode>> => {
      const command = await api.link.command({ id });
      if (!command.ok) return command;
      const item = await read(command.value);
      return item.ok ? ok({ command: command.value, item: item.value }) : item;
    },
    { topics: [...topics, 'outbox'], fresh: true },
  );
  return (
    <Sheet title={w.title(title)} className={s.sheet} close={close}>
      <AskState ask={ask} words={strings.errors.codes} where="versions" loading={w.loading}>
        {({ command, item }) => children(command, item)}
      </AskState>
    </Sheet>
  );
};
