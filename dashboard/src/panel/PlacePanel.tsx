/** Everything about one place on the day shown: who holds it, why, who says so, and who says otherwise. */

import "./panel.css";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Icon } from "../timeline/Icon";
import { playing } from "../timeline/player";
import { change, view } from "../view/view";
import { day, t } from "../words/words";
import { Beliefs } from "./Beliefs";
import { Claims } from "./Claims";
import { Compared } from "./Compared";
import { CopyLink } from "./CopyLink";
import { Happenings } from "./Happenings";
import { Headline, Why } from "./Headline";
import { HistoryStrip } from "./HistoryStrip";
import { placePage } from "./pages";
import { passingState } from "./passingState";
import { PlaceName } from "./PlaceName";
import { usePlace, type PlaceState } from "./place";
import { StatusPart } from "./StatusPart";

/** A panel that the address opened does not take the focus. */
const openedByAddress = view.peek().place;
/** Details are read when the day has rested: at once, or when the replay is over or slow. */
const REST = 120;
const REST_WHILE_PLAYING = 600;

export function PlacePanel() {
  const { place } = view.value;
  return place ? <Panel key={place} place={place} /> : null;
}

const close = (): void => change({ place: null }, "push");

function Panel({ place }: { place: string }) {
  const rest = playing.value ? REST_WHILE_PLAYING : REST;
  const { data, trouble, loading } = usePlace(place, rest);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(closeOnEscape, []);
  useEffect(() => {
    if (place !== openedByAddress) title.current?.focus({ preventScroll: true });
  }, []);
  const state = data?.asOf.place;
  return (
    <div class="place-panel" aria-busy={loading}>
      <header class="panel-head">
        <h2 tabIndex={-1} ref={title}>
          <bdi>{state?.place.name ?? place}</bdi>
        </h2>
        <CopyLink />
        <button type="button" aria-label={t("panel.close")} title={t("panel.close")} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {trouble && <p role="alert">{trouble.message}</p>}
      {data && !state && <p>{t("panel.place.none", { day: day(view.value.date) })}</p>}
      {!data && !trouble && <p>{t("panel.loading")}</p>}
      {state && <Parts state={state} date={data.asOf.date} rest={rest} />}
    </div>
  );
}

function Parts({ state, date, rest }: { state: PlaceState; date: string; rest: number }) {
  const { place } = state;
  const isRead = date === view.value.date;
  const now = isRead ? state : passingState(state);
  const claims = useMemo(() => <Claims state={state} />, [state]);
  const { knownOn } = view.value;
  const happenings = useMemo(() => <Happenings place={place.id} until={knownOn} />, [place.id, knownOn]);
  return (
    <>
      <PlaceName place={place} />
      <Headline state={now} date={view.value.date} />
      <Compared place={place.id} state={now} rest={rest} />
      <div class={isRead ? "panel-details" : "panel-details is-passing"}>
        {isRead && <Why state={state} />}
        {state.status && <StatusPart status={state.status} />}
        {claims}
        <HistoryStrip periods={state.history.nodes} />
        <Beliefs place={place.id} rest={rest} />
        {happenings}
        <p class="panel-links">
          <a href={placePage(place.id)}>{t("panel.page")}</a>
        </p>
      </div>
    </>
  );
}

function closeOnEscape(): () => void {
  const hear = (event: KeyboardEvent) => event.key === "Escape" && !event.defaultPrevented && close();
  addEventListener("keydown", hear);
  return () => removeEventListener("keydown", hear);
}
