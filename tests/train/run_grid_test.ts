import { assert, assertEquals, assertGreater, assertRejects, assertStringIncludes } from "@std/assert";
import { pathToFileURL } from "node:url";
import {
  GridError,
  type GridRun,
  runGrid,
  type RunGridOptions,
  runSeeds,
  TrainingStopped,
} from "../../lib/train/mod.ts";
import type { SeedSettings } from "../support/seed_experiment.ts";
import type { SeededResult, SeededSettings } from "../support/seeded_training.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

const TRAINING = import.meta.resolve("../support/seeded_training.ts");
const BEHAVIOUR = import.meta.resolve("../support/seed_experiment.ts");

const SETTINGS: SeededSettings[] = [0.02, 0.05, 0.1].map((rate) => ({
  steps: 60,
  width: 5,
  rate,
  every: 15,
}));

function trainings(
  folder: string,
  options: Partial<RunGridOptions<SeededSettings>> = {},
): Promise<GridRun<SeededSettings, SeededResult>[]> {
  return runGrid({ module: TRAINING, settings: SETTINGS, seeds: [7, 3], folder, workers: 2, ...options });
}

/** Paths of all files, relative to the folder. */
function filesIn(folder: string, inner = ""): string[] {
  return Array.from(Deno.readDirSync(`${folder}/${inner}`)).flatMap(({ name, isDirectory }) =>
    isDirectory ? filesIn(folder, `${inner}${name}/`) : [`${inner}${name}`]
  ).sort();
}

function withoutSeconds(runs: readonly GridRun<unknown, unknown>[]): unknown[] {
  return runs.map(({ settings, seed, result }) => ({ settings, seed, result }));
}

Deno.test("cells are the runs of their settings and seeds, one after another or side by side, a file each", async () => {
  const expected: unknown[] = [];
  for (const settings of SETTINGS) {
    for (
      const { seed, result } of await runSeeds({ module: TRAINING, settings, seeds: [7, 3], workers: 1 })
    ) {
      expected.push({ settings, seed, result });
    }
  }
  assertEquals(new Set(expected.map((run) => JSON.stringify(run))).size, 6);
  for (const workers of [1, 2]) {
    await withTemporaryFolder(async (folder) => {
      assertEquals(withoutSeconds(await trainings(folder, { workers })), expected, `${workers} workers`);
      const files = filesIn(folder);
      assertEquals(files.map((name) => name.replace(/^[0-9a-f]{16}\//, "")).sort(), [
        "3.json",
        "3.json",
        "3.json",
        "7.json",
        "7.json",
        "7.json",
      ]);
    });
  }
});

Deno.test("a grid that was stopped computes only what is missing, and so does one with more seeds and settings", async () => {
  await withTemporaryFolder(async (folder) => {
    const stop = new AbortController();
    let done = 0;
    const stopping = { signal: stop.signal, finished: () => void (++done === 2 && stop.abort()), workers: 1 };
    await assertRejects(() => trainings(folder, stopping), TrainingStopped, "run it again");
    assertEquals(filesIn(folder).filter((name) => name.endsWith(".json")).length, 2);
    const computed: string[] = [];
    const finished = ({ settings, seed }: GridRun<SeededSettings, unknown>) =>
      void computed.push(`${settings.rate} ${seed}`);
    const all = await trainings(folder, { finished });
    assertEquals(computed.sort(), ["0.05 3", "0.05 7", "0.1 3", "0.1 7"]);
    assertEquals(await trainings(folder, { finished }), all);
    assertEquals(computed.length, 4);
    const more = await trainings(folder, {
      settings: [...SETTINGS, { ...SETTINGS[0], width: 4 }],
      seeds: [3, 7, 1],
      finished,
    });
    assertEquals([more.length, computed.length], [12, 4 + 6]);
    await withTemporaryFolder(async (fresh) => {
      assertEquals(withoutSeconds(all), withoutSeconds(await trainings(fresh)));
    });
  });
});

Deno.test("a cell that was stopped goes on within its training, to the same bits, and leaves no checkpoint", async () => {
  const long: SeededSettings = { steps: 4000, width: 5, rate: 0.02, every: 10 };
  const grid = (folder: string, options: Partial<RunGridOptions<SeededSettings>>) =>
    trainings(folder, { settings: [long], seeds: [5], ...options });
  await withTemporaryFolder(async (folder) => {
    const stop = new AbortController(), steps: number[] = [];
    await assertRejects(
      () => grid(folder, { signal: stop.signal, progress: () => stop.abort() }),
      TrainingStopped,
    );
    assertEquals(filesIn(folder).map((name) => name.slice(17)), ["5-training.checkpoint"]);
    const [{ result }] = await grid(folder, { progress: (_, __, { step }) => void steps.push(step) });
    assertGreater(steps[0], 10, "it did not go on from the checkpoint");
    assertEquals(filesIn(folder).map((name) => name.slice(17)), ["5.json"]);
    const [whole] = await runSeeds({ module: TRAINING, settings: long, seeds: [5] });
    assertEquals(result, whole.result as SeededResult);
  });
});

Deno.test("cells that fail are reported once all others are stored, and only they are tried again", async () => {
  await withTemporaryFolder(async (folder) => {
    const settings: SeedSettings[] = [{ kind: "throw", seed: 2 }, { kind: "square" }, {
      kind: "die",
      seed: 1,
    }];
    const computed: number[] = [];
    const grid = () =>
      runGrid({
        module: BEHAVIOUR,
        settings,
        seeds: [1, 2, 3],
        folder,
        workers: 2,
        finished: ({ seed }) => void computed.push(seed),
      });
    for (const already of [0, 7]) {
      const error = await assertRejects(grid, GridError, "2 of 9 cells failed, the others are stored");
      const failed = (error as GridError).failures.map(({ cell }) => JSON.stringify(cell)).sort();
      assertEquals(failed, [
        '{"settings":{"kind":"die","seed":1},"seed":1}',
        '{"settings":{"kind":"throw","seed":2},"seed":2}',
      ]);
      assertStringIncludes(
        (error as Error).message,
        'settings {"kind":"throw","seed":2}, seed 2: RangeError: no luck',
      );
      assertStringIncludes(
        (error as Error).message,
        "seed 1: its worker process died (exit code 137, signal SIGKILL)",
      );
      assertEquals([computed.length, filesIn(folder).length], [7, 7], `${already} were stored before`);
    }
  });
});

Deno.test("a cell whose worker dies is run once more by another", async () => {
  await withTemporaryFolder(async (folder) => {
    const settings: SeedSettings[] = [{ kind: "die once", seed: 2, marker: `${folder}/tried` }];
    const runs = await runGrid({
      module: BEHAVIOUR,
      settings,
      seeds: [1, 2],
      folder: `${folder}/grid`,
      workers: 2,
    });
    assertEquals(runs.map(({ result }) => result), [1, 2]);
    assert(await Deno.stat(`${folder}/tried`));
  });
});

Deno.test("results of other code are not used", async () => {
  await withTemporaryFolder(async (folder) => {
    const module = pathToFileURL(`${folder}/experiment.ts`);
    const results = async (factor: number) => {
      const source = `export default { name: "factor", settings: {}, seeds: {}, steps: () => 1, ` +
        `run: (settings, seed) => Promise.resolve(${factor} * settings * seed) };\n`;
      await Deno.writeTextFile(module, source);
      return (await runGrid({ module, settings: [10], seeds: [1, 2], folder: `${folder}/grid` }))
        .map(({ result }) => result);
    };
    assertEquals([await results(1), await results(2), await results(1)], [[10, 20], [20, 40], [10, 20]]);
    assertEquals(filesIn(`${folder}/grid`).length, 4);
  });
});

Deno.test("a damaged result is refused with its path, and grids that make no sense are refused", async () => {
  await withTemporaryFolder(async (folder) => {
    const grid = (options: Partial<RunGridOptions<SeedSettings>> = {}) =>
      runGrid<SeedSettings, unknown>({
        module: BEHAVIOUR,
        settings: [{ kind: "square" }],
        seeds: [1, 2],
        folder,
        ...options,
      });
    await grid();
    const [first, second] = filesIn(folder).map((name) => `${folder}/${name}`);
    const good = await Deno.readTextFile(first);
    for (const text of [good.slice(0, -9), "", "null", "{}", await Deno.readTextFile(second)]) {
      await Deno.writeTextFile(first, text);
      await assertRejects(grid, SyntaxError, `result ${first} `);
    }
    await Deno.writeTextFile(first, good);
    assertEquals((await grid()).length, 2);
    for (const workers of [0, 1.5, NaN]) {
      await assertRejects(() => grid({ workers }), RangeError, `got ${workers}`);
    }
    await assertRejects(() => grid({ seeds: [1, 1] }), RangeError, "runGrid: seed 1 is given twice");
    const settings: SeedSettings[] = [{ kind: "square" }, { kind: "wait" }, { kind: "square" }];
    await assertRejects(() => grid({ settings }), RangeError, `settings {"kind":"square"} are given twice`);
    const rates = [{ kind: "square", rate: NaN } as SeedSettings];
    await assertRejects(() => grid({ settings: rates }), TypeError, "settings 0.rate is NaN");
    assertEquals(await grid({ settings: [] }), []);
  });
});
