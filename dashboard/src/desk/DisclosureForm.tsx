/** Who may open what is recorded, and from when: where the server keeps logs for audiences. */

import { t } from "../words/words";
import { FOR_ALL, isForAll, type Disclosure } from "./draft/draft";
import { draft, edit } from "./draft/drafts";
import { writer } from "./draft/writer";
import { Select } from "./fields/Choices";
import { Frame } from "./fields/Frame";

export function DisclosureForm() {
  const { disclosure = FOR_ALL } = draft.value;
  const offered = writer.value?.visibilities ?? [];
  // What was chosen before is never dropped without a word: the server refuses it where it cannot keep to it.
  if (!offered.length && isForAll(disclosure)) return null;
  const options = offered.includes(disclosure.visibility) ? offered : [...offered, disclosure.visibility];
  const change = (part: Partial<Disclosure>) => edit({ disclosure: { ...disclosure, ...part } });
  return (
    <section class="disclosure" aria-labelledby="heading-disclosure">
      <h2 id="heading-disclosure">{t("desk.disclosure")}</h2>
      <div class="fields">
        <Frame owner="disclosure" name="visibility">
          {(described) => (
            <Select
              described={described}
              options={options}
              group="visibility"
              value={disclosure.visibility}
              set={(visibility) => change({ visibility })}
            />
          )}
        </Frame>
        {disclosure.visibility !== "SEALED" && (
          <Frame owner="disclosure" name="releaseAt" meaning={inUtc(disclosure.releaseAt)}>
            {(described) => (
              <input
                {...described}
                type="datetime-local"
                value={disclosure.releaseAt}
                onInput={(event) => change({ releaseAt: event.currentTarget.value })}
              />
            )}
          </Frame>
        )}
      </div>
    </section>
  );
}

/** The same moment for those elsewhere. */
function inUtc(local: string): string | null {
  return local && `${new Date(local).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
