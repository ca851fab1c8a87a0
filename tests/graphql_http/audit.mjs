// Prints the findings of graphql-http's own audit of a GraphQL-over-HTTP server, as a JSON list.
import { auditServer } from 'graphql-http';

const findings = await auditServer({ url: process.argv[2] });
const plain = findings.map(({ id, name, status, reason }) => ({ id, name, status, reason }));
console.log(JSON.stringify(plain, null, 2));
