/** What opens above the bar. Escape closes it and gives the focus back. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../words/words";
import { Icon } from "./Icon";

interface Props {
  title: string;
  close: () => void;
  children: ComponentChildren;
}

export function Drawer({ title, close, children }: Props) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    element.current!.focus({ preventScroll: true });
    return () => before?.focus({ preventScroll: true });
  }, []);
  return (
    <div
      class="drawer"
      role="region"
      aria-label={title}
      tabIndex={-1}
      ref={element}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <header>
        <h2>{title}</h2>
        <button type="button" aria-label={t("panel.close")} title={t("panel.close")} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </div>
  );
}
