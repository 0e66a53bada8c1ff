import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { ShieldCheckmark20Filled } from '@fluentui/react-icons/svg/shield-checkmark';
import { ShieldDismiss20Filled } from '@fluentui/react-icons/svg/shield-dismiss';
import type { ReactNode } from 'react';
import type { ShownStatement, StatementProof } from '../../../contracts/ipc/statements.ts';
import { assertNever } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import { classes, listed } from '../../format/text.ts';
import { fullTime } from '../../format/time.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { AskState } from '../../workspace/AskState.tsx';
import { InkView } from './InkView.tsx';
import s from './statements.module.css';

const { sealed: w } = strings.statements;

/** Whether what is shown is what was signed, and whether HQ has stamped it. */
export const Seal = ({ shown }: { readonly shown: ShownStatement }) => {
  const ask = useAsk(['statements.prove', shown.id, String(shown.version)], () => api.statements.prove({ id: shown.id }), {
    topics: ['blobs'],
  });
  return (
    <>
      <AskState ask={ask} words={strings.errors.codes} where="statements.prove" loading={w.checking}>
        {(proof) => <Found proof={proof} shown={shown} />}
      </AskState>
      {shown.signingTime !== undefined && (
        <Note tone="warn" icon={<Clock20Filled />} title={w.signingTime[shown.signingTime]} lead={w.signingTimeLead} />
      )}
      {shown.timeStampedAt !== undefined ? (
        <Note tone="ok" icon={<Clock20Filled />} title={w.stamped(fullTime(shown.timeStampedAt))} />
      ) : shown.sending !== undefined ? (
        <Note tone="warn" icon={<Clock20Filled />} title={w.pending} lead={w.pendingLead} />
      ) : (
        <Note tone="warn" icon={<Clock20Filled />} title={w.atHq} lead={w.atHqLead} />
      )}
    </>
  );
};

const Found = ({ proof, shown }: { readonly proof: StatementProof; readonly shown: ShownStatement }) => {
  switch (proof.state) {
    case 'unchanged': {
      const { signature } = proof.statement;
      return (
        <Note
          tone="ok"
          icon={<ShieldCheckmark20Filled />}
          title={w.unchanged(proof.signer)}
          lead={w.unchangedLead(fullTime(shown.statement.signature.at))}
          hash={w.seal(spaced(proof.hash))}
        >
          {signature.kind !== 'spoken' && <InkView ink={signature.ink} label={w.how[signature.kind]} />}
        </Note>
      );
    }
    case 'changed':
      return (
        <Note
          tone="danger"
          icon={<ShieldDismiss20Filled />}
          title={w.changed}
          lead={w.changedLead(listed(proof.fields.map((field) => (w.fields as Readonly<Record<string, string>>)[field] ?? field)))}
        />
      );
    case 'broken':
      return <Note tone="danger" icon={<ShieldDismiss20Filled />} title={w.broken} lead={w.brokenLead} />;
    case 'notHere':
      return <Note tone="warn" icon={<ShieldDismiss20Filled />} title={w.notHere} lead={w.notHereLead} />;
    default:
      return assertNever(proof);
  }
};

/** "E19B 7702 … 5D3C 08F4". */
export const spaced = (hash: string): string => {
  const groups = hash.toUpperCase().match(/.{1,4}/g) ?? [];
  return [...groups.slice(0, 2), '…', ...groups.slice(-2)].join(' ');
};

const Note = ({
  tone,
  icon,
  title,
  lead,
  hash,
  children,
}: {
  readonly tone: 'ok' | 'warn' | 'danger';
  readonly icon: ReactNode;
  readonly title: string;
  readonly lead?: string;
  readonly hash?: string;
  readonly children?: ReactNode;
}) => (
  <div className={classes(s.note, s[tone])} role={tone === 'danger' ? 'alert' : 'note'}>
    {icon}
    <div>
      <h3>{title}</h3>
      {lead !== undefined && <p>{lead}</p>}
      {children}
      {hash !== undefined && <small>{hash}</small>}
    </div>
  </div>
);
