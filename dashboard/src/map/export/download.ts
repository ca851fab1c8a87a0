/** Files that the page makes itself, for the reader to keep. */

export function download(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the content over by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const text = (content: string, type: string): Blob => new Blob([content], { type: `${type};charset=utf-8` });
