// Copies a question, or asks it here and shows the answer in its place.
const ask = async (query) => {
  const response = await fetch("graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query }),
  });
  return JSON.stringify(await response.json(), null, 2);
};

for (const section of document.querySelectorAll(".question")) {
  const [question, answer] = section.querySelectorAll("pre");
  const on = (name, act) => section.querySelector(`[data-do=${name}]`).addEventListener("click", act);
  on("copy", async ({ target }) => {
    await navigator.clipboard.writeText(question.textContent);
    target.textContent = "Copied";
    setTimeout(() => (target.textContent = "Copy"), 1500);
  });
  on("ask", async () => {
    answer.textContent = "…";
    answer.textContent = await ask(question.textContent).catch((error) => `The server did not answer: ${error.message}`);
  });
}
