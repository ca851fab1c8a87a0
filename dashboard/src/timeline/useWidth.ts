/** The width of an element as it is drawn, in pixels. */

import { useEffect, useRef, useState } from "preact/hooks";

export function useWidth<T extends Element>() {
  const element = useRef<T>(null);
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const watched = new ResizeObserver(([entry]) => setWidth(entry!.contentRect.width));
    watched.observe(element.current!);
    return () => watched.disconnect();
  }, []);
  return { element, width };
}
