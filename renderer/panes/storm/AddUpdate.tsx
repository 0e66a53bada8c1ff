import { useEffect, useId, useRef, useState } from 'react';
import { isBlank, LONG_TEXT_LENGTH, mendText } from '../../../contracts/domain/text.ts';
import { give } from '../../give.ts';
import { useDraft } from '../../hooks/useDraft.ts';
import { strings } from '../../strings/index.ts';
import { ChoiceMenu } from '../../ui/ChoiceMenu.tsx';
import { LineForm } from '../../ui/LineForm.tsx';
import s from '../../ui/lineForm.module.css';
import { useWorkspace } from '../../workspace/workspace.ts';
import type { ActionKind } from './actions/kinds.ts';

const { actions: w } = strings.storm;
const number = new Intl.NumberFormat('en-GB');
/** From here on the box says how much room is left. */
const sayFrom = 3600;
const none = { text: '' };

/** The box for an update: sent, or kept without signal; either way it is on this laptop before the box is empty. */
export const AddUpdate = ({
  id,
  draft,
  write,
  act,
}: {
  readonly id: string;
  /** The key of the draft in it. */
  readonly draft: string;
  readonly write: boolean;
  /** Opens a form on the log. */
  readonly act?: ((kind: ActionKind) => void) | undefined;
}) => {
  const { link, codes } = useWorkspace();
  const phrases = codes.of('phrase', id) ?? [];
  const offline = link?.link === 'offline';
  const field = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const kept = useDraft({
    ...{ key: draft, kind: 'incident.addLine', system: 'storm', itemId: id, initial: none },
    read: ({ text }) => ({ text: typeof text === 'string' ? text : '' }),
    title: ({ text: words }) => words,
  });
  const { fields, whileSending, sent } = kept;
  const { text } = fields;
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    if (write) box.current?.focus();
  }, [write]);

  // What goes out: HQ and the laptop store no other text.
  const written = mendText(text).trim();
  const left = LONG_TEXT_LENGTH - written.length;
  const fits = left >= 0;
  const send = async (): Promise<void> => {
    if (isBlank(written)) box.current?.focus();
    if (isBlank(written) || !fits || busy) return;
    setBusy(true);
    const answer = await whileSending(() => give('storm', 'incident.addLine', { incidentId: id, text: written }, { draftKey: draft }));
    setBusy(false);
    setRefused(!answer.ok);
    if (!answer.ok) return;
    // Main was writing for a moment: what was typed meanwhile is the next update.
    sent((now) => ({ text: now.text.startsWith(text) ? now.text.slice(text.length) : now.text }));
    box.current?.focus();
  };

  /** Puts a phrase where the cursor is, apart from the word before it. */
  const insert = (phrase: string): void => {
    const { selectionStart: from, selectionEnd: to } = box.current ?? { selectionStart: text.length, selectionEnd: text.length };
    const before = text.slice(0, from);
    const put = `${before === '' || /\s$/.test(before) ? '' : ' '}${phrase}`;
    kept.set({ text: before + put + text.slice(to) });
    const end = from + put.length;
    // Once the box has the text.
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(end, end);
    });
  };

  return (
    <LineForm
      id={field}
      label={strings.storm.add.label}
      over={
        <>
          <span className={fits ? '' : s.tooLong} role="status">
            {!fits && `${strings.storm.add.over(number.format(-left))}. ${strings.storm.add.overWhy(number.format(LONG_TEXT_LENGTH))}`}
            {fits && written.length > sayFrom && strings.storm.add.left(left)}
          </span>
          {act !== undefined && (
            <span className={s.tools}>
              {phrases.length > 0 && (
                <ChoiceMenu
                  name={w.phrases.open}
                  menuName={w.phrases.menu}
                  className={s.tool}
                  button={w.phrases.open}
                  choices={phrases.map(({ code, label }) => ({ id: code, content: label }))}
                  chosen=""
                  choose={(chosen) => insert(phrases.find(({ code }) => code === chosen)?.label ?? '')}
                  up
                />
              )}
              <button type="button" className={s.tool} aria-label={w.request.open} onClick={() => act('request')}>
                {w.request.short}
              </button>
              <button type="button" className={s.tool} aria-label={w.mark.open} onClick={() => act('mark')}>
                {w.mark.short}
              </button>
            </span>
          )}
        </>
      }
      wrong={refused ? strings.storm.add.refused : undefined}
      box={box}
      draft={kept}
      fits={fits}
      placeholder={offline ? strings.storm.add.placeholderOffline : strings.storm.add.placeholder}
      offline={offline}
      words={strings.storm.add}
      disabled={!fits || busy}
      send={() => void send()}
    />
  );
};
