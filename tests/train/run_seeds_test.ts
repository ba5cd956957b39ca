import { assert, assertEquals, assertInstanceOf, assertRejects, assertStringIncludes } from "@std/assert";
import { runSeeds, type RunSeedsOptions, SeedRunError, TrainingStopped } from "../../lib/train/mod.ts";
import type { SeedSettings } from "../support/seed_experiment.ts";
import training, { type SeededResult } from "../support/seeded_training.ts";

const MODULE = import.meta.resolve("../support/seed_experiment.ts");

type Options = Omit<RunSeedsOptions<SeedSettings>, "module" | "settings" | "seeds">;

async function results(settings: SeedSettings, seeds: number[], options: Options = {}): Promise<unknown[]> {
  const runs = await runSeeds<SeedSettings, unknown>({
    module: MODULE,
    settings,
    seeds,
    workers: 2,
    ...options,
  });
  assertEquals(runs.map(({ seed }) => seed), seeds);
  assert(runs.every(({ seconds }) => seconds >= 0));
  return runs.map(({ result }) => result);
}

Deno.test("results come in the order of the seeds, the same with one worker and with two", async () => {
  const seeds = [4, 1, 3, 2, 7], expected = seeds.map((seed) => ({ square: seed * seed }));
  for (const workers of [1, 2]) {
    const finished: number[] = [];
    const found = await results({ kind: "square" }, seeds, {
      workers,
      finished: ({ seed }) => void finished.push(seed),
    });
    assertEquals(found, expected, `${workers} workers`);
    assertEquals(finished.toSorted(), seeds.toSorted());
  }
});

Deno.test("no seeds are no work", async () => {
  assertEquals(await results({ kind: "square" }, []), []);
});

Deno.test("progress names seed and part", async () => {
  const seen: [number, string, number][] = [];
  await results({ kind: "square" }, [3], {
    progress: (seed, part, { step }) => void seen.push([seed, part, step]),
  });
  assertEquals(seen, [[3, "all", 3]]);
});

Deno.test("parts have checkpoint paths of their own, and none without a folder", async () => {
  const [paths] = await results({ kind: "checkpoint" }, [3], { checkpoints: "/kept" }) as string[][];
  assertEquals(paths, ["/kept/3-first.checkpoint", "/kept/3-second.checkpoint"]);
  // JSON has no undefined, and says so instead of giving null.
  await assertRejects(() => results({ kind: "checkpoint" }, [3]), SeedRunError, "result[0] is undefined");
});

Deno.test("what an experiment prints is passed on, and half a line does not swallow its result", async () => {
  const log = console.log, printed: unknown[] = [];
  console.log = (text: unknown) => void printed.push(text);
  try {
    assertEquals(await results({ kind: "print" }, [1, 2], { workers: 1 }), [1, 2]);
  } finally {
    console.log = log;
  }
  assertEquals(printed, ["line of 1", "half a line of 1", "line of 2", "half a line of 2"]);
});

Deno.test("a run that throws fails with its seed, its error and where it was thrown", async () => {
  const error = await assertRejects(() => results({ kind: "throw", seed: 2 }, [1, 2, 3]), SeedRunError);
  assertStringIncludes(error.message, "seed 2: RangeError: no luck with 2");
  assertStringIncludes(error.message, "seed_experiment.ts");
});

Deno.test("a module that is no experiment, or is not there, is a failed run", async () => {
  const of = (module: string) => () => runSeeds({ module, settings: {}, seeds: [1] });
  const here = import.meta.resolve("../support/tensors.ts");
  await assertRejects(of(here), SeedRunError, "seed 1: TypeError");
  await assertRejects(of(import.meta.resolve("./absent.ts")), SeedRunError, "absent.ts");
});

Deno.test("a result that JSON would change is a failed run", async () => {
  await assertRejects(() => results({ kind: "not a number" }, [1]), SeedRunError, "result.curve[1] is NaN");
});

Deno.test("a worker that dies once is replaced", async () => {
  const folder = await Deno.makeTempDir({ prefix: "run-seeds-test-" });
  try {
    const settings: SeedSettings = { kind: "die once", seed: 2, marker: `${folder}/tried` };
    assertEquals(await results(settings, [1, 2, 3]), [1, 2, 3]);
    assert(await Deno.stat(settings.marker));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a seed whose worker dies every time fails with its name", async () => {
  const error = await assertRejects(
    () => results({ kind: "die", seed: 2 }, [1, 2], { workers: 1 }),
    SeedRunError,
  );
  assertStringIncludes(error.message, "seed 2: its worker process died");
  assertStringIncludes(error.message, "SIGKILL");
});

Deno.test("an abort lets running seeds save, starts no other, and says how far it came", async () => {
  const stop = new AbortController(), started: number[] = [];
  const error = await assertRejects(() =>
    results({ kind: "wait" }, [1, 2, 3, 4], {
      signal: stop.signal,
      checkpoints: "/kept",
      progress(seed) {
        started.push(seed);
        if (started.length === 2) stop.abort();
      },
    }), TrainingStopped);
  assertInstanceOf(error, TrainingStopped);
  assertEquals(error.step, 5);
  assertStringIncludes(error.message, "run it again to go on from there");
  assertEquals(started.toSorted(), [1, 2]);
});

Deno.test("an abort before the start runs nothing", async () => {
  const started: number[] = [];
  await assertRejects(
    () =>
      results({ kind: "square" }, [1, 2], {
        signal: AbortSignal.abort(),
        progress: (seed) => void started.push(seed),
      }),
    TrainingStopped,
  );
  assertEquals(started, []);
});

Deno.test("a finished() that fails stops the other seeds and is the error", async () => {
  const failing = () => Promise.reject(new TypeError("disk full"));
  await assertRejects(
    () => results({ kind: "square" }, [1, 2, 3], { finished: failing }),
    TypeError,
    "disk full",
  );
});

Deno.test("numbers of workers and seeds that make no sense are refused", async () => {
  for (const workers of [0, -1, 1.5, NaN]) {
    await assertRejects(() => results({ kind: "square" }, [1], { workers }), RangeError, `got ${workers}`);
  }
  await assertRejects(() => results({ kind: "square" }, [1, 2, 1]), RangeError, "seed 1 is given twice");
});

Deno.test("eight trainings over two workers are bit-equal to one after another, and to this process", async () => {
  const settings = { ...training.settings.quick, steps: 50 }, seeds = [8, 7, 6, 5, 4, 3, 2, 1];
  const module = import.meta.resolve("../support/seeded_training.ts");
  const of = async (workers: number) =>
    (await runSeeds({ module, settings, seeds, workers })).map(({ result }) => result as SeededResult);
  const together = await of(2);
  assertEquals(together, await of(1));
  const here = await training.run(settings, 8, {
    signal: new AbortController().signal,
    progress() {},
    checkpoint: () => undefined,
  });
  assertEquals(together[0], here);
  assertEquals(new Set(together.map(({ parameters }) => `${parameters}`)).size, 8);
});
