/** One-line or many-line rendering of a value for a failure message, without colours. */
export function describe(value: unknown): string {
  return Deno.inspect(value, { depth: 6, iterableLimit: 50, strAbbreviateSize: 500, sorted: true });
}

/** `text`, followed by `: message` when the caller gave a message of their own. */
export function withMessage(text: string, message: string | undefined): string {
  return message ? `${text}: ${message}` : text;
}
