import { Checkmark20Regular } from '@fluentui/react-icons/svg/checkmark';
import { Megaphone24Regular } from '@fluentui/react-icons/svg/megaphone';
import { useRef } from 'react';
import { dayClock } from '../format/time.ts';
import { useNotices } from '../hooks/useNotices.ts';
import { useNow } from '../hooks/useNow.ts';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import s from './notices.module.css';

/**
 * Words from ICT, one at a time, over every screen; they stand above it and cover nothing, and never take the focus from what is
 * being typed. The region is there before the words are, so that a screen reader says them.
 */
export const NoticesBar = () => {
  const { notices, read } = useNotices();
  const now = useNow();
  const before = useRef<Element | null>(null);
  const notice = notices[0];
  return (
    <section aria-label={strings.laptop.notices.label} data-region={notice === undefined ? undefined : true}>
      <div role="status">
        {notice !== undefined && (
          <div className={s.bar}>
            <Megaphone24Regular />
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long words scroll, also by the keyboard */}
            <p key={notice.id} tabIndex={0}>
              <b>{strings.laptop.notices.from(dayClock(notice.at, now))}</b>
              {notice.text}
            </p>
            {notices.length > 1 && <span>{strings.laptop.notices.more(notices.length - 1)}</span>}
            <Button
              icon={<Checkmark20Regular />}
              onFocus={(event) => {
                if (!event.currentTarget.parentElement?.contains(event.relatedTarget)) before.current = event.relatedTarget;
              }}
              onClick={() => {
                // The last one takes its button with it: back to where the officer was.
                if (notices.length === 1 && before.current instanceof HTMLElement) before.current.focus();
                read(notice.id);
              }}
            >
              {strings.laptop.notices.read}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
};
