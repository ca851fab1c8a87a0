/** A field that looks things up as one types. Nothing is ever chosen but by the reader. */

import { useEffect, useRef, useState } from "preact/hooks";
import { readable, t } from "../../words/words";
import { leave } from "../draft/unchosen";
import type { Offer, Offers } from "../draft/search";
import type { Described } from "./Frame";

interface Props {
  described: Described;
  placeholder: string;
  find: (text: string, signal: AbortSignal) => Promise<Offers>;
  pick: (offer: Offer) => void;
  /** Takes what is typed as it is, where that is an answer too. */
  free?: (text: string) => void;
}

const PAUSE_MS = 200;
const NONE: Offers = { offers: [], hint: null };

export function Suggest({ described, placeholder, find, pick, free }: Props) {
  const [text, setText] = useState("");
  const [active, setActive] = useState(-1);
  const [isHere, setHere] = useState(false);
  const found = useOffers(text, find);
  const { offers, hint } = found ?? NONE;
  const list = `${described.id}-list`;
  const isOpen = isHere && text.trim() !== "" && found !== null;

  const { id } = described;
  useEffect(() => () => leave(id, ""), [id]);

  const clear = () => (setText(""), setActive(-1), leave(id, ""));
  const onBlur = () => {
    setHere(false);
    if (free) take(undefined);
    else leave(id, text.trim());
  };
  const take = (offer: Offer | undefined) => {
    if (offer) pick(offer);
    else if (free && text.trim()) free(text.trim());
    else return;
    clear();
  };
  const move = (by: number) => setActive((offers.length + active + by + (active < 0 && by < 0 ? 1 : 0)) % offers.length);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" && offers.length) move(1);
    else if (event.key === "ArrowUp" && offers.length) move(-1);
    else if (event.key === "Enter") take(offers[active]);
    else if (event.key === "Escape" && text) clear();
    else return;
    event.preventDefault();
  };
  return (
    <div class="suggest">
      <input
        {...described}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        placeholder={placeholder}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? list : undefined}
        aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
        value={text}
        onInput={(event) => (setText(event.currentTarget.value), setActive(-1), setHere(true))}
        onKeyDown={onKeyDown}
        onFocus={() => setHere(true)}
        onBlur={onBlur}
      />
      {isOpen && hint && <p class="ask" role="status">{hint}</p>}
      {isOpen && (
        <ul id={list} role="listbox" aria-label={placeholder}>
          {offers.map((offer, index) => (
            <li
              key={offer.id}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => (event.preventDefault(), take(offer))}
            >
              <bdi>{readable(offer.label)}</bdi> {offer.note && <small><bdi>{readable(offer.note)}</bdi></small>}
            </li>
          ))}
          {!offers.length && !free && <li class="none" role="option" aria-disabled="true" aria-selected="false">{t("desk.list.none")}</li>}
          {free && (
            <li role="option" aria-selected="false" onMouseDown={(event) => (event.preventDefault(), take(undefined))}>
              {t("desk.list.free", { name: text.trim() })}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

/** What was found for the text; null while nothing is asked. A slow answer to an older text is dropped. */
function useOffers(text: string, find: Props["find"]): Offers | null {
  const [found, setFound] = useState<Offers | null>(null);
  const latest = useRef(find);
  latest.current = find;
  useEffect(() => {
    const wanted = text.trim();
    if (!wanted) return setFound(null);
    const stop = new AbortController();
    const wait = setTimeout(() => {
      latest.current(wanted, stop.signal).then(
        (offers) => !stop.signal.aborted && setFound(offers),
        () => !stop.signal.aborted && setFound(NONE),
      );
    }, PAUSE_MS);
    return () => (clearTimeout(wait), stop.abort());
  }, [text]);
  return found;
}
