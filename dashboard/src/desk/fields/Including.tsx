/** Parts of a group of people: so many of them killed, so many wounded. */

import { t } from "../../words/words";
import { NO_COUNT, type KindsCounted } from "../draft/draft";
import { CASUALTY_KINDS } from "../draft/forms";
import { Boxes } from "./Choices";
import { CountField } from "./CountField";
import type { Described } from "./Frame";

interface Props {
  described: Described;
  value: KindsCounted[];
  set: (value: KindsCounted[]) => void;
}

export function Including({ described, value, set }: Props) {
  const change = (index: number, part: Partial<KindsCounted>) =>
    set(value.map((other, at) => (at === index ? { ...other, ...part } : other)));
  return (
    <>
      {value.map(({ kinds, count }, index) => (
        <div key={index} class="part">
          <Boxes options={CASUALTY_KINDS} group="casualty" value={kinds} set={(chosen) => change(index, { kinds: chosen })} />
          <CountField
            described={{ ...described, id: `${described.id}-${index}` }}
            value={count}
            set={(typed) => change(index, { count: typed })}
          />
          <button type="button" onClick={() => set(value.filter((_, at) => at !== index))}>{t("desk.event.remove")}</button>
        </div>
      ))}
      <button type="button" onClick={() => set([...value, { kinds: [], count: NO_COUNT }])}>{t("desk.count.add")}</button>
    </>
  );
}
