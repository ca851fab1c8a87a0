/** One thing, or several in order, that are chosen by looking them up. */

import { useRef } from "preact/hooks";
import { t } from "../../words/words";
import type { Choice } from "../draft/draft";
import type { Offer } from "../draft/search";
import type { Described } from "./Frame";
import { Suggest } from "./Suggest";

interface Lookup {
  described: Described;
  placeholder: string;
  find: Parameters<typeof Suggest>[0]["find"];
}

interface OnlyProps extends Lookup {
  value: Choice | null;
  /** `note`: what told it apart from others. */
  set: (value: Choice | null, note?: string) => void;
}

export function Only({ value, set, ...lookup }: OnlyProps) {
  const isFresh = useRef(false);
  const change: OnlyProps["set"] = (chosen, note) => ((isFresh.current = true), set(chosen, note));
  // The control that had the focus is gone.
  const focus = (element: HTMLElement | null) => {
    if (element && isFresh.current) element.focus();
    if (element) isFresh.current = false;
  };
  const { id, "aria-describedby": about } = lookup.described;
  if (!value) {
    return (
      <div ref={(element) => focus(element?.querySelector("input") ?? null)}>
        <Suggest {...lookup} pick={({ id, label, note }) => change({ id, label }, note)} />
      </div>
    );
  }
  return (
    <p class="chosen">
      <bdi>{value.label}</bdi>{" "}
      <button type="button" ref={focus} id={id} aria-describedby={about} onClick={() => change(null)}>
        {t("desk.list.change")} <span class="visually-hidden">{value.label}</span>
      </button>
    </p>
  );
}

interface ManyProps<T extends Choice> extends Lookup {
  value: T[];
  set: (value: T[]) => void;
  made: (offer: Offer) => T;
  free?: (text: string) => T;
  /** As a numbered list: who said it first stands first. */
  ordered?: boolean;
}

export function Many<T extends Choice>({ value, set, made, free, ordered = false, ...lookup }: ManyProps<T>) {
  const add = (choice: T) => set([...value.filter(({ id }) => id !== choice.id), choice]);
  const List = ordered ? "ol" : "ul";
  return (
    <>
      {value.length > 0 && (
        <List class="chosen">
          {value.map((choice) => (
            <li key={choice.id}>
              <bdi>{choice.label}</bdi>{" "}
              <button
                type="button"
                aria-label={t("desk.list.remove", { name: choice.label })}
                onClick={() => set(value.filter(({ id }) => id !== choice.id))}
              >
                ×
              </button>
            </li>
          ))}
        </List>
      )}
      <Suggest {...lookup} pick={(offer) => add(made(offer))} {...(free && { free: (text) => add(free(text)) })} />
    </>
  );
}
