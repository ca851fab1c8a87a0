/** The claims for the holder and for others. */

import { colourOf } from "../data/actors";
import type { Named, Report } from "../data/report";
import { isolated, t } from "../words/words";
import { Claim } from "./Claim";
import type { PlaceState } from "./place";

export function Claims({ state: { holder, basisViews, basisCount, basisVoices, alternatives } }: { state: PlaceState }) {
  // Where nobody holds it for certain there is no side for others to speak against.
  const others = holder ? "panel.claims.against" : "panel.claims.says";
  return (
    <>
      <ClaimGroup title={sideTitle("panel.claims.for", holder)} side={holder} claims={basisViews} count={basisCount} voices={basisVoices} />
      {alternatives.map(({ holder: side, level, views, claimCount, voices }) => (
        <ClaimGroup
          key={`${side?.id} ${level}`}
          title={sideTitle(others, side)}
          side={side}
          claims={views}
          count={claimCount}
          voices={voices}
        />
      ))}
    </>
  );
}

function sideTitle(key: "panel.claims.for" | "panel.claims.against" | "panel.claims.says", side: Named | null): string {
  return t(key, { holder: isolated(side?.name ?? t("panel.side.none")) });
}

interface Props {
  title: string;
  /** Whose side it is, for its colour; undefined: no side. */
  side?: Named | null;
  claims: Report[];
  count: number;
  /** How many of them are voices of their own; undefined: not said. */
  voices?: number;
}

export function ClaimGroup({ title, side, claims, count, voices }: Props) {
  if (claims.length === 0) return null;
  return (
    <section class="claims">
      <h3>
        {side !== undefined && <i class="swatch" style={{ background: colourOf(side?.id ?? null) }} />}
        {title}{" "}
        <span class="count" title={voices === undefined ? undefined : t("panel.voices.help")}>
          {voices === undefined ? count : t("panel.voices", { voices, claims: count })}
        </span>
      </h3>
      <ul>
        {claims.map((claim) => (
          <Claim key={claim.id} claim={claim} />
        ))}
      </ul>
      {count > claims.length && <p class="quiet">{t("panel.claims.more", { count: count - claims.length })}</p>}
    </section>
  );
}
