/** Play, pause, speed, step and loop. */

import { t } from "../words/words";
import { Icon } from "./Icon";
import { looping, playing, SPEEDS, speed, step, toggle } from "./player";

export function Controls() {
  const playName = t(playing.value ? "time.pause" : "time.play");
  return (
    <div class="controls" role="group" aria-label={t("time.controls")}>
      <button type="button" aria-label={t("time.back")} title={t("time.back")} onClick={() => step(-1)}>
        <Icon name="back" />
      </button>
      <button type="button" class="play" aria-label={playName} title={playName} onClick={toggle}>
        <Icon name={playing.value ? "pause" : "play"} />
      </button>
      <button type="button" aria-label={t("time.forward")} title={t("time.forward")} onClick={() => step(1)}>
        <Icon name="forward" />
      </button>
      <button
        type="button"
        aria-label={t("time.loop")}
        title={t("time.loop")}
        aria-pressed={looping.value}
        onClick={() => (looping.value = !looping.value)}
      >
        <Icon name="loop" />
      </button>
      <select
        class="speed"
        aria-label={t("time.speed")}
        title={t("time.speed")}
        value={speed.value}
        onChange={(event) => (speed.value = Number(event.currentTarget.value))}
      >
        {SPEEDS.map((days) => (
          <option value={days}>{t(days === 1 ? "time.speed.one" : "time.speed.many", { days })}</option>
        ))}
      </select>
    </div>
  );
}
