/** "Cite this": the text that goes under a picture or into a footnote, and the code to put the map into a page. */

import { signal, useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { cite, type Citation, type CitedAnswer } from "../../data/citation";
import { report } from "../../data/shown";
import { view } from "../../view/view";
import { day, t, term, together } from "../../words/words";
import "./cite.css";

const cited = signal<Citation | null>(null);

export function CiteDialog({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    cited.value = null;
    dialog.current!.showModal();
    cite(view.peek()).then((citation) => (cited.value = citation), report);
  }, []);
  return (
    <dialog class="cite" ref={dialog} onClose={close} aria-labelledby="cite-title">
      <h2 id="cite-title">{t("map.cite")}</h2>
      {cited.value ? <Texts citation={cited.value} /> : <p>{t("map.loading")}</p>}
      <form method="dialog">
        <button>{t("map.close")}</button>
      </form>
    </dialog>
  );
}

function Texts({ citation }: { citation: Citation }) {
  return (
    <>
      <Copied label={t("map.cite.text")} text={citationText(citation)} />
      <Copied label={t("map.cite.link")} text={citation.address} />
      <Copied label={t("map.cite.embed")} text={embedCode(citation.address)} />
      <p class="quiet">{t("map.cite.why")}</p>
    </>
  );
}

function Copied({ label, text }: { label: string; text: string }) {
  const id = useId();
  const isCopied = useSignal(false);
  const copy = () => navigator.clipboard.writeText(text).then(() => (isCopied.value = true), report);
  return (
    <div class="copied">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        readOnly
        rows={Math.min(Math.ceil(text.length / 60), 5)}
        value={text}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <button type="button" aria-label={`${t("map.copy")}: ${label}`} onClick={copy}>
        {t(isCopied.value ? "map.copied" : "map.copy")}
      </button>
    </div>
  );
}

export function citationText({ date, knownOn, policy, position, token, answer, address }: Citation): string {
  return t(answer ? "map.cite.answer" : "map.cite.sentence", {
    title: document.title,
    kind: term("kind", view.peek().kind),
    place: answer?.place.name ?? "",
    answer: answer ? answerText(answer) : "",
    date: day(date),
    known: knownOn ? t("map.cite.known", { date: day(knownOn) }) : t("map.cite.head"),
    policy: term("policy", policy),
    position,
    token,
    seen: day(new Date().toISOString().slice(0, 10)),
    address,
  });
}

/** "Taliban, established", or between whom it is disputed. */
function answerText({ holder, certainty, alternatives }: CitedAnswer): string {
  const named = [holder, ...alternatives.map((other) => other.holder)].flatMap((one) => one?.name ?? []);
  const holders = [...new Set(named)];
  if (certainty === "DISPUTED" && holders.length > 1) return t("map.cite.disputed", { holders: together(holders) });
  return `${holder?.name ?? t("holder.none")}, ${term("certainty", certainty)}`;
}

function embedCode(address: string): string {
  const source = address.includes("?") ? `${address}&embed=1` : `${address}?embed=1`;
  const quoted = source.replaceAll("&", "&amp;");
  return `<iframe src="${quoted}" title="${document.title}" width="100%" height="520" loading="lazy"></iframe>`;
}
