/** The days of the record under the map. */
export function Timeline() {
  return <section />;
}
