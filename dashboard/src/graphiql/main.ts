/** GraphiQL at `/graphql`, for browsers: every file of it comes from this server. */

import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./graphiql.css";
import { GraphiQL } from "graphiql";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { fetcher } from "./fetcher";
import { questions } from "./questions";

async function start(): Promise<void> {
  // Without its questions the page is as useful.
  const tabs = (await questions().catch(() => [])).map((query) => ({ query }));
  const page = createElement(GraphiQL, { fetcher, defaultTabs: tabs, defaultEditorToolsVisibility: false });
  createRoot(document.getElementById("app")!).render(page);
}

void start();
