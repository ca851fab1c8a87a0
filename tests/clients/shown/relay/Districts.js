// A list of districts that is scrolled, each with who holds it and why, and what is known of the claims under it.
import { graphql } from "relay-runtime";

export const query = graphql`
  query DistrictsQuery($day: Date!, $knownOn: Date) {
    asOf(date: $day, knownOn: $knownOn) {
      id
      ...Districts_list
    }
  }
`;

export const list = graphql`
  fragment Districts_list on Snapshot
  @refetchable(queryName: "DistrictsPageQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 50 }, after: { type: "String" }) {
    places(first: $first, after: $after) @connection(key: "Districts_places") {
      edges {
        node {
          ...Districts_district
        }
      }
    }
  }
`;

export const district = graphql`
  fragment Districts_district on PlaceState {
    place { name }
    holder { name }
    certainty
    why { text }
    basisViews(first: 5) {
      standing
      interest
      event {
        type
        occurred
        source { name url }
        ... on ControlChanged { gainer { name } }
      }
    }
  }
`;
