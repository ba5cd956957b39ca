import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { JUPYTER_DISPLAY } from "../../lib/notebook/display.ts";
import { NotebookFormatError } from "../../lib/jupyter/read_notebook.ts";
import { type ClaimMeasurement, claimRow } from "../../lib/claims/claim_row.ts";
import { claimsTable } from "../../lib/claims/claims_table.ts";
import { describeSources } from "../../lib/claims/describe_claim.ts";
import { notebookClaims } from "../../lib/claims/notebook_claims.ts";
import { parseClaimsTable } from "../../lib/claims/parse_claims.ts";
import { MEASUREMENT } from "./measurement.ts";

const C1 = claimRow({ ...MEASUREMENT, note: "the control is a | b" });
const C2 = claimRow({ ...MEASUREMENT, id: "C2", claim: "R < 1 on a|b", decided: false });
const TABLE = claimsTable({ paper: "01", profile: "quick", rows: [C1, C2] });

/** Text of a notebook whose code cells show `tables` as their claims. */
function notebook(...tables: unknown[]): string {
  const cells = tables.map((data) => ({
    cell_type: "code",
    metadata: {},
    source: "",
    execution_count: 1,
    outputs: [
      { output_type: "stream", name: "stdout", text: "done" },
      {
        output_type: "execute_result",
        data: { "application/vnd.paper-claims+json": data },
        metadata: {},
        execution_count: 1,
      },
    ],
  }));
  const text = { cell_type: "markdown", metadata: {}, source: "x" };
  return JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [text, ...cells] });
}

Deno.test("the display holds Markdown, plain text and the data, under the symbol of the kernel", () => {
  assertEquals(Object.keys(TABLE[JUPYTER_DISPLAY]()).sort(), [
    "application/vnd.paper-claims+json",
    "text/markdown",
    "text/plain",
  ]);
});

Deno.test("the data of the display is plain JSON that reads back as the same table", () => {
  const data = JSON.parse(JSON.stringify(TABLE[JUPYTER_DISPLAY]()["application/vnd.paper-claims+json"]));
  assertEquals(parseClaimsTable(data, "test"), { paper: "01", profile: "quick", rows: [C1, C2] });
});

Deno.test("the Markdown table has one line a row, as many cells as columns, and the notes under it", () => {
  const markdown = TABLE[JUPYTER_DISPLAY]()["text/markdown"];
  const lines = markdown.split("\n").filter((line) => line.startsWith("|"));
  assertEquals(lines.length, 4);
  for (const line of lines) assertEquals(line.split(/(?<!\\)\|/).length, 12, line);
  assertStringIncludes(lines[2], "| ✔ reproduced | **C1** |");
  assertStringIncludes(
    lines[2],
    "| 1.1 [1.1, 1.13] | >= 1.05 in every seed | uniform points: 1.001 [1, 1.001]",
  );
  assertStringIncludes(lines[3], "– not decided at this profile | **C2** | R &lt; 1 on a\\|b |");
  assertStringIncludes(markdown, "1 reproduced, 1 not decided at this profile");
  assertStringIncludes(markdown, "- **C1**: the control is a | b");
});

Deno.test("the plain text names verdict, numbers, control and source of each claim", () => {
  const text = TABLE[JUPYTER_DISPLAY]()["text/plain"];
  assertStringIncludes(text, "C1   ✔ reproduced: Sparse sampling");
  assertStringIncludes(text, "1.1 [1.1, 1.13], rule >= 1.05 in every seed; 3 seeds, live");
  assertStringIncludes(text, "(<= 1.01 in every seed: holds); paper: plot only");
});

Deno.test("the table says of each row where its numbers come from, and what is known of stored ones", () => {
  const rows = (["stored, verified", "changed", "live"] as const).map((source, i) =>
    claimRow({ ...MEASUREMENT, id: `C${i + 1}`, source })
  );
  const bundle = claimsTable({ paper: "01", profile: "quick", rows })[JUPYTER_DISPLAY]();
  const words = ["stored (verified)", "live, settings changed", "live"];
  for (const [i, word] of words.entries()) {
    assertStringIncludes(bundle["text/markdown"].split("\n")[4 + i], `| 3 | ${word} |`);
    assertStringIncludes(bundle["text/plain"].split("\n")[2 + 3 * i], `3 seeds, ${word}`);
  }
});

Deno.test("describeSources() counts the rows decided live, those from stored runs and the open ones", () => {
  const row = (source: "live" | "stored, exact" | "changed", changes: Partial<ClaimMeasurement> = {}) =>
    claimRow({ ...MEASUREMENT, source, ...changes });
  assertEquals(
    describeSources([
      row("live"),
      row("changed", { perSeed: [1, 1, 1] }),
      row("stored, exact"),
      row("stored, exact", { decided: false }),
    ]),
    "2 rows decided live: 1 reproduced, 1 not reproduced; 1 from stored full runs: 1 reproduced; " +
      "1 not decided at this profile",
  );
  assertEquals(describeSources([]), "0 rows decided live; 0 from stored full runs");
});

Deno.test("a broken control is said in the table", () => {
  const control = {
    what: "uniform points",
    perSeed: [1.05, 1.05, 1.05],
    rule: { op: "<=", threshold: 1.01, atLeast: "mean" },
  } as const;
  const table = claimsTable({ paper: "01", profile: "full", rows: [claimRow({ ...MEASUREMENT, control })] });
  assertStringIncludes(table[JUPYTER_DISPLAY]()["text/markdown"], "(&lt;= 1.01 (mean): broken)");
});

Deno.test("a table refuses an id that stands twice, an odd paper and an unknown profile", () => {
  assertThrows(
    () => claimsTable({ paper: "01", profile: "full", rows: [C1, C1] }),
    RangeError,
    "id C1 is repeated",
  );
  assertThrows(() => claimsTable({ paper: "1", profile: "full", rows: [] }), TypeError, 'paper is "1"');
  const profile = "fast" as "full";
  assertThrows(() => claimsTable({ paper: "01", profile, rows: [] }), RangeError, 'profile is "fast"');
});

Deno.test("the claims of a notebook are the last table in its outputs", () => {
  const first = { paper: "01", profile: "quick", rows: [C1] };
  const last = { paper: "01", profile: "quick", rows: [C1, C2] } as const;
  assertEquals(notebookClaims(notebook(first, last), "a.ipynb"), last);
});

Deno.test("a notebook without claims has none, and what is no notebook is refused", () => {
  assertEquals(notebookClaims(notebook(), "a.ipynb"), undefined);
  assertThrows(() => notebookClaims("{", "a.ipynb"), NotebookFormatError, "a.ipynb");
  assertThrows(
    () => notebookClaims(notebook("text"), "a.ipynb"),
    TypeError,
    "the table of a.ipynb has another form: Invalid type: Expected Object but received",
  );
});

Deno.test("missing, mistyped and unknown fields are named, with their place", () => {
  const table = { paper: "01", profile: "quick", rows: [C2, C1] };
  const refused = (data: unknown, ...parts: string[]) => {
    const { message } = assertThrows(() => parseClaimsTable(data, "a.ipynb"), TypeError);
    for (const part of ["the table of a.ipynb", ...parts]) assertStringIncludes(message, part);
  };
  for (const field of Object.keys(C1)) {
    const place = `at rows.1.${field}`, { [field as keyof typeof C1]: _, ...without } = C1;
    refused({ ...table, rows: [C2, without] }, place, "received undefined");
    refused({ ...table, rows: [C2, { ...C1, [field]: undefined }] }, place, "received undefined");
    refused({ ...table, rows: [C2, { ...C1, [field]: true }] }, place, "received true");
  }
  for (const field of Object.keys(table)) refused({ ...table, [field]: undefined }, `at ${field}`);
  refused({ ...table, rows: [C2, { ...C1, more: 1 }] }, 'received "more" at rows.1.more');
  refused({ ...table, rows: [{ ...C1, perSeed: [1, "2", 3] }] }, 'received "2" at rows.0.perSeed.1');
  refused({ ...table, rows: [{ ...C1, rule: { ...C1.rule, op: "=" } }] }, "at rows.0.rule.op");
  refused({ ...table, rows: [{ ...C1, control: { ...C1.control, what: 1 } }] }, "at rows.0.control.what");
  refused(null, "Expected Object but received null");
  refused({ ...table, rows: {} }, "Expected Array but received Object at rows");
});

Deno.test("a table that is read is refused where an id stands twice or a row contradicts itself", () => {
  const table = (...rows: unknown[]) => () =>
    parseClaimsTable({ paper: "01", profile: "quick", rows }, "test");
  assertThrows(table(C1, C1), RangeError, "id C1 is repeated");
  assertThrows(table({ ...C1, value: 1.2 }), RangeError, "claim C1: value and interval are 1.2");
  assertThrows(table({ ...C1, source: "stored" }), TypeError, "claim C1: state is null");
});

Deno.test("importing the claims loads no training engine or figure, and one npm package, which reads JSON", async () => {
  const entry = new URL("../../lib/claims/mod.ts", import.meta.url);
  const command = new Deno.Command(Deno.execPath(), { args: ["info", "--json", "--no-lock", entry.href] });
  const { success, stdout } = await command.output();
  assert(success);
  const modules: { specifier: string }[] = JSON.parse(new TextDecoder().decode(stdout)).modules;
  const loaded = modules.map(({ specifier }) => specifier).filter((specifier) =>
    !specifier.startsWith("node:")
  );
  const folders = loaded.map((specifier) =>
    /\/lib\/(claims|io|jupyter)\/[\w/]+\.ts$/.exec(specifier)?.[1] ?? /\/lib\/.*|npm:.*/.exec(specifier)?.[0]
  );
  assertEquals([...new Set(folders)].sort(), [
    "/lib/experiments/profile.ts",
    "/lib/experiments/provenance/states.ts",
    "/lib/notebook/display.ts",
    "/lib/notebook/watch/kernel_internals.ts",
    "claims",
    "io",
    "jupyter",
    "npm:/valibot@1.5.0",
  ]);
});

Deno.test("a table that completes another shows its own rows and holds all of them", () => {
  const X1 = claimRow({ ...MEASUREMENT, id: "X1" });
  const bundle = claimsTable({ paper: "01", profile: "quick", rows: [X1], completes: TABLE })
    [JUPYTER_DISPLAY]();
  assertEquals(bundle["application/vnd.paper-claims+json"].rows, [C1, C2, X1]);
  assertStringIncludes(bundle["text/markdown"], "**X1**");
  assertEquals(bundle["text/markdown"].includes("**C2**"), false);
  assertEquals(bundle["text/plain"].includes("C2"), false);
});

Deno.test("a row that stands in both tables is refused", () => {
  assertThrows(
    () => claimsTable({ paper: "01", profile: "quick", rows: [C1], completes: TABLE }),
    RangeError,
    "C1",
  );
});
