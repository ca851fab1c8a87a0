/** Where the report comes from: a new source, or one that is on record. */

import { t } from "../words/words";
import { useState } from "preact/hooks";
import type { SourceDraft } from "./draft/draft";
import { draft, edit } from "./draft/drafts";
import { RELIABILITIES } from "./draft/forms";
import { findSources } from "./draft/search";
import { slug } from "./draft/slug";
import { ActorSelect, Select } from "./fields/Choices";
import { Only } from "./fields/Chosen";
import { Frame } from "./fields/Frame";

type Change = (part: Partial<SourceDraft>) => void;

export function SourceForm() {
  const { source } = draft.value;
  const [isExisting, setExisting] = useState(source.existing !== null);
  const shown = isExisting || source.existing !== null;
  const change: Change = (part) => edit({ source: renamed({ ...source, ...part }, source) });
  const choose = (existing: boolean) => {
    setExisting(existing);
    if (!existing) change({ existing: null });
  };
  return (
    <section class="source" aria-labelledby="heading-source">
      <h2 id="heading-source">{t("desk.source")}</h2>
      <fieldset class="boxes">
        <legend class="visually-hidden">{t("desk.source")}</legend>
        {[false, true].map((existing) => (
          <label key={String(existing)}>
            <input type="radio" name="source-kind" checked={shown === existing} onChange={() => choose(existing)} />{" "}
            {t(existing ? "desk.source.existing" : "desk.source.new")}
          </label>
        ))}
      </fieldset>
      {shown ? <Existing source={source} change={change} /> : <Described source={source} change={change} />}
    </section>
  );
}

/** The id follows what is typed until it is typed itself. */
function renamed(source: SourceDraft, before: SourceDraft): SourceDraft {
  const isOwn = before.id !== "" && before.id !== slug(before);
  return source.id !== before.id || isOwn ? source : { ...source, id: slug(source) };
}

interface Props {
  source: SourceDraft;
  change: Change;
}

function Existing({ source, change }: Props) {
  const set = (existing: SourceDraft["existing"], published = source.published) => change({ existing, published });
  return (
    <div class="fields">
      <Frame owner="source" name="existing">
        {(described) => (
          <Only
            described={described}
            placeholder={t("desk.source.lookup")}
            find={findSources}
            value={source.existing}
            set={(chosen, note) => set(chosen, note || source.published)}
          />
        )}
      </Frame>
      <Text name="published" source={source} change={change} />
    </div>
  );
}

function Described({ source, change }: Props) {
  return (
    <div class="fields">
      <Text name="publisher" source={source} change={change} />
      <Text name="title" source={source} change={change} />
      <Text name="url" source={source} change={change} />
      <Text name="published" source={source} change={change} />
      <Frame owner="source" name="reliability">
        {(described) => (
          <Select
            described={described}
            options={RELIABILITIES}
            group="reliability"
            value={source.reliability}
            set={(reliability) => change({ reliability })}
            blank={t("desk.unsaid.grade")}
          />
        )}
      </Frame>
      <Frame owner="source" name="affiliation">
        {(described) => (
          <ActorSelect
            described={described}
            value={source.affiliation}
            set={(affiliation) => change({ affiliation })}
            nobody={false}
            blank={t("desk.unsaid.side")}
          />
        )}
      </Frame>
      <Text name="id" source={source} change={change} />
    </div>
  );
}

type TextName = "publisher" | "title" | "url" | "published" | "id";

function Text({ name, source, change }: Props & { name: TextName }) {
  const isCode = name === "url" || name === "published" || name === "id";
  return (
    <Frame owner="source" name={name}>
      {(described) => (
        <input
          {...described}
          type="text"
          inputMode={name === "url" ? "url" : "text"}
          dir={isCode ? "ltr" : "auto"}
          placeholder={name === "published" ? "2021-06-23" : undefined}
          value={source[name]}
          onInput={(event) => change({ [name]: event.currentTarget.value })}
        />
      )}
    </Frame>
  );
}
