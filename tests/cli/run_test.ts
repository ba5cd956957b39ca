import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { dirname, join } from "node:path";
import { claimRow } from "../../lib/claims/claim_row.ts";
import { CLAIMS_MIME } from "../../lib/claims/claims_table.ts";
import { RUNS_FOLDER } from "../../lib/cli/paths.ts";
import { readNotebook } from "../../lib/jupyter/read_notebook.ts";
import { runTask } from "./run_task.ts";
import { writeNotebook } from "../../lib/jupyter/write_notebook.ts";

/** Writes a notebook of the given cells into an empty folder and gives its path to `use`. */
async function withNotebook(sources: readonly string[], use: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "demo.ipynb");
  try {
    await writeNotebook(path, {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      cells: sources.map((source, index) => ({
        cell_type: "code",
        id: `c${index}`,
        metadata: {},
        source,
        execution_count: null,
        outputs: [],
      })),
    });
    await use(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const CLAIMS_CELL = `({ [Symbol.for("Jupyter.display")]: () => (${
  JSON.stringify({
    "text/plain": "claims",
    [CLAIMS_MIME]: {
      paper: "01",
      profile: "quick",
      rows: [claimRow({
        id: "C1",
        claim: "Loss rises first",
        quantity: "early rise",
        seeds: [0, 1, 2],
        perSeed: [1.2, 1.2, 1.2],
        rule: { op: ">=", threshold: 1.05, atLeast: "every seed" },
        control: {
          what: "uniform",
          perSeed: [1, 1, 1],
          rule: { op: "<=", threshold: 1.01, atLeast: "every seed" },
        },
        source: "live",
      })],
    },
  })
}) })`;

const REJECTED: [args: string[], message: string][] = [
  [["01", "--profile", "slow"], 'unknown profile "slow"; allowed: quick, full'],
  [["99"], 'notebook "99": not found; present: '],
  [["--speed", "9"], "allowed: --profile, --out, --in-place, --all, --timeout, --help"],
  [[], "name one notebook"],
  [["01", "02"], "name one notebook"],
  [["01", "--in-place"], "--profile full"],
  [["01", "--in-place", "--profile", "full", "--out", "x.ipynb"], "exclude each other"],
  [["01", "--all"], "exclude each other"],
  [["--all", "--out", "x.ipynb"], "names only one"],
  [["01", "--timeout", "0"], '--timeout is "0"; allowed are seconds above 0'],
  [["01", "--timeout", "soon"], '--timeout is "soon"'],
];

for (const [args, message] of REJECTED) {
  Deno.test(`task run ${args.join(" ")} ends with 2 and says what is allowed`, async () => {
    const { code, stdout, stderr } = await runTask("run", ...args);
    assertEquals([code, stdout], [2, ""]);
    assertStringIncludes(stderr, message);
  });
}

Deno.test("task run executes a notebook, shows what it prints, its claims and where it was written", async () => {
  const cells = ["console.log('profile', Deno.env.get('NOTEBOOK_PROFILE'))", CLAIMS_CELL];
  await withNotebook(cells, async (path) => {
    const out = join(dirname(path), "new", "out.ipynb");
    const { code, stdout, stderr } = await runTask("run", path, "--out", out);
    assertEquals([code, stderr], [0, ""]);
    assertStringIncludes(stdout, "profile quick\n");
    assertStringIncludes(stdout, "[2/2] cell 2");
    assertMatch(stdout, /C1 {2}reproduced {2}live {4}early rise {4}1\.2 {2}>= 1\.05 \(every seed\) {6}3/);
    assertStringIncludes(stdout, `Written to ${out}\n`);
    assertEquals((await readNotebook(out)).cells.length, 2);
    assertEquals((await readNotebook(path)).cells.map((cell) => "outputs" in cell && cell.outputs), [[], []]);
  });
});

Deno.test("task run ends with 1 after a failing cell, names it, and writes what was executed", async () => {
  await withNotebook(["1", "const a = 1;\nthrow new Error('broken')", "2"], async (path) => {
    const out = join(dirname(path), "out.ipynb");
    const { code, stderr } = await runTask("run", path, "--out", out);
    assertEquals(code, 1);
    assertStringIncludes(stderr, "demo: cell 2 threw an error\n  about line 2: throw new Error('broken')\n");
    assertStringIncludes(stderr, "Error: broken");
    const kinds = (await readNotebook(out)).cells.map((cell) =>
      cell.cell_type === "code" ? cell.outputs.map((output) => output.output_type) : []
    );
    assertEquals(kinds, [["execute_result"], ["error"], []]);
  });
});

Deno.test("task run ends with 1 after a cell that takes too long", async () => {
  await withNotebook(["await new Promise(() => {})"], async (path) => {
    const out = join(dirname(path), "out.ipynb");
    const { code, stderr } = await runTask("run", path, "--out", out, "--timeout", "1");
    assertEquals(code, 1);
    assertStringIncludes(stderr, "cell 1 took too long");
  });
});

Deno.test("task run ends with 1 after an error that nothing catches, and warns of what it cuts off", async () => {
  await withNotebook(['Promise.reject(new RangeError("forgotten")); undefined', "2"], async (path) => {
    const { code, stderr } = await runTask("run", path, "--out", join(dirname(path), "out.ipynb"));
    assertEquals(code, 1);
    assertStringIncludes(stderr, "RangeError: forgotten");
  });
  await withNotebook(["setInterval(() => {}, 100); undefined"], async (path) => {
    const { code, stderr } = await runTask("run", path, "--out", join(dirname(path), "out.ipynb"));
    assertEquals(code, 0);
    assertStringIncludes(stderr, "Warning: demo: Something that no cell awaits");
  });
});

Deno.test("task run --in-place writes over a notebook that passes", async () => {
  await withNotebook(["Deno.env.get('NOTEBOOK_PROFILE')"], async (path) => {
    const { code } = await runTask("run", path, "--in-place", "--profile", "full");
    assertEquals(code, 0);
    const [cell] = (await readNotebook(path)).cells;
    assertEquals(cell.cell_type === "code" && cell.outputs.length, 1);
  });
});

Deno.test("task run --in-place leaves a notebook that fails as it was", async () => {
  await withNotebook(["1", "throw new Error('broken')"], async (path) => {
    const before = await Deno.readTextFile(path);
    const { code, stderr } = await runTask("run", path, "--in-place", "--profile", "full");
    const elsewhere = join(RUNS_FOLDER, "demo.full.ipynb");
    assertEquals(code, 1);
    assertStringIncludes(stderr, elsewhere);
    assertEquals(await Deno.readTextFile(path), before);
    await Deno.remove(elsewhere);
  });
});

Deno.test("task run refuses to write over the notebook by --out", async () => {
  await withNotebook(["1"], async (path) => {
    const { code, stderr } = await runTask("run", path, "--out", path);
    assertEquals(code, 2);
    assertStringIncludes(stderr, "use --in-place");
  });
});

Deno.test("task run ends with 1 for a file that is no notebook, and for a malformed claims table", async () => {
  await withNotebook([CLAIMS_CELL.replace('"verdict":"reproduced"', '"verdict":"partly"')], async (path) => {
    const out = join(dirname(path), "out.ipynb");
    const contradiction = await runTask("run", path, "--out", out);
    assertEquals(contradiction.code, 1);
    assertStringIncludes(contradiction.stderr, "claims table cannot be read");
    await Deno.writeTextFile(path, "{");
    const broken = await runTask("run", path, "--out", out);
    assertEquals(broken.code, 1);
    assertStringIncludes(broken.stderr, "it is not JSON");
  });
});
