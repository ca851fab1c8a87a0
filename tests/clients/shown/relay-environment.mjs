import relay from "relay-runtime";

const { Environment, Network, RecordSource, Store } = relay;

export const environment = (url) =>
  new Environment({
    network: Network.create(async ({ text }, variables) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify({ query: text, variables }) });
      return await answer.json();
    }),
    store: new Store(new RecordSource()),
    // Each register has ids of its own: an actor and a source may both be `taliban`.
    getDataID: ({ id }, type) => id && `${type}:${id}`,
  });
