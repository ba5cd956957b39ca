import { assertAlmostEquals, assertEquals } from "@std/assert";
import convolutionProfiles from "../../../notebooks/10_dropout_sme/convolution_profiles.ts";
import { CONTEXT } from "./small_runs.ts";

const SMALL = { ...convolutionProfiles.settings, side: 7, hidden: 5, batch: 10, epochs: 4 };

Deno.test("profiles of two convolutions start from the loss of their network", async () => {
  const run = await convolutionProfiles.run(
    { ...SMALL, rows: 40, testRows: 10, directions: 1, points: 5 },
    100,
    CONTEXT,
  );
  assertEquals(JSON.parse(JSON.stringify(run)), run);
  for (const name of ["dropout", "plain", "otherPlain", "plainAtLoss", "otherPlainAtLoss"] as const) {
    assertAlmostEquals(run[name].profile[2], run[name].loss, 1e-3);
  }
  assertEquals(run.plain.epochs, 4);
  assertEquals(run.plainAtLoss.epochs >= 1 && run.plainAtLoss.epochs <= 4, true);
});
