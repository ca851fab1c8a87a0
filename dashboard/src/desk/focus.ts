/** Where the keyboard goes after something has appeared or gone. */

/** To the form of an event, once it is there. */
export function focusEvent(key: string | null): void {
  if (key) focusSoon(`${key}-type`);
}

/** To what is wrong first. */
export function focusProblem(): void {
  requestAnimationFrame(() => {
    const wrong = document.querySelector<HTMLElement>("[aria-invalid=true], .field .problem, .general .problem");
    const control = wrong?.closest(".field")?.querySelector<HTMLElement>("input, select, textarea, button") ?? wrong;
    control?.focus();
    control?.scrollIntoView({ block: "center" });
  });
}

export function focusSoon(id: string): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id);
    element?.focus();
    element?.scrollIntoView({ block: id === "preview" ? "start" : "nearest" });
  });
}
