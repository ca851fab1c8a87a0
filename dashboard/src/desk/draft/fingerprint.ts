/** SHA-256 of a text in UTF-8, in lower-case hexadecimal: by it others can tell that they have the same text. */
export async function sha256(text: string): Promise<string | null> {
  // Browsers have it only for pages from HTTPS or from this machine; the record can do without.
  if (!text || !crypto.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
