/** Says, on the page itself, that its first states are drawn: tests and screenshots wait for it. */

export const isReady = (): boolean => "ready" in document.documentElement.dataset;

export function beReady(): void {
  document.documentElement.dataset["ready"] = "true";
}
