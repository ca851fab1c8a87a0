/** The words of the pages in French. */

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

  "status.OPEN": "ouvert",
  "status.RESTRICTED": "restreint",
  "status.CLOSED": "fermé",
  "status.DESTROYED": "détruit",
  "status.UNKNOWN": "ouverture inconnue",

  "count.range": "{low} à {high}",
  "count.orMore": "{count} ou plus",
  "count.upTo": "jusqu’à {count}",
  "count.about": "environ {count}",

  "map.label": "Carte",
  "map.zoomIn": "Agrandir",
  "map.zoomOut": "Réduire",
  "map.attribution": "Pays : Natural Earth. Lieux : le répertoire de ce journal.",
  "map.loading": "Chargement…",
  "map.retry": "Réessayer",
  "map.panel": "Le lieu choisi",
  "map.tools": "Affichage et export",
  "map.kind": "Type de lieux",
  "map.table": "Tableau",
  "map.desk": "Saisie",
  "map.date": "Au",
  "map.knownOn": "Connu le",
  "map.since": "depuis le {date}",
  "map.compare": "Comparer",
  "map.compare.first": "La carte de gauche",
  "map.compare.second": "La carte de droite",
  "map.compare.end": "Fin de la comparaison",
  "map.compare.divider": "Limite entre les deux cartes",
  "map.crossing.people": "{count} personnes",
  "map.legend": "{kind}, {date}",
  "map.legend.age": "Jours depuis la dernière parole :",
  "map.legend.older": "plus",
  "map.empty.title": "Ce journal est vide",
  "map.empty.text": "Il ne contient encore aucun lieu. Remplissez-le de l’une de ces manières, puis rechargez cette page.",
  "map.empty.demo": "Pour découvrir : l’exemple de juin 2021 en Afghanistan",
  "map.empty.import": "Vos propres événements, un objet JSON par ligne",
  "map.empty.gazetteer": "Une liste de lieux, comme celle d’OCHA",
  "map.empty.desk": "Saisir un rapport",
  "map.empty.about": "Que trouve-t-on d’autre ici",

  "error.unreachable": "Le serveur est injoignable.",
};

