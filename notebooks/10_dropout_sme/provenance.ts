/** Settings with the sources of their numbers. */
import type { Displayable } from "../../lib/notebook/mod.ts";
import { settingsTable } from "../../lib/notebook/mod.ts";

/**
 * The settings of an experiment as a table.
 *
 * @param origins sources of numbers, also for related experiments; any other number is our choice
 */
export function settingsWith(settings: object, origins: Readonly<Record<string, string>>): Displayable {
  const named = Object.keys(settings).map((name) => [name, origins[name] ?? "our choice"]);
  return settingsTable(settings, Object.fromEntries(named));
}
