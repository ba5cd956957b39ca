import { assertEquals, assertThrows } from "@std/assert";
import { namedClaims, placedClaims } from "../../lib/site/claim_places.ts";
import { claimsOutput, code, notebook, SOUND, text } from "./small_notebook.ts";

Deno.test("a claim is placed at the first cell that decides it as the last table has it", () => {
  const twice = notebook(
    text("# T"),
    code("paper", claimsOutput(["C1"], ["C2"])),
    code("extensions", claimsOutput(["C1", "C2", "X1"])),
  );
  const places = placedClaims(twice, "t").claims.map(({ claim, decidedIn }) => [claim.id, decidedIn]);
  assertEquals(places, [["C1", 2], ["C2", 3], ["X1", 3]]);
});

Deno.test("the sections that name a claim are listed, those that only announce claims are not", () => {
  const spoken = notebook(
    text("# T\n\nC1 is here."),
    text("## One (C1–C3)\n\n..."),
    code("a", { "text/markdown": "**What is seen.** C1b holds." }),
    text("## Two\n\n### X1 · Beyond\n\n..."),
    text("## Limits\n\nC1 once more."),
    code("claims", claimsOutput(["C1", "C1b", "C2", "C2b", "C4", "X1b"])),
  );
  const sections = placedClaims(spoken, "t").claims.map(({ claim, sections }) => [claim.id, ...sections]);
  assertEquals(sections, [
    ["C1", "One (C1–C3)"],
    ["C1b", "One (C1–C3)"],
    ["C2", "One (C1–C3)"],
    ["C2b", "One (C1–C3)"],
    ["C4"],
    ["X1b", "X1 · Beyond"],
  ]);
});

Deno.test("ids are read out of a text with their ranges, other words are not ids", () => {
  assertEquals([...namedClaims("C1, C10b (X2–4), E1, GC3 and C7-C8")].sort(), [
    "C1",
    "C10b",
    "C7",
    "C8",
    "X2",
    "X3",
    "X4",
  ]);
});

Deno.test("a notebook without claims cannot be placed", () => {
  assertThrows(
    () => placedClaims({ ...SOUND, cells: SOUND.cells.slice(0, 3) }, "t.ipynb"),
    RangeError,
    "t.ipynb",
  );
});
