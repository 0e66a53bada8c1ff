import { useState } from 'react';
import type { SearchReason } from '../../contracts/hq/search.ts';
import type { EnquiryAnswer, EnquiryResult } from '../../contracts/ipc/enquiry.ts';
import { api } from '../api.ts';
import { useAsk } from '../hooks/useAsk.ts';
import { locationOfFound } from '../panes/index.ts';
import type { ErrorCode } from '../strings/en/errors.ts';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import { NotDone } from '../ui/NotDone.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { useWorkspace } from '../workspace/workspace.ts';
import { EnquiryReason } from './EnquiryReason.tsx';
import { EnquiryRecord, EnquiryResults } from './EnquiryResults.tsx';
import s from './enquiry.module.css';

const said = strings.enquiry;

type Stage =
  | { readonly kind: 'reason' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly code: ErrorCode }
  | { readonly kind: 'answered'; readonly answer: EnquiryAnswer; readonly record?: EnquiryResult | undefined };

/** A search at HQ: why, what came of it, and what a record says that is not on this laptop. It holds the focus, and nothing of it is kept. */
export const Enquiry = ({ text, close }: { readonly text: string; readonly close: () => void }) => {
  const { go } = useWorkspace();
  const { state } = useAsk(['enquiry.reasons'], () => api.enquiry.reasons(null), { fresh: true });
  const [stage, setStage] = useState<Stage>({ kind: 'reason' });
  const ask = async (reason: SearchReason | undefined): Promise<void> => {
    setStage({ kind: 'asking' });
    const answer = await api.enquiry.ask({ text, ...(reason === undefined ? {} : { reason }) });
    setStage(answer.ok ? { kind: 'answered', answer: answer.value } : { kind: 'failed', code: answer.code });
  };
  const open = (result: EnquiryResult, answer: EnquiryAnswer): void => {
    if (result.here !== undefined && result.item !== undefined) {
      close();
      go(locationOfFound({ kind: result.here, id: result.item.id }));
      return;
    }
    void api.enquiry.opened({ source: result.source, number: result.number });
    setStage({ kind: 'answered', answer, record: result });
  };
  return (
    <Sheet title={stage.kind === 'reason' ? said.why(text) : said.results(text)} className={s.sheet} close={close}>
      {stage.kind === 'reason' && state.kind === 'ready' && (
        <EnquiryReason work={state.value.work} asksWhy={state.value.asksWhy} ask={(reason) => void ask(reason)} back={close} />
      )}
      {(stage.kind === 'asking' || (stage.kind === 'reason' && state.kind === 'loading')) && (
        <p className={s.lead} role="status">
          {said.asking}
        </p>
      )}
      {stage.kind === 'failed' && (
        <>
          <NotDone message={strings.errors.codes[stage.code]} />
          <p className={s.foot}>
            <Button appearance="primary" onClick={() => setStage({ kind: 'reason' })}>
              {said.again}
            </Button>
          </p>
        </>
      )}
      {stage.kind === 'answered' &&
        (stage.record === undefined ? (
          <EnquiryResults answer={stage.answer} text={text} open={(result) => open(result, stage.answer)} />
        ) : (
          <EnquiryRecord record={stage.record} back={() => setStage({ kind: 'answered', answer: stage.answer })} />
        ))}
    </Sheet>
  );
};
