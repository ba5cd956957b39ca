import { sha256 } from "../io/sha256.ts";

/**
 * Digest by which results name the data that they were computed from.
 *
 * @param parts texts or bytes, one after the other
 * @returns 16 hexadecimal digits of a SHA-256
 */
export function dataDigest(parts: Iterable<string | Uint8Array>): string {
  const hash = sha256();
  for (const part of parts) hash.update(part);
  return hash.hex().slice(0, 16);
}
