/** To be written. */
export function Search() {
  return <section />;
}
