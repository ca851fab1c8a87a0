/** A part that unfolds over others: Escape folds it, and so does a press anywhere else. */

import { useEffect, useRef } from "preact/hooks";

export function useClosing() {
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const press = (event: Event) => {
      if (!element.current!.contains(event.target as Node)) element.current!.open = false;
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !element.current!.open) return;
      event.preventDefault();
      element.current!.open = false;
      element.current!.querySelector("summary")!.focus();
    };
    addEventListener("pointerdown", press);
    // Before those who would close what lies behind.
    addEventListener("keydown", key, { capture: true });
    return () => {
      removeEventListener("pointerdown", press);
      removeEventListener("keydown", key, { capture: true });
    };
  }, []);
  return element;
}
