import type { ReactNode } from 'react';
import type { Given } from '../../../../../contracts/systems/index.ts';
import { CommandForm } from '../../../../workspace/form/CommandForm.tsx';
import type { MendingForm } from '../../../../workspace/form/mendedPayload.ts';
import { bind, type Faults } from '../../../../workspace/form/useForm.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { type AnyRecord, aboutRecord, pageOf } from '../traits.ts';

/** What can be added to a record. */
type Added = 'person.add' | 'thing.add' | 'link.create';
interface Words {
  readonly title: (name: string) => string;
  readonly lead: string;
  readonly send: string;
  readonly keep: string;
}

/** A form that adds to the record of a person or a thing: what stands in it stays. `children` is given what each field needs, by its name. */
export const RecordForm = <C extends Added, Fields extends object>({
  open,
  record,
  words: w,
  fresh,
  read,
  children,
  ...form
}: {
  readonly open: MendingForm;
  readonly record: AnyRecord;
  readonly command: C;
  readonly words: Words;
  readonly fresh: Fields;
  /** Of a draft, or of a command that HQ did not take. */
  readonly read: (kept: Readonly<Record<string, unknown>>) => Fields;
  readonly title: (fields: Fields) => string;
  readonly check: (fields: Fields) => Faults;
  readonly payload: (fields: Fields) => Given<'records', C>;
  readonly fieldOf?: (field: readonly string[]) => string | undefined;
  readonly summary: (fields: Fields) => string;
  readonly children: (
    field: ReturnType<typeof bind<Fields>>,
    fields: Fields,
    change: (some: Partial<Fields>) => void,
    faults: Faults,
  ) => ReactNode;
}) => {
  const { link } = useWorkspace();
  const back = pageOf(record);
  return (
    <CommandForm<'records', C, Fields>
      {...form}
      open={{ ...open, about: record.id }}
      system="records"
      back={back}
      initial={open.payload === undefined ? fresh : read(open.payload)}
      read={read}
      madeLocation={() => back}
      words={() => ({
        title: w.title(record.name),
        about: aboutRecord(record),
        lead: w.lead,
        send: link?.link === 'offline' ? w.keep : w.send,
      })}
    >
      {(fields, change, faults) => children(bind({ ...w }, fields, faults, change), fields, change, faults)}
    </CommandForm>
  );
};
