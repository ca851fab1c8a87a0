/** What every field of a form has: its name, how it is filled in, and what is wrong with it. */

import type { ComponentChildren } from "preact";
import { hint, label } from "../draft/terms";
import type { Owner } from "../draft/input";
import { problemsAt } from "../draft/problems";

/** To be spread over the control itself. */
export interface Described {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean;
  "aria-required": boolean;
}

interface Props {
  owner: Owner;
  name: string;
  required?: boolean;
  /** What the value means, said as it is typed. */
  meaning?: string | null;
  /** Several controls under one name. */
  group?: boolean;
  /** What stands below: examples, say. */
  below?: ComponentChildren;
  children: (described: Described) => ComponentChildren;
}

export function Frame({ owner, name, required = false, meaning = null, group = false, below, children }: Props) {
  const id = `${owner}-${name}`;
  const problems = problemsAt(owner, name);
  const help = hint(name);
  const about = [help && `${id}-hint`, meaning && `${id}-meaning`, problems.length && `${id}-problem`];
  const described: Described = {
    id,
    "aria-describedby": about.filter(Boolean).join(" ") || undefined,
    "aria-invalid": problems.length > 0,
    "aria-required": required,
  };
  const mark = required && <span aria-hidden="true" class="needed">*</span>;
  const Name = group ? "legend" : "label";
  const Whole = group ? "fieldset" : "div";
  return (
    <Whole class={`field field-${name}`} {...(group && { "aria-describedby": described["aria-describedby"] })}>
      <Name {...(!group && { for: id })}>
        {label(name)} {mark}
      </Name>
      {children(described)}
      {meaning && <output id={`${id}-meaning`} class="meaning">{meaning}</output>}
      {help && <small id={`${id}-hint`}>{help}</small>}
      {problems.length > 0 && <p id={`${id}-problem`} class="problem">{problems.join(" ")}</p>}
      {below}
    </Whole>
  );
}
