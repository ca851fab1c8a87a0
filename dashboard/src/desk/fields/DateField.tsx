/** A date as the report gives it, with what it says in words. */

import { t } from "../../words/words";
import { meaning } from "../draft/edtf";
import type { Owner } from "../draft/input";
import { Frame } from "./Frame";

interface Props {
  owner: Owner;
  name: string;
  required: boolean;
  value: string;
  set: (value: string) => void;
  /** Whether an interval is a period that a number is a total over. */
  total: boolean;
}

const EXAMPLES = [
  "2021-06-22",
  "2021-06",
  "2021-06-19/2021-06-20",
  "../2021-06-22",
  "[2021-06-19..2021-06-20]",
  "2021-06-21T19:00/2021-06-22T09:00",
  "2021-06~",
];

export function DateField({ owner, name, required, value, set, total }: Props) {
  const said = value ? meaning(value, total) : null;
  return (
    <Frame
      owner={owner}
      name={name}
      required={required}
      meaning={said?.words ?? null}
      below={<Examples total={total} set={set} />}
    >
      {(described) => (
        <input
          {...described}
          type="text"
          class={said && !said.valid ? "wrong" : undefined}
          spellcheck={false}
          autocomplete="off"
          dir="ltr"
          placeholder="2021-06-22"
          value={value}
          onInput={(event) => set(event.currentTarget.value.trim())}
        />
      )}
    </Frame>
  );
}

function Examples({ total, set }: Pick<Props, "total" | "set">) {
  return (
    <details class="examples">
      <summary>{t("desk.date.examples")}</summary>
      <ul>
        {EXAMPLES.map((example) => (
          <li key={example}>
            <button type="button" onClick={() => set(example)}>{example}</button> {meaning(example, total).words}
          </li>
        ))}
      </ul>
    </details>
  );
}
