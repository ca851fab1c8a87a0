/** To be written. */
export function PlacePanel() {
  return <section />;
}
