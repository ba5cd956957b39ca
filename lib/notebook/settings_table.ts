/** A table of an experiment's settings and where each number comes from. */
import { type Displayable, displayable } from "./display.ts";

/**
 * Settings with their provenance.
 *
 * @param settings the numbers, by name
 * @param provenance for each name, where it comes from (paper, public code, our choice)
 * @throws {RangeError} if a setting has no provenance, or a provenance has no setting
 */
export function settingsTable(
  settings: object,
  provenance: Readonly<Record<string, string>>,
  others?: string,
): Displayable {
  const names = Object.keys(settings);
  const missing = names.filter((name) => !(name in provenance));
  const unknown = Object.keys(provenance).filter((name) => !names.includes(name));
  if (others === undefined && missing.length + unknown.length > 0) {
    throw new RangeError(
      `settings without provenance: ${missing.join(", ") || "none"}; provenance without setting: ${
        unknown.join(", ") || "none"
      }`,
    );
  }
  const rows = Object.entries(settings).map((
    [name, value],
  ) => [name, compact(value), provenance[name] ?? others]);
  return displayable({
    "text/markdown": [
      "| setting | value | where from |",
      "|---|---|---|",
      ...rows.map(([name, value, origin]) => `| \`${name}\` | ${value} | ${origin} |`),
    ].join("\n"),
    "text/plain": rows.map((row) => row.join(" | ")).join("\n"),
  });
}

function compact(value: unknown): string {
  if (Array.isArray(value)) return value.map(compact).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value).map(([name, inner]) => `${name}: ${compact(inner)}`).join("; ");
}
