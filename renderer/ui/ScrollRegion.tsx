import type { ReactNode, Ref } from 'react';

/**
 * A part of the window that scrolls alone. It is in the tab order even when nothing in it is, so that whoever has only keys
 * can read to its end (WCAG 2.1.1). With `region` F6 stops at it;
 * with `reading` it is where F6 leads in the part that it is in.
 */
export const ScrollRegion = ({
  label,
  className,
  region = false,
  reading = false,
  scrollerRef,
  scrolled,
  children,
}: {
  readonly label: string;
  readonly className: string | undefined;
  readonly region?: boolean;
  readonly reading?: boolean;
  readonly scrollerRef?: Ref<HTMLElement>;
  readonly scrolled?: (scroller: HTMLElement) => void;
  readonly children: ReactNode;
}) => (
  <section
    ref={scrollerRef}
    className={className}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller without focusable content is out of reach of the keyboard
    tabIndex={0}
    aria-label={label}
    data-region={region ? true : undefined}
    data-reading={reading ? true : undefined}
    onScroll={(event) => scrolled?.(event.currentTarget)}
  >
    {children}
  </section>
);
