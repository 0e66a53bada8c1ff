import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { MAIL_END_ID, MAIL_STEP_REM, MAIL_STEPS, mailStepId } from '../../../contracts/domain/mail-steps.ts';
import { api } from '../../api.ts';
import { classes } from '../../format/text.ts';
import { deeds } from '../../hooks/useActive.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './message.module.css';

/** What of a screen stays in sight when a page is turned, in steps. */
const keptSteps = 1;

/** How many steps a key moves; `page` is a screen of them. */
const moveOf = ({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>, page: number): number | undefined => {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'PageDown':
      return page;
    case 'PageUp':
      return -page;
    case ' ':
      return shiftKey ? -page : page;
    case 'Home':
      return -MAIL_STEPS;
    case 'End':
      return MAIL_STEPS;
    default:
      return undefined;
  }
};

/**
 * A message's HTML, or an attachment, in a frame without scripts, without our origin and under a policy of its own. The keys of the window would be lost in
 * it: whatever gives it the focus, it goes back to the part of the page around it, whose keys scroll it. Nor is the page told of a pointer
 * that moves or scrolls in it: when the idle lock is near, the frame lets the next one through to the page, which is then told.
 */
export const MessageFrame = ({
  path,
  title,
  className,
}: {
  readonly path: string;
  readonly title: string;
  readonly className?: string | undefined;
}) => {
  const { appearance } = useWorkspace();
  const around = useRef<HTMLElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const step = useRef(0);
  const [lets, setLets] = useState(false);
  const source = `${path}?theme=${appearance.theme}${appearance.car ? '&car=1' : ''}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document begins at its top
  useEffect(() => {
    step.current = 0;
  }, [source]);
  useEffect(() => {
    // The frame has it only after this event.
    const left = (): void =>
      void setTimeout(() => {
        if (document.activeElement === frame.current) around.current?.focus({ preventScroll: true });
      });
    window.addEventListener('blur', left);
    return () => window.removeEventListener('blur', left);
  }, []);
  useEffect(() => api.session.on('idleSoon', () => setLets(true)), []);
  useEffect(() => {
    if (!lets) return;
    const heard = (): void => setLets(false);
    for (const deed of deeds) window.addEventListener(deed, heard, { capture: true, passive: true });
    return () => {
      for (const deed of deeds) window.removeEventListener(deed, heard, { capture: true });
    };
  }, [lets]);
  const press = (event: KeyboardEvent): void => {
    const { current: shown } = frame;
    if (shown === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const stepPx = MAIL_STEP_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const move = moveOf(event, Math.max(1, Math.floor(shown.clientHeight / stepPx) - keptSteps));
    if (move === undefined) return;
    event.preventDefault();
    const ends = move === MAIL_STEPS;
    step.current = Math.min(Math.max(step.current + move, 0), MAIL_STEPS - 1);
    // A place in the same document: nothing is fetched, and the way back is as it was.
    shown.contentWindow?.location.replace(new URL(`${source}#${ends ? MAIL_END_ID : mailStepId(step.current)}`, document.baseURI).href);
  };
  return (
    <section
      ref={around}
      className={classes(s.around, className)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller is in reach of the keyboard
      tabIndex={0}
      aria-label={title}
      data-reading
      onKeyDown={press}
    >
      <iframe ref={frame} className={classes(s.frame, lets && s.through)} sandbox="" src={source} title={title} tabIndex={-1} />
    </section>
  );
};
