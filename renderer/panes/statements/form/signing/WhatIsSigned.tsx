import type { Attachment } from '../../../../../contracts/domain/blob.ts';
import { strings } from '../../../../strings/index.ts';
import { InkView } from '../../InkView.tsx';
import { secondsOf } from '../../ink.ts';
import { spaced } from '../../Seal.tsx';
import { attachedReference, hasInk, nameOf, type StatementFields } from '../fields.ts';
import { pagesWritten, wordsIn } from '../written.ts';
import s from './signing.module.css';

const { signing: w, sealed } = strings.statements;

/** What the card will sign: text, ink, and the hash of each exhibit's file. */
export const WhatIsSigned = ({ fields, attached }: { readonly fields: StatementFields; readonly attached: readonly Attachment[] }) => (
  <dl className={s.what}>
    <dt>{w.text}</dt>
    <dd>{w.textOf(pagesWritten(fields.text).length, wordsIn(fields.text))}</dd>
    {fields.signs !== '' && (
      <>
        <dt>{w.signature}</dt>
        <dd>
          {hasInk(fields.ink) && (
            <>
              <InkView ink={fields.ink} label={fields.signs === 'mark' ? sealed.how.mark : sealed.how.ink} />
              <small>{w.inkOf(fields.ink.strokes.length, secondsOf(fields.ink))}</small>
            </>
          )}
          {fields.signs === 'spoken' && `${w.agreedAloud}. ${sealed.seenBy(fields.seenBy)}`}
          {!hasInk(fields.ink) && fields.signs !== 'spoken' && nameOf(fields)}
        </dd>
      </>
    )}
    {fields.produced.map(({ reference, text, attachment }) => (
      <div key={reference}>
        <dt>{w.exhibit(reference)}</dt>
        <dd>
          {text}
          {attachment.hash !== '' && <small>{spaced(attachment.hash)}</small>}
        </dd>
      </div>
    ))}
    {attached.map(({ hash, name }, index) => (
      <div key={hash}>
        <dt>{w.exhibit(attachedReference(fields, index))}</dt>
        <dd>
          {name}
          <small>{spaced(hash)}</small>
        </dd>
      </div>
    ))}
  </dl>
);
