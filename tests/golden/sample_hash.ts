import { createHash } from "node:crypto";

/** The first 16 digits of the SHA-256 digest of tokens and labels. */
export function sampleHash({ tokens, labels }: { tokens: Int32Array; labels: Int32Array }): string {
  const hash = createHash("sha256");
  for (const array of [tokens, labels]) hash.update(array.join(" ")).update("\n");
  return hash.digest("hex").slice(0, 16);
}
