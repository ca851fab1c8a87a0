/** A number as the report words it, and the bounds that this leaves. */

import { t } from "../../words/words";
import { bounds, readCount } from "../draft/counts";
import { NO_COUNT, type CountText } from "../draft/draft";
import { QUALIFIERS } from "../draft/forms";
import { term } from "../draft/terms";
import type { Described } from "./Frame";

interface Props {
  described: Described;
  value: CountText | null;
  set: (value: CountText) => void;
}

const PARTS = ["low", "best", "high"] as const;

export function CountField({ described, value, set }: Props) {
  const count = value ?? NO_COUNT;
  const { id, ...rest } = described;
  const phrase = (verbatim: string) => set(readCount(verbatim) ?? { ...count, verbatim });
  const qualify = (qualifier: string) => {
    const number = [count.best, count.low, count.high].find((part) => part !== "");
    set({ ...bounds(qualifier, number === undefined ? null : Number(number)), verbatim: count.verbatim });
  };
  return (
    <div class="count">
      <label class="phrase">
        {t("desk.count.phrase")}
        <input {...rest} id={id} dir="auto" value={count.verbatim} onInput={(event) => phrase(event.currentTarget.value)} />
        <small>{t("desk.count.phrase.hint")}</small>
      </label>
      <label>
        {t("desk.count.qualifier")}
        <select value={count.qualifier} onChange={(event) => qualify(event.currentTarget.value)}>
          {QUALIFIERS.map((name) => (
            <option key={name} value={name}>{term("qualifier", name)}</option>
          ))}
        </select>
      </label>
      {PARTS.map((part) => (
        <label key={part}>
          {t(`desk.count.${part}`)}
          <input
            inputMode="numeric"
            size={7}
            value={count[part]}
            onInput={(event) => set({ ...count, [part]: event.currentTarget.value.replace(/\D/g, "") })}
          />
        </label>
      ))}
    </div>
  );
}
