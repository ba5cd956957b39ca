import { assertEquals, assertRejects } from "@std/assert";
import { betweenTrainings } from "../../lib/train/between_trainings.ts";
import { TrainingStopped } from "../../lib/train/mod.ts";

Deno.test("between trainings the progress is told, and an aborted run ends", async () => {
  const stop = new AbortController(), told: unknown[] = [];
  const progress = (part: string, { step, steps, loss }: { step: number; steps: number; loss: number }) =>
    void told.push([part, step, steps, loss]);
  const between = betweenTrainings({ sizes: [5, 7, 9], maxSteps: 100 }, { signal: stop.signal, progress });
  await between(2, 0.5);
  assertEquals(told, [["descent", 200, 300, 0.5]]);
  stop.abort();
  await assertRejects(() => between(3, 0.5), TrainingStopped, "stopped after step 3");
});
