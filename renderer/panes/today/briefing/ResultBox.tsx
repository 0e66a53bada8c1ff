import { useId, useRef, useState } from 'react';
import { briefingFindings } from '../../../../contracts/domain/briefing-words.ts';
import { draftKeyOf } from '../../../../contracts/domain/draft-key.ts';
import type { ShownBriefing } from '../../../../contracts/ipc/today.ts';
import { wordOf } from '../../../format/text.ts';
import { give } from '../../../give.ts';
import { useDraft } from '../../../hooks/useDraft.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { LineForm } from '../../../ui/LineForm.tsx';
import { RadioCards } from '../../../ui/RadioCards.tsx';
import { some } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { noResult, type ResultFields, readResult, resultFault } from './resultFields.ts';

const { result: w, found: findings } = strings.briefing;

/** The box for a result: told, or kept without signal. Ctrl+Enter tells it. */
export const ResultBox = ({ item, draft }: { readonly item: ShownBriefing; readonly draft: string | undefined }) => {
  const key = draft ?? draftKeyOf('briefing.result', item.was ?? item.id);
  return <Box key={key} item={item} draftKey={key} />;
};

const Box = ({ item: { id, title, mine }, draftKey }: { readonly item: ShownBriefing; readonly draftKey: string }) => {
  const offline = useWorkspace().link?.link === 'offline';
  const field = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const kept = useDraft<ResultFields>({
    ...{ key: draftKey, kind: 'briefing.result', system: 'briefing', itemId: id, initial: noResult, read: readResult },
    title: () => title,
  });
  const { fields, set, whileSending, sent } = kept;
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string>();
  const change = (more: Partial<ResultFields>): void => set({ ...fields, ...more });
  const fault = resultFault(fields);
  const send = async (): Promise<void> => {
    if (busy) return;
    setTold(fault);
    const { found, text } = fields;
    if (fault !== undefined || found === '') {
      (found === '' ? box.current?.form?.querySelector<HTMLElement>('[name="found"]') : box.current)?.focus();
      return;
    }
    setBusy(true);
    const answer = await whileSending(() =>
      give('briefing', 'briefing.result', { briefingId: id, found, ...some('text', text) }, { draftKey }),
    );
    setBusy(false);
    setTold(answer.ok ? undefined : toldOf(answer.code));
    if (answer.ok) sent((now) => (now.text === text ? noResult : { ...noResult, text: now.text }));
  };
  return (
    <LineForm
      name={w.form}
      id={field}
      label={w.label}
      over={
        <RadioCards
          label={w.label}
          name="found"
          layout="row"
          heard
          cards={briefingFindings.map((one) => ({ value: one, label: wordOf(findings, one) }))}
          chosen={fields.found}
          choose={(found) => change({ found })}
        />
      }
      wrong={told}
      box={box}
      draft={{ ...kept, set: change }}
      fits={told === undefined || fault !== told}
      placeholder={mine > 0 ? w.again : w.text}
      offline={offline}
      words={w}
      disabled={busy}
      send={() => void send()}
    />
  );
};
