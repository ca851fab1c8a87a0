// Asks what Relay's compiler has made of our documents, and prints as JSON what its store gives afterwards.
import relay from "relay-runtime";

const { createOperationDescriptor, fetchQuery } = relay;
const [server, folder] = process.argv.slice(2);
const compiled = async (name) => (await import(`file://${folder}/relay/__generated__/${name}.graphql.js`)).default;
const { environment } = await import(`file://${folder}/relay-environment.mjs`);
const timeline = environment(`${server}/graphql`);

const query = await compiled("DistrictsQuery");
const list = await compiled("Districts_list");
const district = await compiled("Districts_district");
const days = [
  { day: "2021-06-22", knownOn: "2021-06-23" },
  { day: "2021-06-22", knownOn: "2021-07-01" },
];
for (const variables of days) await fetchQuery(timeline, query, variables).toPromise();

const districts = days.map((variables) => {
  const operation = createOperationDescriptor(query, variables);
  const { asOf } = timeline.lookup(operation.fragment).data;
  const { places } = timeline.lookup(relay.getSingularSelector(list, asOf)).data;
  return places.edges.map(({ node }) => {
    const { holder, basisViews } = timeline.lookup(relay.getSingularSelector(district, node)).data;
    return [holder.name, basisViews.map(({ standing, event }) => [event.occurred, standing])];
  });
});

const { node } = await fetchQuery(timeline, await compiled("PlaceQuery"), {
  id: "af-imam-sahib",
  node: process.argv[4],
}).toPromise();
console.log(JSON.stringify({ districts, node }));
