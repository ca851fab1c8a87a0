/** The claims for the holder and for others. */

import { colourOf } from "../data/actors";
import type { Named, Report } from "../data/report";
import { isolated, t } from "../words/words";
import { Claim } from "./Claim";
import type { PlaceState } from "./place";

export function Claims({ state: { holder, basisViews, basisCount, alternatives } }: { state: PlaceState }) {
  // Where nobody holds it for certain there is no side for others to speak against.
  const others = holder ? "panel.claims.against" : "panel.claims.says";
  return (
    <>
      <ClaimGroup title={sideTitle("panel.claims.for", holder)} side={holder} claims={basisViews} count={basisCount} />
      {alternatives.map(({ holder: side, level, views, claimCount }) => (
        <ClaimGroup
          key={`${side?.id} ${level}`}
          title={sideTitle(others, side)}
          side={side}
          claims={views}
          count={claimCount}
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
}

export function ClaimGroup({ title, side, claims, count }: Props) {
  if (claims.length === 0) return null;
  return (
    <section class="claims">
      <h3>
        {side !== undefined && <i class="swatch" style={{ background: colourOf(side?.id ?? null) }} />}
        {title} <span class="count">{count}</span>
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
