/** A search as one types, for places above all: a combobox as in the ARIA practices. */

import "./search.css";
import { useState } from "preact/hooks";
import { change, view } from "../view/view";
import { readable, t, term } from "../words/words";
import { useSearch, type Found } from "./search";

const LIST = "search-list";
const optionId = (at: number): string => `search-option-${at}`;

export function Search() {
  const [text, setText] = useState("");
  const [isAsked, setAsked] = useState(false);
  const [active, setActive] = useState(-1);
  const found = useSearch(isAsked ? text : "");
  const choose = (one: Found) => {
    setAsked(false);
    setText(one.type === "place" ? one.name : "");
    follow(one);
  };
  const write = (text: string) => {
    setText(text);
    setAsked(true);
    setActive(-1);
  };
  const list = { found: found ?? [], active, choose, setActive, close: () => setAsked(false) };
  return (
    <div class="search" role="search">
      <input
        type="text"
        enterkeyhint="search"
        role="combobox"
        aria-label={t("panel.search")}
        placeholder={t("panel.search.hint")}
        aria-expanded={found !== null}
        aria-controls={LIST}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 && found ? optionId(active) : undefined}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        value={text}
        onInput={(event) => write(event.currentTarget.value)}
        onBlur={list.close}
        onKeyDown={(event) => press(event, list)}
      />
      <ul id={LIST} role="listbox" aria-label={t("panel.search")} hidden={!found?.length}>
        {found?.map((one, at) => (
          <Option key={`${one.type} ${one.id}`} found={one} at={at} isActive={at === active} choose={choose} />
        ))}
      </ul>
      {found?.length === 0 && <p class="search-none">{t("panel.search.none")}</p>}
      <div class="visually-hidden" role="status">
        {found && t("panel.search.count", { count: found.length })}
      </div>
    </div>
  );
}

interface List {
  found: Found[];
  active: number;
  setActive: (at: number) => void;
  choose: (found: Found) => void;
  close: () => void;
}

/** Arrows go through the list, Enter takes the one gone to or else the first; Escape closes it, and nothing behind it. */
function press(event: KeyboardEvent, { found, active, setActive, choose, close }: List): void {
  const to = optionByKey(event.key, active, found.length);
  if (found.length === 0 || event.isComposing) return;
  if (event.key === "Escape") close();
  else if (event.key === "Enter") choose(found[Math.max(active, 0)]!);
  else if (to !== null) setActive(to);
  else return;
  event.preventDefault();
}

interface OptionProps {
  found: Found;
  at: number;
  isActive: boolean;
  choose: (found: Found) => void;
}

function Option({ found, at, isActive, choose }: OptionProps) {
  const { name, spelling } = found;
  return (
    <li
      id={optionId(at)}
      role="option"
      aria-selected={isActive}
      // The list is gone when the field has lost the focus; gone before the click, it would leave that to what lies under it.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => choose(found)}
    >
      <b>
        <bdi>{readable(name)}</bdi>
      </b>
      {spelling && (
        <span class="quiet">
          {" "}
          (<bdi>{spelling}</bdi>)
        </span>
      )}
      <small>{described(found)}</small>
    </li>
  );
}

function described({ type, kind, areas }: Found): string {
  if (type === "place") return [term("a", kind ?? ""), ...areas].join(", ");
  return type === "actor" ? t("panel.search.actor") : t("panel.search.source", { publisher: readable(kind ?? "") });
}

/** Opens a place, shows what an actor holds, or goes to the page of a source. */
function follow({ type, id }: Found): void {
  if (type === "place") change({ place: id }, "push");
  else if (type === "actor") change({ filter: { ...view.peek().filter, holder: id } }, "push");
  else location.assign(`source/${encodeURIComponent(id)}`);
}

function optionByKey(key: string, at: number, count: number): number | null {
  if (key === "ArrowDown") return (at + 1) % count;
  return key === "ArrowUp" ? (at <= 0 ? count : at) - 1 : null;
}
