/** What is coloured on the map: where, which kind of places, whose, how sure, and by which policy. */

import "./filters.css";
import { actors } from "../data/actors";
import { useAnswer } from "../data/answer";
import { bounds } from "../data/record";
import { NOTHING, POLICIES, type Filter, type Policy } from "../view/coordinates";
import { change, view } from "../view/view";
import { t, term } from "../words/words";
import { Choice } from "./Choice";
import { useHolders } from "./holders";
import { useClosing } from "./useClosing";

const CERTAINTIES = ["ESTABLISHED", "POSSIBLE", "DISPUTED", "CLAIMED", "UNKNOWN"];

export function Filters() {
  const { filter, kind, policy } = view.value;
  const closing = useClosing();
  const count = Object.values(filter).filter(Boolean).length + Number(policy !== NOTHING.policy);
  return (
    <details class="filters" ref={closing}>
      <summary>
        {t("panel.filters")}
        {count > 0 && <span class="count">{count}</span>}
      </summary>
      <div class="filters-body">
        <Areas />
        <Choice
          label={t("panel.filter.kind")}
          value={kind}
          options={(bounds.value?.kinds ?? []).map(({ kind, count }) => [kind, `${term("kind", kind)} (${count})`])}
          choose={(kind) => kind && change({ kind })}
        />
        <Choice
          label={t("panel.filter.holder")}
          value={filter.holder}
          any={t("panel.filter.anyHolder")}
          options={useHolders().map((id) => [id, actors.value.get(id)?.name ?? id])}
          choose={(holder) => narrow({ holder })}
        />
        <Choice
          label={t("panel.filter.certainty")}
          value={filter.certainty}
          any={t("panel.filter.anyCertainty")}
          options={CERTAINTIES.map((certainty) => [certainty, term("certainty", certainty)])}
          choose={(certainty) => narrow({ certainty })}
        />
        <PolicySwitch policy={policy} />
        {count > 0 && (
          <button type="button" onClick={() => change({ filter: NOTHING.filter, policy: NOTHING.policy })}>
            {t("panel.filter.clear")}
          </button>
        )}
      </div>
    </details>
  );
}

function narrow(part: Partial<Filter>): void {
  change({ filter: { ...view.peek().filter, ...part } });
}

interface Columns {
  place: string[];
  name: string[];
}

const AREAS = "query { gazetteer(kind: PROVINCE) }";

function Areas() {
  const { data } = useAnswer<{ gazetteer: Columns }>(AREAS, {}, 0);
  const { place, name } = data?.gazetteer ?? { place: [], name: [] };
  const options = place.map((id, at): [string, string] => [id, name[at]!]);
  options.sort(([, one], [, other]) => one.localeCompare(other));
  return (
    <Choice
      label={t("panel.filter.within")}
      value={view.value.filter.within}
      any={t("panel.filter.everywhere")}
      options={options}
      choose={(within) => narrow({ within })}
    />
  );
}

function PolicySwitch({ policy }: { policy: Policy }) {
  return (
    <fieldset class="policies">
      <legend>{t("panel.policy")}</legend>
      <p class="quiet">{t("panel.policy.help")}</p>
      {POLICIES.map((name) => (
        <label key={name}>
          <input type="radio" name="policy" checked={name === policy} onChange={() => change({ policy: name })} />
          <span>
            <b>{term("policy", name)}</b>
            <small>{t(`policy.${name}.rule`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
