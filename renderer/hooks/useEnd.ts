import { useEffect, useRef } from 'react';

/** Less than this from the end is at the end. */
const endPx = 8;

/**
 * Keeps the newest line in sight, beside the box one types in, however the text grows or the window changes; but who has
 * scrolled up to read is left there, until a line of their own is added.
 */
export const useEnd = (own: string | undefined) => {
  const scroller = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a line of one's own brings the end into sight
  useEffect(() => {
    atEnd.current = true;
    const toEnd = (): void => {
      if (atEnd.current && scroller.current !== null) scroller.current.scrollTop = scroller.current.scrollHeight;
    };
    const observer = new ResizeObserver(toEnd);
    for (const element of [scroller.current, list.current]) if (element !== null) observer.observe(element);
    toEnd();
    return () => observer.disconnect();
  }, [own]);
  const scrolled = (element: HTMLElement): void => {
    atEnd.current = element.scrollTop + element.clientHeight >= element.scrollHeight - endPx;
  };
  return { scroller, list, scrolled } as const;
};
