/** Results as JSON that can be read back unchanged. */

/**
 * JSON text of plain data: objects, arrays, texts, finite numbers, booleans and null.
 *
 * @throws {TypeError} if `JSON.stringify` would silently change something: NaN and infinities (null), typed arrays,
 *   dates and maps (other objects), undefined, functions (left out); it names the path
 */
export function plainJson(value: unknown, what: string): string {
  requirePlain(value, what);
  return JSON.stringify(value);
}

function requirePlain(value: unknown, place: string): void {
  if (value === null || typeof value === "string" || typeof value === "boolean") return;
  if (typeof value === "number" && Number.isFinite(value)) return;
  if (Array.isArray(value)) return value.forEach((item, i) => requirePlain(item, `${place}[${i}]`));
  if (typeof value === "object" && [Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    return Object.entries(value).forEach(([name, item]) => requirePlain(item, `${place}.${name}`));
  }
  const found = typeof value === "object" ? `a ${value.constructor.name}` : String(value);
  throw new TypeError(
    `${place}: JSON cannot hold ${found}, allowed are finite numbers, texts, truth values, null, ` +
      "plain arrays and objects",
  );
}
