/** To be written. */
export function Filters() {
  return <section />;
}
