import {
  assert,
  assertEquals,
  assertGreater,
  assertInstanceOf,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import {
  CaseError,
  casesOf,
  type Experiment,
  type FinishedCase,
  loadExperiment,
  runCases,
  type RunCasesOptions,
} from "../../lib/experiments/mod.ts";
import { TrainingStopped } from "../../lib/train/mod.ts";
import behaviour, { type SeedSettings } from "../support/seed_experiment.ts";
import training, { type SeededResult, type SeededSettings } from "../support/seeded_training.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

type Options = Partial<RunCasesOptions<SeedSettings, unknown>>;

async function results(settings: SeedSettings, seeds: number[], options: Options = {}): Promise<unknown[]> {
  const runs = await runCases(behaviour, casesOf(behaviour, settings, seeds), {
    folder: null,
    workers: 2,
    ...options,
  });
  assert(runs.every(({ seconds }) => seconds >= 0));
  return runs.map(({ result }) => result);
}

function trainings(
  settings: Partial<SeededSettings>,
  seeds: number[],
  options: Partial<RunCasesOptions<SeededSettings, SeededResult>> = {},
): Promise<FinishedCase<SeededSettings, SeededResult>[]> {
  const all = casesOf(training, { ...training.settings, ...settings }, seeds);
  return runCases(training, all, { folder: null, workers: 2, ...options });
}

/** Paths of all files, relative to the folder. */
function filesIn(folder: string, inner = ""): string[] {
  return Array.from(Deno.readDirSync(`${folder}/${inner}`)).flatMap(({ name, isDirectory }) =>
    isDirectory ? filesIn(folder, `${inner}${name}/`) : [`${inner}${name}`]
  ).sort();
}

Deno.test("results come in the order of the cases, the same with one worker and with two", async () => {
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
  assertEquals(await results({ kind: "square" }, []), []);
});

Deno.test("parts have checkpoints in the folder of their case, and none without a folder", async () => {
  await withTemporaryFolder(async (folder) => {
    const [{ key }] = casesOf(behaviour, { kind: "checkpoint" }, [3]);
    const [paths] = await results({ kind: "checkpoint" }, [3], { folder }) as string[][];
    assertEquals(paths, [`${folder}/${key}/first.checkpoint`, `${folder}/${key}/second.checkpoint`]);
    assertEquals(filesIn(folder), [], "a finished case leaves nothing");
  });
  // JSON has no undefined, and says so instead of giving null.
  await assertRejects(
    () => results({ kind: "checkpoint" }, [3]),
    CaseError,
    "result[0]: JSON cannot hold undefined",
  );
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

Deno.test("a case that throws fails with its name, its error and where it was thrown", async () => {
  const error = await assertRejects(() => results({ kind: "throw", seed: 2 }, [1, 2, 3]), CaseError);
  assertStringIncludes(error.message, "seed 2: RangeError: no luck with 2");
  assertStringIncludes(error.message, "seed_experiment.ts");
});

Deno.test("where failures are told, the other cases go on", async () => {
  const failed: number[] = [];
  const told = { failed: ({ seed }: { seed: number }) => void failed.push(seed) };
  assertEquals(await results({ kind: "throw", seed: 2 }, [1, 2, 3], told), [1, 3]);
  assertEquals(failed, [2]);
});

Deno.test("a result that JSON would change is a failed case", async () => {
  await assertRejects(
    () => results({ kind: "not a number" }, [1]),
    CaseError,
    "result.curve[1]: JSON cannot hold NaN",
  );
});

Deno.test("a worker that dies once is replaced; one that dies every time fails its case", async () => {
  await withTemporaryFolder(async (folder) => {
    const settings: SeedSettings = { kind: "die once", seed: 2, marker: `${folder}/tried` };
    assertEquals(await results(settings, [1, 2, 3]), [1, 2, 3]);
    assert(await Deno.stat(settings.marker));
  });
  const error = await assertRejects(
    () => results({ kind: "die", seed: 2 }, [1, 2], { workers: 1 }),
    CaseError,
  );
  assertStringIncludes(error.message, "seed 2: its worker process died");
  assertStringIncludes(error.message, "SIGKILL");
});

Deno.test("an abort lets running cases save, starts no other, and says how far it came", async () => {
  await withTemporaryFolder(async (folder) => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 1500);
    const error = await assertRejects(
      () => results({ kind: "wait" }, [1, 2, 3, 4], { signal: stop.signal, folder }),
      TrainingStopped,
    );
    assertInstanceOf(error, TrainingStopped);
    assertEquals(error.step, 5);
    assertStringIncludes(error.message, "run it again to continue from there");
    assertEquals(filesIn(folder).filter((name) => name.endsWith("/seconds")).length, 2, "two were begun");
  });
  await assertRejects(
    () => results({ kind: "square" }, [1], { signal: AbortSignal.abort() }),
    TrainingStopped,
  );
});

Deno.test("a finished() that fails stops the other cases and is the error", async () => {
  const failing = () => Promise.reject(new TypeError("disk full"));
  await assertRejects(
    () => results({ kind: "square" }, [1, 2, 3], { finished: failing }),
    TypeError,
    "disk full",
  );
});

Deno.test("numbers of workers and cases that make no sense are refused", async () => {
  for (const workers of [0, -1, 1.5, NaN]) {
    await assertRejects(() => results({ kind: "square" }, [1], { workers }), RangeError, `got ${workers}`);
  }
  await assertRejects(() => results({ kind: "square" }, [1, 2, 1]), RangeError, "seed 1 is given twice");
});

Deno.test("eight trainings over two workers are bit-equal to one after another, and to this process", async () => {
  const seeds = [8, 7, 6, 5, 4, 3, 2, 1];
  const of = async (workers: number) =>
    (await trainings({ steps: 50 }, seeds, { workers })).map(({ result }) => result);
  const together = await of(2);
  assertEquals(together, await of(1));
  const here = await training.run({ ...training.settings, steps: 50 }, 8, {
    signal: new AbortController().signal,
    progress() {},
    checkpoint: () => undefined,
  });
  assertEquals(together[0], here);
  assertEquals(new Set(together.map(({ parameters }) => `${parameters}`)).size, 8);
});

Deno.test("a case that was stopped goes on within its training, to the same bits, digests and added seconds", async () => {
  await withTemporaryFolder(async (folder) => {
    const long = { steps: 8000, every: 10 }, stop = new AbortController();
    const timer = setInterval(
      () => filesIn(folder).some((name) => name.endsWith("/lock")) && stop.abort(),
      20,
    );
    await assertRejects(() => trainings(long, [5], { folder, signal: stop.signal }), TrainingStopped);
    clearInterval(timer);
    const [first, second] = filesIn(folder).map((name) => name.slice(17));
    assertEquals([first, second], ["seconds", "training.checkpoint"]);
    const [{ key }] = casesOf(training, { ...training.settings, ...long }, [5]);
    await Deno.writeTextFile(`${folder}/${key}/seconds`, "1000");
    const [resumed] = await trainings(long, [5], { folder });
    assertGreater(resumed.seconds, 1000);
    assertEquals(filesIn(folder), []);
    const [whole] = await trainings(long, [5]);
    assertEquals(resumed.result, whole.result);
    assertEquals(resumed.trainings, whole.trainings);
    assertEquals(Object.keys(whole.trainings[0].digests), ["8", "64", "8000"]);
  });
});

Deno.test("a case that another process is at work on is refused by its number and command", async () => {
  await withTemporaryFolder(async (folder) => {
    const stop = new AbortController(),
      waiting = results({ kind: "wait" }, [1], { folder, signal: stop.signal });
    while (!filesIn(folder).some((name) => name.endsWith("/lock"))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const error = await assertRejects(
      () => results({ kind: "wait" }, [1], { folder }),
      CaseError,
      "LockedError",
    );
    assert(/in use by process \d+: deno worker\.ts/.test(error.message), error.message);
    stop.abort();
    await assertRejects(() => waiting, TrainingStopped);
  });
});

Deno.test("a training in another precision or engine than the experiment names is refused", async () => {
  const other: Experiment<SeededSettings, SeededResult> = { ...training, precision: ["float64"] };
  const { runCase } = await import("../../lib/experiments/workers/run_case.ts");
  const here = { settings: { ...training.settings, steps: 2, every: 1 }, seed: 1, folder: null };
  const context = { signal: new AbortController().signal, progress() {} };
  await assertRejects(
    () => runCase(other as never, here, context),
    RangeError,
    'a training has precision "float32", the experiment names "float64"; add it',
  );
  assertEquals((await loadExperiment(training.module)).precision, ["float32"]);
});

Deno.test("a data set that an experiment reads and does not name is refused", async () => {
  const { noteDataSet } = await import("../../lib/data/used_sets.ts");
  const { runCase } = await import("../../lib/experiments/workers/run_case.ts");
  const reading = { ...behaviour, run: () => Promise.resolve(noteDataSet("mnist") ?? null) };
  const here = { settings: { kind: "square" }, seed: 1, folder: null };
  const context = { signal: new AbortController().signal, progress() {} };
  await assertRejects(
    () => runCase(reading as never, here, context),
    RangeError,
    'experiment seed_experiment: it reads data set "mnist", which it does not name',
  );
  const named = { ...reading, data: { mnist: "0123456789abcdef" } };
  assertEquals((await runCase(named as never, here, context)).result, null);
});
