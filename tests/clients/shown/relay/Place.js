// One place by its id, with its periods, and a page of anything that has an id.
import { graphql } from "relay-runtime";

export const query = graphql`
  query PlaceQuery($id: ID!, $node: ID!) {
    place(id: $id) {
      ...Place_periods
    }
    node(id: $node) {
      __typename
      ... on EventView { standing retractedBy { id } event { id note } }
      ... on PlaceState { certainty }
    }
  }
`;

export const periods = graphql`
  fragment Place_periods on Place
  @refetchable(queryName: "PlacePeriodsQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" }) {
    name
    history(first: $first, after: $after) @connection(key: "Place_history") {
      edges { node { from to holder { id name } certainty } }
    }
  }
`;
