/** A unique text for each value: JSON according to RFC 8785, and digests of it. */
import { sha256 } from "../io/sha256.ts";
import canonicalize from "canonicalize";
import { plainJson } from "./plain_json.ts";

/**
 * Canonical JSON of plain data (RFC 8785): sorted names, no white space, shortest numbers.
 *
 * @throws {TypeError} for values that JSON cannot hold, as {@linkcode plainJson}
 */
export function canonicalJson(value: unknown, what: string): string {
  plainJson(value, what);
  return canonicalize(value)!;
}

/** The first 16 hexadecimal digits of the SHA-256 of a text. */
export function textDigest(text: string): string {
  return sha256().update(text).hex().slice(0, 16);
}
