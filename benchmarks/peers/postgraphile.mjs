// node postgraphile.mjs PORT POSTGRES_URL: PostGraphile over the same rows on PostgreSQL.
import { createServer } from "node:http";
import { makePgService } from "postgraphile/adaptors/pg";
import { postgraphile } from "postgraphile";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

const [, , port, connectionString] = process.argv;

const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString, schemas: ["public"] })],
  grafserv: { graphiql: false, watch: false, graphqlPath: "/graphql", maxRequestLength: 1_000_000 },
  grafast: { explain: false },
};

const server = createServer();
server.on("error", (error) => {
  console.error(error);
  process.exit(1);
});
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(Number(port), "127.0.0.1");
