// The log in pages, and as it grows.
import { graphql } from "relay-runtime";

export const query = graphql`
  query LogQuery($first: Int!, $after: Position) {
    events(first: $first, after: $after, filter: { standingOnly: true }) @connection(key: "Log_events") {
      edges { node { id type recordedAt view { standing } } }
    }
  }
`;

export const growth = graphql`
  subscription LogSubscription($after: Position) {
    events(after: $after) { id position type }
  }
`;

export const record = graphql`
  mutation LogRecordMutation($events: [EventInput!]!, $key: String!) {
    record(events: $events, idempotencyKey: $key) {
      __typename
      ... on Recorded { position events { id } }
      ... on Invalid { problems { path code message } }
    }
  }
`;
