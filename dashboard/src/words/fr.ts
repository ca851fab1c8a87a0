/** The words of the pages in French. */

import { desk } from "./desk.fr";
import type { Words } from "./en";

export const fr: Words = {
  title: "Conflict Timeline",
  "language.name": "Français",
  "language.direction": "ltr",

  "certainty.ESTABLISHED": "établi",
  "certainty.POSSIBLE": "possible",
  "certainty.DISPUTED": "disputé",
  "certainty.CLAIMED": "affirmé par un seul camp",
  "certainty.UNKNOWN": "inconnu",

  "level.CONTROL": "contrôle",
  "level.CONTESTED": "contesté",
  "level.INFLUENCE": "influence",
  "level.SHARED": "partagé",
  "level.UNKNOWN": "inconnu",

  "holder.none": "personne de connu",

  "kind.COUNTRY": "pays",
  "kind.PROVINCE": "provinces",
  "kind.DISTRICT": "districts",
  "kind.SUBDISTRICT": "sous-districts",
  "kind.DISTRICT_CENTRE": "chefs-lieux de district",
  "kind.POPULATED_PLACE": "villes et villages",
  "kind.BORDER_CROSSING_POINT": "postes-frontières",
  "kind.BORDER_SEGMENT": "tronçons de frontière",
  "kind.BASE": "bases",

  "policy.AGAINST_INTEREST": "Contre intérêt",
  "policy.AGAINST_INTEREST.rule":
    "Ce que seul dit le camp qui y gagne ne change rien ; d’autres doivent le confirmer.",
  "policy.LATEST": "Dernière parole",
  "policy.LATEST.rule": "Ce qu’un camp dit à son propre avantage compte comme la parole de n’importe qui.",
  "policy.MOST_RELIABLE": "Le plus fiable",
  "policy.MOST_RELIABLE.rule":
    "Parmi les affirmations contraires, seules comptent les mieux cotées (code de l’Amirauté).",
  "policy.CAUTIOUS": "Prudent",
  "policy.CAUTIOUS.rule": "Un lieu disputé n’a aucun détenteur.",

  "error.unreachable": "Le serveur est injoignable.",

  ...desk,
};

