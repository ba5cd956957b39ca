import { assert, assertEquals } from "@std/assert";
import type { Claim } from "../../../lib/claims/mod.ts";
import { runs } from "../../../lib/experiments/mod.ts";
import * as decide from "../../../notebooks/02_matching_mechanism/claims.ts";
import buffers from "../../../notebooks/02_matching_mechanism/buffers.ts";
import controls from "../../../notebooks/02_matching_mechanism/controls.ts";
import lastLayer from "../../../notebooks/02_matching_mechanism/last_layer_buffer.ts";
import moreLinks from "../../../notebooks/02_matching_mechanism/more_links.ts";
import normAndStart from "../../../notebooks/02_matching_mechanism/norm_and_start.ts";
import paperTask from "../../../notebooks/02_matching_mechanism/paper_task.ts";
import widthLaw from "../../../notebooks/02_matching_mechanism/width_law.ts";

const FULL = { profile: "full" } as const;

/** Rows on the mechanism: the first reading, and the same at the other start. */
const TWINS = [
  ...[["C2", "C2d"], ["C2b", "C2e"], ["C2c", "C2f"], ["C3", "C3b"], ["C3c", "C3d"], ["C3f", "C3g"]],
  ...[["C4", "C4e"], ["C4b", "C4f"], ["C4c", "C4g"], ["X1", "X1c"], ["X1b", "X1d"]],
];

async function allRows(): Promise<Claim[]> {
  const comparison = await runs(normAndStart, FULL), widths = await runs(widthLaw, FULL);
  const trained = await runs(controls, FULL);
  return [
    ...decide.matchingClaims(comparison, trained, await runs(paperTask, FULL)),
    ...decide.transferClaims(comparison, trained, widths),
    ...decide.extensionClaims({
      comparison,
      ownBuffers: await runs(buffers, FULL),
      moreLinks: await runs(moreLinks, FULL),
      widths,
      lastLayer: await runs(lastLayer, FULL),
    }),
  ];
}

Deno.test("each row on the mechanism is decided at both starts, by one rule and one control's rule", async () => {
  Deno.env.set("NOTEBOOK_PROFILE", "full");
  const rows = await allRows().finally(() => Deno.env.delete("NOTEBOOK_PROFILE"));
  assertEquals(new Set(rows.map(({ id }) => id)).size, rows.length);
  const of = (id: string) => rows.find((row) => row.id === id)!;
  for (const [one, other] of TWINS) {
    assertEquals(of(one).rule, of(other).rule, one);
    assertEquals(of(one).control?.rule, of(other).control?.rule, one);
    assert(of(one).quantity !== of(other).quantity, one);
  }
  // Rows that were added after the runs say so.
  const added = rows.filter(({ changed }) => changed.length > 0).map(({ id }) => id);
  const later = ["C2d", "C2e", "C2f", "C3f", "C3g", "C4d", "C4e", "C4f", "C4g", "C4h", "X1c", "X1d"];
  assertEquals(added.toSorted(), later);
});
