import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { type Contest, fastest } from "../../lib/graph/auto.ts";
import { AbsentEngineError, EngineError, type EngineName } from "../../lib/graph/mod.ts";

interface Fake {
  engine: EngineName;
  dispose(): Promise<void>;
}

/** Engines that sleep for a step, or fail; what was disposed and said is kept. */
function contest(
  outcomes: Partial<Record<EngineName, number | Error>>,
  precision: "float32" | "float64" = "float32",
): Contest<Fake> & { disposed: EngineName[]; lines: string[] } {
  const disposed: EngineName[] = [], lines: string[] = [];
  return {
    disposed,
    lines,
    precision,
    maxSteps: 4,
    open(engine) {
      const outcome = outcomes[engine] ??
        new AbsentEngineError(`engine ${engine}: absent, not in this test`);
      if (outcome instanceof AbsentEngineError) return Promise.reject(outcome);
      return Promise.resolve({ engine, dispose: () => Promise.resolve(void disposed.push(engine)) });
    },
    async run({ engine }, steps) {
      const outcome = outcomes[engine];
      if (outcome instanceof Error) throw outcome;
      await new Promise((resolve) => setTimeout(resolve, outcome! * steps));
    },
    report: (line) => void lines.push(line),
  };
}

// The webgpu backend that is looked at keeps its device.
const settings = { sanitizeResources: false, sanitizeOps: false };

Deno.test({
  ...settings,
  name: "engine auto chooses the fastest, frees the others, and says why each was not chosen",
  async fn() {
    const missing = new EngineError("engine tensorflow: does not compute op erf of float [2]: no kernel");
    const trial = contest({ onnx: 40, tensorflow: missing, wasm: 4 });
    const { engine } = await fastest(trial);
    assertEquals([engine, [...trial.disposed].sort()], ["wasm", ["onnx", "tensorflow"]]);
    assertEquals(trial.lines.length, 1);
    const [line] = trial.lines;
    assertStringIncludes(line, "engine auto chose wasm, ");
    assertStringIncludes(line, " ms per step; not chosen: ");
    assertStringIncludes(line, "tensorflow (does not compute op erf of float [2]: no kernel)");
    assertStringIncludes(line, "webgpu (");
    assertStringIncludes(line, "onnx (4");
    assertStringIncludes(line, "cpu (only if no other runs)");
  },
});

Deno.test({
  ...settings,
  name:
    "engine auto falls back on cpu where nothing else runs, and fails with every reason where that fails too",
  async fn() {
    const alone = contest({ cpu: 1 });
    assertEquals((await fastest(alone)).engine, "cpu");
    assertEquals(alone.disposed, []);
    assertStringIncludes(alone.lines[0], "onnx (absent, not in this test)");
    const error = await assertRejects(
      () => fastest(contest({ cpu: new Error("out of memory") })),
      EngineError,
    );
    assertStringIncludes(error.message, "no engine runs this program: onnx (absent, not in this test)");
    assertStringIncludes(error.message, "cpu (out of memory)");
  },
});

Deno.test("engine auto does not try engines without float64 on a float64 program", async () => {
  const trial = contest({ onnx: 1, wasm: 1, cpu: 1 }, "float64");
  assertEquals((await fastest(trial)).engine, "onnx");
  assertStringIncludes(trial.lines[0], "wasm (computes in float32 only)");
});
