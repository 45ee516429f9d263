import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_END_PX = 120;

interface EndOfList {
  /** Something came below what one is reading. */
  newsBelow: boolean;
  goToEnd(): void;
  /** Leaves the end, to show a message further up. */
  leave(): void;
  onScroll(): void;
}

/**
 * Keeps a list at its end while one reads there. Who reads further up stays there and is told that something came, but
 * goes to the end with what they say themselves.
 * @param newest ts of the newest message, 0 where there is none
 * @param own whether the person on this page wrote it
 */
export function useEndOfList(box: RefObject<HTMLElement | null>, newest: number, own: boolean): EndOfList {
  const atEnd = useRef(true);
  const seen = useRef(newest);
  const [newsBelow, setNewsBelow] = useState(false);
  const goToEnd = () => {
    atEnd.current = true;
    setNewsBelow(false);
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };

  useLayoutEffect(() => {
    // What is taken away is no news.
    if (newest <= seen.current) return;
    seen.current = newest;
    if (own) atEnd.current = true;
    setNewsBelow(!atEnd.current);
  }, [newest, own]);

  // After every draw: news, an answer that grew, a picture that arrived.
  useLayoutEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  });

  // Another window, a longer draft: the list has less room.
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) current.scrollTop = current.scrollHeight;
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [box]);

  const leave = useCallback(() => {
    atEnd.current = false;
  }, []);

  return {
    newsBelow,
    goToEnd,
    leave,
    onScroll() {
      const { current } = box;
      if (!current) return;
      atEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_END_PX;
      if (atEnd.current) setNewsBelow(false);
    },
  };
}
