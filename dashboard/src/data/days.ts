/** Civil days as whole numbers: days since 1970-01-01, so that they can be counted, compared and stepped. */

const DAY = 86_400_000;

export const number = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
export const iso = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);
export const today = (): string => new Date().toISOString().slice(0, 10);
