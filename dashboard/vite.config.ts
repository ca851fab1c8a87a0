import { defineConfig } from "vite";

/** Three pages; build.py puts them where the server of the project hands them out, which answers /graphql itself. */
export default defineConfig({
  // Addresses are relative: the pages stand beside each other, wherever a proxy has them.
  base: "./",
  build: {
    target: "es2023",
    chunkSizeWarningLimit: 1500,
    rollupOptions: { input: { index: "index.html", desk: "desk.html", graphiql: "graphiql.html" } },
  },
  // `npm run dev` beside `timeline demo`: pages from here, answers from there.
  // GraphiQL opens with the questions of sample/queries.
  server: { fs: { allow: [".."] }, proxy: { "/graphql": "http://127.0.0.1:8000" } },
});
