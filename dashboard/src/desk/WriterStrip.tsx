/** Who writes, and the token where the server asks for one. */

import { useState } from "preact/hooks";
import { t } from "../words/words";
import { signIn, signOut, writer } from "./draft/writer";

export function WriterStrip() {
  const known = writer.value;
  if (!known) return null;
  if (!known.tokenNeeded) return <p class="quiet">{t("desk.writer.open")}</p>;
  if (!known.mayWrite) return <TokenForm />;
  return (
    <p class="quiet">
      {t("desk.writer.as", { name: known.name ?? "" })}{" "}
      <button type="button" onClick={() => void signOut()}>{t("desk.writer.leave")}</button>
    </p>
  );
}

function TokenForm() {
  const [token, setToken] = useState("");
  const [isWrong, setWrong] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    await signIn(token.trim());
    setWrong(writer.value?.mayWrite === false);
  };
  return (
    <form class="token" onSubmit={(event) => void submit(event)}>
      <p id="token-why">{t("desk.writer.needed")}</p>
      <label for="token">{t("desk.writer.token")}</label>
      <input
        id="token"
        type="password"
        autocomplete="off"
        value={token}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? "token-why token-wrong" : "token-why"}
        onInput={(event) => setToken(event.currentTarget.value)}
      />
      <button type="submit" disabled={!token.trim()}>{t("desk.writer.use")}</button>
      {isWrong && <p id="token-wrong" class="problem" role="alert">{t("desk.writer.wrong")}</p>}
    </form>
  );
}
