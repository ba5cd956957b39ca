import { assertEquals, assertThrows } from "@std/assert";
import { train } from "../../lib/train/mod.ts";
import { setUsualSaveSeconds, usualSaveSeconds } from "../../lib/train/save_seconds.ts";
import { seededTraining } from "../support/seeded_training.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

/** Number of files that a training of many calls has saved in, as far as their numbers differ. */
function saves(saveSeconds?: number): Promise<number> {
  return withTemporaryFolder(async (folder) => {
    const checkpoint = `${folder}/run.checkpoint`, seen = new Set<number | null>();
    await train({
      ...seededTraining({ steps: 200, width: 4, rate: 0.01, every: 10 }, 1),
      checkpoint,
      ...(saveSeconds === undefined ? {} : { saveSeconds }),
      progress() {
        try {
          seen.add(Deno.statSync(checkpoint).ino);
        } catch {
          // It has not been saved.
        }
      },
    });
    return seen.size;
  });
}

Deno.test("a training saves as often as its process says, unless it says so itself", async () => {
  const before = usualSaveSeconds();
  try {
    setUsualSaveSeconds(0);
    assertEquals(await saves() > 0, true);
    assertEquals(await saves(1000), 0);
    setUsualSaveSeconds(1000);
    assertEquals(await saves(), 0);
    for (const bad of [-1, NaN]) assertThrows(() => setUsualSaveSeconds(bad), RangeError, `got ${bad}`);
  } finally {
    setUsualSaveSeconds(before);
  }
});
