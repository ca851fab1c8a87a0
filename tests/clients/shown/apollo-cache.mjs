import { InMemoryCache } from "@apollo/client";

export const cache = () =>
  new InMemoryCache({
    possibleTypes: {
      Event: [
        "ActorRegistered",
        "CasualtiesReported",
        "ClashReported",
        "ControlAsserted",
        "ControlChanged", "ControlConfirmed",
        "EventCorrected",
        "EventRetracted",
        "MeasureReported",
        "PersonsCrossedBorder",
        "PlaceChanged",
        "PlaceRegistered",
        "SituationAssessed",
        "SourceRegistered",
        "StatusReported",
        "TallyClaimed",
      ],
    },
    typePolicies: {
      // Whether an event stands hangs on the snapshot that it was reached through: kept there, and not under its id.
      Event: { keyFields: false },
      // Queries that ask for different fields of one snapshot share it, where both ask for its token.
      Snapshot: { keyFields: ({ token }) => token && `Snapshot:${token}` },
    },
  });
