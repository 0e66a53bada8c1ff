import { api } from '../../api.ts';
import { bytes } from '../../format/text.ts';
import { type Loaded, useAsk } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import s from './laptop.module.css';

const said = strings.laptop.sheet;

export type Storage = Extract<Awaited<ReturnType<typeof api.device.storage>>, { readonly ok: true }>['value'];
type Counting = Loaded<Storage, string>;

/** What the program's data takes on this laptop. */
export const useStorage = (): Counting => useAsk(['device.storage'], () => api.device.storage(null), { fresh: true }).state;

/** Disk use in words, and what becomes of work that nobody opens any more. Of other officers only how many there are. */
export const Space = ({ storage }: { readonly storage: Counting }) => (
  <section className={s.part} aria-busy={storage.kind === 'loading'}>
    <h3>{said.space}</h3>
    {storage.kind === 'loading' && <p role="status">{said.looking}</p>}
    {storage.kind === 'failed' && <p role="alert">{said.notCounted}</p>}
    {storage.kind === 'ready' && (
      <>
        <p>
          <b>{said.own(bytes(storage.value.ownBytes))}</b> {said.all(bytes(storage.value.totalBytes), othersOf(storage.value))}
        </p>
        <p>{said.unused(storage.value.unusedFolderDays)}</p>
      </>
    )}
  </section>
);

/** All who have work here, but the one who asks. */
const othersOf = ({ officers }: Storage): number => Math.max(0, officers - 1);
