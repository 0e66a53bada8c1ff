import type { ReactNode } from 'react';
import type { Attachment } from '../../../contracts/domain/blob.ts';
import s from './attachments.module.css';
import { Thumbnail } from './Thumbnail.tsx';

/** One attachment: what it is, how it stands, and what can be done with it. */
export const Row = ({
  of,
  here,
  children,
  wrong,
  progress,
  acts,
}: {
  readonly of: Attachment;
  /** Whether its bytes are on this laptop. */
  readonly here: boolean;
  readonly children: ReactNode;
  readonly wrong?: string | undefined;
  readonly progress?: { readonly label: string; readonly done: number } | undefined;
  readonly acts: ReactNode;
}) => (
  <li className={s.row}>
    <Thumbnail of={of} here={here} />
    <div className={s.what}>
      <b>{of.name}</b>
      <span>{children}</span>
      {progress !== undefined && <progress value={progress.done} max={of.bytes} aria-label={progress.label} />}
      {wrong !== undefined && (
        <span className={s.wrong} role="alert">
          {wrong}
        </span>
      )}
    </div>
    {acts}
  </li>
);
