import type { ShownExhibit } from '../../../contracts/ipc/exhibits.ts';
import { wordOf } from '../../format/text.ts';
import { fullTime } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import s from './exhibits.module.css';

const { page: w, acts } = strings.exhibits;

/** Who had it, when and where, from its taking on. */
export const Continuity = ({ continuity }: Pick<ShownExhibit, 'continuity'>) => (
  <section>
    <h3>{w.continuity(continuity.length)}</h3>
    <ol className={s.continuity}>
      {continuity.map(({ id, act, at, writtenAt, by, holder, place, seal, note }) => (
        <li key={id}>
          <b>{`${wordOf(acts, act)}, ${fullTime(at)}`}</b>
          {act !== 'corrected' && <span dir="auto">{`${holder}, ${place}`}</span>}
          {seal !== undefined && <span>{w.sealed(seal)}</span>}
          {note !== undefined && <span dir="auto">{note}</span>}
          <small>{`${w.written(fullTime(writtenAt))} ${w.by(by)}`}</small>
        </li>
      ))}
    </ol>
  </section>
);
