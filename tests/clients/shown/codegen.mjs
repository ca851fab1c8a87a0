const values = {
  Date: "string",
  DateTime: "string",
  Edtf: "string",
  GeoJSON: "Record<string, unknown>",
  LocalDateTime: "string",
  Position: "number",
  Published: "string",
};

export default {
  schema: process.env.TIMELINE_URL,
  documents: "queries/*.graphql",
  generates: {
    "types/schema.ts": { plugins: ["typescript"] },
    "types/operations.ts": { plugins: ["typescript-operations"] },
  },
  config: { scalars: values, strictScalars: false },
};
