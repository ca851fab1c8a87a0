/** To be written. */
export function Numbers() {
  return <section />;
}
