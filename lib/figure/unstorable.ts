import { isArray } from "./numbers.ts";

/** Maximum nesting of attributes; a deeper value must contain itself. */
const MOST_DEPTH = 30;

/** An attribute that a figure cannot store. */
export interface Unstorable {
  /** Its path, e.g. `x[3]` or `marker.color[0]`. */
  readonly path: string;
  /** What it is, e.g. `an invalid Date`. */
  readonly what: string;
  /** `"type"` if no value of its type can be stored, `"value"` if others can. */
  readonly fault: "type" | "value";
}

/**
 * Looks for values that JSON cannot hold: functions, symbols, 64-bit integers, invalid dates, values that contain
 * themselves.
 *
 * @param value an attribute, at any depth
 * @param path its path
 * @param depth how deep
 * @returns the first one, or `undefined`
 */
export function findUnstorable(value: unknown, path: string, depth: number = 0): Unstorable | undefined {
  if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") {
    return { path, what: `a ${typeof value}`, fault: "type" };
  }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? { path, what: "an invalid Date", fault: "value" } : undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > MOST_DEPTH) return { path, what: "a value that contains itself", fault: "type" };
  if (isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      if (typeof value[i] === "number") continue;
      const found = findUnstorable(value[i], `${path}[${i}]`, depth + 1);
      if (found) return found;
    }
    return undefined;
  }
  for (const [key, item] of Object.entries(value)) {
    const found = findUnstorable(item, path === "" ? key : `${path}.${key}`, depth + 1);
    if (found) return found;
  }
  return undefined;
}
