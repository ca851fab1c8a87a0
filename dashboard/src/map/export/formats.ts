/** The kinds of files that can be taken away from a view. */

export const FORMATS = ["png", "svg", "csv", "geojson", "webm"] as const;
export type Format = (typeof FORMATS)[number];

/** Whether it is a picture of the map: there is none beside the table. */
export const needsMap = (format: Format): boolean => format !== "csv" && format !== "geojson";
