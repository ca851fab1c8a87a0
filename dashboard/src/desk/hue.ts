/** The hue, in degrees, of the passage of an event; neighbours are far apart. The number beside it says the same. */
export const hue = (number: number): number => (number * 137 + 70) % 360;
