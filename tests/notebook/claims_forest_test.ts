import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { type Claim, claimRow, every } from "../../lib/claims/mod.ts";
import { claimsForest, forestScale } from "../../lib/notebook/claims_forest.ts";
import { MEASUREMENT } from "../claims/measurement.ts";

const row = (changes: Partial<Parameters<typeof claimRow>[0]>) =>
  claimRow({ ...MEASUREMENT, ...changes }) as Claim & { readonly rule: NonNullable<Claim["rule"]> };

Deno.test("what meets the rule lies on the positive side, the threshold at 0, the farthest number at distance 1", () => {
  const up = forestScale(row({ perSeed: [1.13, 1.12, 1.1], rule: every(">=", 1.05) }));
  assertEquals(up(1.05), 0);
  assertAlmostEquals(up(1.13), 1);
  assert(up(1) < 0);
  const down = forestScale(row({ perSeed: [1, 2, 4], rule: every("<=", 5), control: null, note: "none" }));
  assertEquals([down(1), down(9)], [1, -1]);
});

Deno.test("positive numbers that are far apart are measured by their logarithms", () => {
  const at = forestScale(
    row({ perSeed: [1e-8, 1e-7, 1e-2], rule: every("<", 1e-5), control: null, note: "none" }),
  );
  assertAlmostEquals(at(1e-8), 1);
  assertAlmostEquals(at(1e-2), -1);
  assertAlmostEquals(at(1e-7), 2 / 3);
});

Deno.test("rows without a rule or without numbers are left out; without any there is no figure", async () => {
  const open = row({ decided: false }), measured = row({ id: "C2", rule: null });
  assertEquals(claimsForest([open, measured]), null);
  const forest = claimsForest([open, row({ id: "C3" }), measured, row({ id: "X1", perSeed: [1, 1, 1] })])!;
  const { data, layout } = (await forest.bundle())["application/vnd.plotly.v1+json"];
  assertEquals((layout.yaxis as { ticktext: string[] }).ticktext, ["C3 ✔", "X1 ✘"]);
  assertEquals(data.map(({ name }) => name), [
    "interval over seeds",
    "✔ reproduced",
    "✘ refuted",
    "control (filled: breaks its own rule)",
  ]);
});
