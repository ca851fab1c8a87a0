/** Closed lists: one of them, or several. */

import { actors } from "../../data/actors";
import { t } from "../../words/words";
import type { Choice } from "../draft/draft";
import { NOBODY } from "../draft/input";
import { term } from "../draft/terms";
import type { Described } from "./Frame";

interface SelectProps {
  described: Described;
  options: readonly string[];
  group: string;
  value: string;
  set: (value: string) => void;
  /** What it says while nothing is chosen; undefined: something always is. */
  blank?: string;
}

export function Select({ described, options, group, value, set, blank }: SelectProps) {
  return (
    <select {...described} value={value} onChange={(event) => set(event.currentTarget.value)}>
      {blank !== undefined && <option value="">{blank}</option>}
      {options.map((option) => (
        <option key={option} value={option}>{term(group, option)}</option>
      ))}
    </select>
  );
}

interface BoxesProps {
  options: readonly string[];
  group: string;
  value: string[];
  set: (value: string[]) => void;
}

export function Boxes({ options, group, value, set }: BoxesProps) {
  const toggle = (option: string, isOn: boolean) => set(options.filter((name) => (name === option ? isOn : value.includes(name))));
  return (
    <div class="boxes">
      {options.map((option) => (
        <label key={option}>
          <input
            type="checkbox"
            checked={value.includes(option)}
            onChange={(event) => toggle(option, event.currentTarget.checked)}
          />{" "}
          {term(group, option)}
        </label>
      ))}
    </div>
  );
}

interface ActorProps {
  described: Described;
  value: Choice | null;
  set: (value: Choice | null) => void;
  /** Whether "nobody is known to" is an answer, apart from no answer. */
  nobody: boolean;
  /** What it says while nothing is chosen. */
  blank?: string;
}

const NOBODY_OPTION = "-";

export function ActorSelect({ described, value, set, nobody, blank }: ActorProps) {
  const choose = (id: string) => {
    if (id === NOBODY_OPTION) return set(NOBODY);
    set(id ? { id, label: actors.value.get(id)?.name ?? id } : null);
  };
  const shown = value === null ? "" : value.id || NOBODY_OPTION;
  return (
    <select {...described} value={shown} onChange={(event) => choose(event.currentTarget.value)}>
      <option value="">{blank ?? t(nobody ? "desk.choose" : "desk.unsaid")}</option>
      {nobody && <option value={NOBODY_OPTION}>{t("desk.nobody")}</option>}
      {[...actors.value.values()].map(({ id, name }) => (
        <option key={id} value={id}>{name}</option>
      ))}
    </select>
  );
}
