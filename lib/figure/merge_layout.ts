import type { Layout } from "./trace.ts";

/**
 * Merges one layout over another: plain objects are merged at every depth, everything else (including arrays) is
 * replaced.
 *
 * @param base attributes that apply unless `over` overrides them
 * @param over attributes that win; `undefined` counts as absent
 * @returns a new layout; neither argument is changed
 */
export function mergeLayout(base: Layout, over: Layout): Layout {
  const merged: Layout = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue;
    const below = merged[key];
    merged[key] = isPlainObject(below) && isPlainObject(value) ? mergeLayout(below, value) : value;
  }
  return merged;
}

/**
 * Whether a value is an object of attributes (no array, no typed array, no class instance).
 *
 * @param value any value
 * @returns true for `{…}`
 */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
