import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { gridRuns, loadGrid, runGridLive } from "../../lib/notebook/mod.ts";
import { TrainingStopped } from "../../lib/train/mod.ts";
import { withGridModule } from "../support/grid_module.ts";

Deno.test("a grid computes its missing cells by rank, says cost, done and failed ones, and goes on", () =>
  withGridModule(async (module) => {
    const experiment = await loadGrid<unknown, unknown>(module), said: string[] = [];
    const run = () => runGridLive(module, experiment, { workers: 1, say: (text) => void said.push(text) });
    const [failed, ...others] = await run();
    assertEquals(others, []);
    assertStringIncludes(failed, "no luck");
    assertStringIncludes(said[0], "5 of 5 cells, 15 steps, about 15 minutes of one core");
    const done = said.filter((text) => text.startsWith("done "));
    assertEquals(done.map((text) => /: (\w+), .*seed (\d)/.exec(text)!.slice(1).join(" ")), [
      "first 1",
      "first 2",
      "second 1",
      "third 5",
    ]);
    assertStringIncludes(said.join("\n"), "4 cells done, 1 failed");
    assertEquals((await gridRuns(module, () => {})).stored.map(({ result }) => result), [2, 4, 3, 20]);
    said.length = 0;
    assertEquals((await run()).length, 1);
    assertStringIncludes(said[0], "1 of 5 cells, 4 steps");
  }));

Deno.test("a stopped grid keeps what is finished", () =>
  withGridModule(async (module) => {
    const experiment = await loadGrid<unknown, unknown>(module), stop = new AbortController();
    const say = (text: string) => void (text.startsWith("done 1") && stop.abort());
    await assertRejects(
      () => runGridLive(module, experiment, { workers: 1, signal: stop.signal, say }),
      TrainingStopped,
    );
    const { stored, cells } = await gridRuns(module, () => {});
    assertEquals(stored.length < cells.length - 1 && stored[0].result === 2, true, `${stored.length} cells`);
  }));
