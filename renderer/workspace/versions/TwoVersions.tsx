import { useState } from 'react';
import { ok } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { type Comparison, isCompared } from './VersionsSheet.tsx';

/** The way to decide, on the page of a record of which HQ has another version than what waits in the outbox; nothing where it has not. */
export const TwoVersions = ({ of, itemId }: { readonly of: Comparison; readonly itemId: string }) => {
  const [open, setOpen] = useState(false);
  const { state } = useAsk(
    ['versions.of', itemId],
    async () => {
      const answer = await api.link.outbox(null);
      if (!answer.ok) return answer;
      return ok(answer.value.items.find((item) => item.itemId === itemId && isCompared(of, item))?.id ?? null);
    },
    { topics: ['outbox'] },
  );
  const outboxId = state.kind === 'ready' ? state.value : null;
  if (outboxId === null) return null;
  return (
    <>
      <Button appearance="primary" onClick={() => setOpen(true)}>
        {strings.versions.open}
      </Button>
      {open && <of.Sheet id={outboxId} itemId={itemId} close={() => setOpen(false)} />}
    </>
  );
};
