import type { CrimeChange } from '../../../../contracts/domain/crime-changes.ts';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import { ok } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { sentence } from '../../../format/text.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import { Sheet } from '../../../ui/Sheet.tsx';
import { AskState } from '../../../workspace/AskState.tsx';
import { ChangeVersions } from './ChangeVersions.tsx';
import s from './conflict.module.css';
import { DecisionVersions } from './DecisionVersions.tsx';

const w = strings.changes.conflict;

/** Of what these decide there may be two versions, to be put side by side. */
const compared: ReadonlySet<string> = new Set(['crime.update', 'crime.outcome', 'crime.review']);
export const hasTwoVersions = ({ command, state }: { readonly command: string; readonly state: string }): boolean =>
  state === 'conflict' && compared.has(command);

/** Two versions of a report side by side, of which the officer decides. `id`: of the command in the outbox. */
export const ConflictSheet = ({ id, itemId, close }: { readonly id: string; readonly itemId: string; readonly close: () => void }) => {
  const ask = useAsk(
    ['crime.conflict', id],
    async () => {
      const [command, crime] = await Promise.all([api.link.command({ id }), api.crime.get({ id: itemId })]);
      if (!command.ok) return command;
      if (!crime.ok) return crime;
      // As it was given, which main has parsed by its contract.
      const change = command.value.command === 'crime.update' ? (command.value.payload as unknown as CrimeChange) : undefined;
      const offences = change && (await offencesOf(crime.value, change));
      return ok({ command: command.value, crime: crime.value, ...(change && offences ? { changed: { change, offences } } : {}) });
    },
    { topics: ['crime', 'outbox'], fresh: true },
  );
  return (
    <Sheet title={w.title(strings.app.numberOf(itemId))} className={s.sheet} close={close}>
      <AskState ask={ask} words={strings.errors.codes} where="crime.conflict" loading={w.loading}>
        {({ command, crime, changed }) =>
          changed === undefined ? (
            <DecisionVersions command={command} crime={crime} close={close} />
          ) : (
            <ChangeVersions command={command} crime={crime} {...changed} close={close} />
          )
        }
      </AskState>
    </Sheet>
  );
};

/** The offences of both versions in words, by their codes: the list is on this laptop. */
const offencesOf = async ({ offence }: ShownCrime, { changes }: CrimeChange): Promise<ReadonlyMap<string, string>> => {
  const code = changes.offenceCode;
  const answer = code ? await api.crime.offences({ text: code, limit: 1 }) : undefined;
  const found = answer?.ok === true && answer.value.known ? answer.value.value : [];
  return new Map([offence, ...found].flatMap((one) => (one === undefined ? [] : [[one.code, sentence(one.text)]])));
};
