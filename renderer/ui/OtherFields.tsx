import type { OtherFields as Fields, OtherField } from '../../contracts/domain/growing.ts';
import { humanised } from '../format/text.ts';
import { strings } from '../strings/index.ts';
import s from './otherFields.module.css';

const textOf = ({ value }: OtherField): string => (typeof value === 'boolean' ? strings.app.other[value ? 'yes' : 'no'] : String(value));

/**
 * What HQ sent with a record and this version has no place for: by its own name, as text. Nothing where there is none. `of`: whose it is,
 * where several stand on one screen.
 */
export const OtherFields = ({ other, of }: { readonly other: Fields | undefined; readonly of?: string }) =>
  other === undefined ? null : (
    <section className={s.other} aria-label={of === undefined ? strings.app.other.title : strings.app.other.of(of)}>
      {of === undefined && <h3>{strings.app.other.title}</h3>}
      <dl>
        {other.fields.map((field) => (
          <div key={field.path.join('\n')}>
            <dt>{field.path.map(humanised).join(', ')}</dt>
            <dd>{textOf(field)}</dd>
          </div>
        ))}
      </dl>
      {other.more > 0 && <p>{strings.app.other.more(other.more)}</p>}
    </section>
  );
