import { strings } from '../../../strings/index.ts';
import type { MendedPayload } from '../../../workspace/form/mendedPayload.ts';
import s from './hr.module.css';

const { cameBack: w } = strings.hr;

/** Why a request is changed and made again: HQ did not take it, or a supervisor sent it back. */
export interface BackReason {
  /** HQ, or the supervisor as colleagues write them. */
  readonly by: string;
  readonly text: string | undefined;
}

/** What a request begins with: the one that is changed in it, and why that came back. */
export interface Before {
  readonly payload: MendedPayload;
  readonly cameBack?: BackReason | undefined;
}

/** That reason, above the form in which the request is changed. */
export const CameBack = ({ reason }: { readonly reason: BackReason | undefined }) =>
  reason === undefined ? null : (
    <section className={s.warn} aria-label={w.title}>
      <h2>{reason.by === 'hq' ? w.notTaken : w.sentBack(reason.by)}</h2>
      {reason.text !== undefined && reason.text !== '' && <p dir="auto">{reason.text}</p>}
      <p>{w.kept}</p>
    </section>
  );
