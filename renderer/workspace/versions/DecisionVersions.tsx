import type { ReactNode } from 'react';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { OutboxCommand } from '../../../contracts/ipc/link.ts';
import { dayClock } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { useWorkspace } from '../workspace.ts';
import { type Answered, type Chosen, type DifferingField, Versions } from './Versions.tsx';

const w = strings.versions;

/** A decision of an officer's and how the record stands at HQ, where somebody decided about it meanwhile. */
export const DecisionVersions = <Name extends string>({
  command,
  lead,
  last,
  since,
  ...versions
}: {
  readonly command: OutboxCommand;
  readonly lead: string;
  /** Who decided last at HQ, and when. */
  readonly last: { readonly by: string; readonly at: string } | undefined;
  /** What happened at HQ since the officer decided, in words. */
  readonly since: readonly string[];
  readonly fields: readonly DifferingField<Name>[];
  /** One of both holds, whole, where it says nothing. */
  readonly together?: (name: Name) => readonly Name[];
  readonly save: (chosen: Chosen<Name>) => Answered;
  /** Gives mine up. */
  readonly keepHqs: () => Answered;
  /** Why mine cannot be done any more. */
  readonly onlyHqs?: string | undefined;
  readonly close: () => void;
}) => {
  const { officer } = useWorkspace();
  const now = useNow();
  const { fields, onlyHqs, keepHqs, together = () => fields.map(({ name }) => name), ...rest } = versions;
  const told = (words: ReactNode): ReactNode => (onlyHqs === undefined ? words : `${w.onlyHqs(onlyHqs)} ${words}`);
  return (
    <Versions
      {...rest}
      lead={lead}
      by={{
        mine: w.written(formalName(officer), dayClock(command.at, now)),
        hqs: last === undefined ? w.unknown : w.written(last.by, dayClock(last.at, now)),
      }}
      fields={fields}
      together={together}
      none={{ label: w.takeHqs, act: keepHqs }}
      onlyHqs={onlyHqs !== undefined}
    >
      {told(fields.length === 0 ? w.noneDecided : since.length === 0 ? w.kept : w.since(since))}
    </Versions>
  );
};
