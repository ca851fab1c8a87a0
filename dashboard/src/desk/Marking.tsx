/** The text of the report, sentence by sentence, with what is coded of it in colour. */

import { useMemo, useState } from "preact/hooks";
import { language, t } from "../words/words";
import { code } from "./draft/coding";
import type { EventDraft, Passage } from "./draft/draft";
import { draft } from "./draft/drafts";
import { sentences, trimmed, wholeWords } from "./draft/passages";
import { focusEvent } from "./focus";
import { hue } from "./hue";

export function Marking() {
  const { text, events } = draft.value;
  const [current, setCurrent] = useState(0);
  const [selected, setSelected] = useState<Passage | null>(null);
  const all = useMemo(() => sentences(text, language), [text]);

  const codeIt = (passage: Passage) => focusEvent(code(passage));
  // What is coded already leads to its form, which has a button for another event of the same words.
  const openIt = (sentence: Passage) => {
    const words = trimmed(text, sentence);
    const event = events.find(({ passage }) => passage && words && passage.start === words.start && passage.end === words.end);
    if (event) focusEvent(event.key);
    else codeIt(sentence);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step) {
      const next = Math.min(Math.max(current + step, 0), all.length - 1);
      setCurrent(next);
      document.getElementById(`sentence-${next}`)?.focus();
    } else if (event.key === "Enter" || event.key === " ") openIt(all[current]!);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <p id="marking-how" class="quiet">{t("desk.article.how")}</p>
      <div
        class="text"
        dir="auto"
        role="group"
        aria-labelledby="heading-article"
        aria-describedby="marking-how"
        onKeyDown={onKeyDown}
        onMouseUp={() => setSelected(selection())}
        onTouchEnd={() => setSelected(selection())}
      >
        {all.map((sentence, index) => (
          <span
            key={sentence.start}
            id={`sentence-${index}`}
            class="sentence"
            role="button"
            tabIndex={index === current ? 0 : -1}
            onFocus={() => setCurrent(index)}
            onClick={() => !selection() && openIt(sentence)}
          >
            {pieces(sentence, events).map((piece) => (
              <Piece key={piece.start} {...piece} text={text.slice(piece.start, piece.end)} events={events} />
            ))}
          </span>
        ))}
      </div>
      {selected && (
        <button type="button" class="primary" onClick={() => (setSelected(null), codeIt(wholeWords(text, selected)))}>
          {t("desk.article.selection")}
        </button>
      )}
    </>
  );
}

interface PieceProps extends Passage {
  text: string;
  events: EventDraft[];
}

function Piece({ start, end, text, events }: PieceProps) {
  const numbers = events.flatMap(({ passage }, index) => (covers(passage, start, end) ? [index + 1] : []));
  if (!numbers.length) return <span data-start={start}>{text}</span>;
  const note = t("desk.article.marked", { numbers: numbers.join(", ") });
  return (
    <mark style={{ "--hue": hue(numbers[0]!) }}>
      <span data-start={start}>{text}</span>
      <sup aria-hidden="true">{numbers.join(" ")}</sup>
      <span class="visually-hidden"> ({note})</span>
    </mark>
  );
}

/** A sentence cut where a coded passage begins or ends. */
function pieces({ start, end }: Passage, events: EventDraft[]): Passage[] {
  const edges = events.flatMap(({ passage }) => (passage ? [passage.start, passage.end] : []));
  const cuts = [...new Set([start, ...edges.filter((edge) => edge > start && edge < end), end])].sort((a, b) => a - b);
  return cuts.slice(1).map((cut, index) => ({ start: cuts[index]!, end: cut }));
}

function covers(passage: Passage | null, start: number, end: number): boolean {
  return passage !== null && passage.start <= start && end <= passage.end;
}

/** What the reader has selected of the text; null: nothing. */
function selection(): Passage | null {
  const chosen = getSelection();
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
  const range = chosen.getRangeAt(0);
  const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
  return start === null || end === null || start >= end ? null : { start, end };
}

function offset(node: Node, within: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const start = element?.closest<HTMLElement>("[data-start]")?.dataset["start"];
  return start === undefined ? null : Number(start) + (node instanceof Text ? within : 0);
}
