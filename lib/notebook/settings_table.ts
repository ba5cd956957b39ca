/** A table of an experiment's settings and where each number comes from. */
import { type Displayable, displayable } from "./display.ts";

/** Where settings come from that the table's own list does not name. */
export interface ProvenanceDefaults {
  /** Sources shared by several experiments; it may name settings that this one does not have. */
  readonly common?: Readonly<Record<string, string>>;
  /** Source of everything else; without it every setting must be named. */
  readonly others?: string;
}

/**
 * Settings with their provenance.
 *
 * @param settings the numbers, by name
 * @param own where settings come from (paper, public code, our choice), by name
 * @param defaults where the others come from
 * @throws {RangeError} if a setting has no provenance, or a name of `own` is not a setting
 */
export function settingsTable(
  settings: object,
  own: Readonly<Record<string, string>>,
  { common = {}, others }: ProvenanceDefaults = {},
): Displayable {
  const origin = (name: string) => [own, common].find((list) => Object.hasOwn(list, name))?.[name] ?? others;
  const missing = Object.keys(settings).filter((name) => origin(name) === undefined);
  const unknown = Object.keys(own).filter((name) => !Object.hasOwn(settings, name));
  if (missing.length + unknown.length > 0) {
    throw new RangeError(
      `settings without provenance: ${missing.join(", ") || "none"}; provenance without setting: ${
        unknown.join(", ") || "none"
      }`,
    );
  }
  const rows = Object.entries(settings).map(([name, value]) => [name, compact(value), origin(name)!]);
  return displayable({
    "text/markdown": [
      "| setting | value | where from |",
      "|---|---|---|",
      ...rows.map(([name, value, from]) => `| \`${name}\` | ${value} | ${from} |`),
    ].join("\n"),
    "text/plain": rows.map((row) => row.join(" | ")).join("\n"),
  });
}

function compact(value: unknown): string {
  if (Array.isArray(value)) return value.map(compact).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value).map(([name, inner]) => `${name}: ${compact(inner)}`).join("; ");
}
