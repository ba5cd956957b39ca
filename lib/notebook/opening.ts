/** The first lines of a notebook: its environment. */
import type { Profile } from "../claims/claim.ts";
import { denoVersionWarning } from "./deno_version.ts";
import { type Displayable, displayable } from "./display.ts";

/** A table of the environment: profile, Deno, engine's package, processes. */
export function environmentTable(
  profile: Profile,
  details: Readonly<Record<string, string>> = {},
): Displayable {
  const rows: [string, string][] = [
    ["profile", profile],
    ["Deno", Deno.version.deno],
    ["worker processes", String(navigator.hardwareConcurrency)],
    ...Object.entries(details),
  ];
  const warning = denoVersionWarning();
  return displayable({
    "text/markdown": [
      "| | |",
      "|---|---|",
      ...rows.map(([name, value]) => `| ${name} | ${value} |`),
      ...(warning ? ["", `**Note.** ${warning}`] : []),
    ].join("\n"),
    "text/plain": [...rows.map(([name, value]) => `${name}: ${value}`), ...(warning ? [warning] : [])].join(
      "\n",
    ),
  });
}
