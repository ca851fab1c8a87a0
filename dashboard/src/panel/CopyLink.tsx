/** Copies the address of the view, with the place open. */

import { useState } from "preact/hooks";
import { toAddress } from "../view/address";
import { view } from "../view/view";
import { t } from "../words/words";

const SHOWN_FOR = 2_000;

export function CopyLink() {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(new URL(toAddress(view.peek()), location.href).href);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_FOR);
  };
  return (
    <button type="button" onClick={() => void copy()} aria-live="polite">
      {t(copied ? "panel.copied" : "panel.copy")}
    </button>
  );
}
