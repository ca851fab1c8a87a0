import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { getIntrospectionQuery } from "graphql";

export async function urql(url) {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ query: getIntrospectionQuery() });
  const { data: schema } = await (await fetch(url, { method: "POST", headers, body })).json();
  // What has no id of its own is kept inside what has one.
  const plain = schema.__schema.types.filter(({ kind, fields }) => kind === "OBJECT" && !fields.some(isId));
  const keys = Object.fromEntries(plain.map(({ name }) => [name, () => null]));
  const exchanges = [cacheExchange({ schema, keys }), fetchExchange];
  return new Client({ url, exchanges, fetchSubscriptions: true });
}

const isId = ({ name, isDeprecated }) => name === "id" && !isDeprecated;
