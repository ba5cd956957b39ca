import { assert, assertAlmostEquals, assertEquals, assertLess, assertStringIncludes } from "@std/assert";
import { type CaseExperiment, type CaseRuns, plannedCases } from "../../../lib/experiments/mod.ts";
import { type Displayable, JUPYTER_DISPLAY } from "../../../lib/notebook/mod.ts";
import { aroundException } from "../../../notebooks/03_composite_initialization/around_exception.ts";
import { phaseClaims } from "../../../notebooks/03_composite_initialization/claims_of_phases.ts";
import {
  laterClaims,
  type StartGrids,
} from "../../../notebooks/03_composite_initialization/claims_of_starts.ts";
import complexity, {
  type ComplexityCell,
} from "../../../notebooks/03_composite_initialization/data_complexity.ts";
import { meaning } from "../../../notebooks/03_composite_initialization/exception_figures.ts";
import inside from "../../../notebooks/03_composite_initialization/inside_cells.ts";
import rateDecay from "../../../notebooks/03_composite_initialization/learning_rate_decay.ts";
import type { PhaseCell, PhaseSettings } from "../../../notebooks/03_composite_initialization/phase_cell.ts";
import {
  answersOfSeeds,
  complexityCurves,
  phaseMaps,
  rateDecayMap,
} from "../../../notebooks/03_composite_initialization/phase_figures.ts";
import {
  diagramOf,
  groupsOf,
  groupTable,
  READINGS,
} from "../../../notebooks/03_composite_initialization/phase_groups.ts";
import search, { matchedGamma, RANKED } from "../../../notebooks/03_composite_initialization/phase_search.ts";
import { ownSettings, settingsOf } from "../../../notebooks/03_composite_initialization/settings_shown.ts";
import { slopeInterval } from "../../../notebooks/03_composite_initialization/slopes.ts";

type Shares = Pick<PhaseCell, "inferential" | "symmetric"> & { seen: number; train: number };

/** A cell whose curves rise from 0 to the shares, (3, 4) last. */
function madeUp({ inferential, symmetric, seen, train }: Shares): PhaseCell {
  return {
    curves: {
      steps: [0, 5, 10],
      trainLoss: [4, 0.5, 0.1],
      train: [0, train, train],
      seen: [0, seen, seen],
      mirrored: [0, 0.2, 1],
      inferential: [0, inferential, inferential],
      symmetric: [0, symmetric, symmetric],
    },
    inferential,
    symmetric,
    other: 1 - inferential - symmetric,
    offsets: [[-6, 1]],
    condensation: 0.2,
  };
}

/** What an experiment has stored where each case has these shares; `null`: not computed. */
function stored(
  experiment: CaseExperiment<PhaseSettings, PhaseCell>,
  shares: (settings: PhaseSettings, seed: number) => Shares | null,
): CaseRuns<PhaseSettings, PhaseCell> {
  const cells = plannedCases(experiment).map((one) => ({ one, found: shares(one.settings, one.seed) }));
  return {
    stored: cells.flatMap(({ one, found }) => found ? [{ ...one, result: madeUp(found), seconds: 1 }] : []),
    missing: cells.filter(({ found }) => !found).map(({ one }) => one),
    source: "stored, exact",
  };
}

const asInPaper = ({ variant, gamma, layers, width }: PhaseSettings): Shares => {
  const isLarge = gamma < (width === 64 ? 0.6 : 0.8);
  return {
    inferential: isLarge ? 0.02 : 0.95,
    symmetric: isLarge && variant === "W" ? 0.97 : 0.01,
    seen: width === 64 && gamma === 0.3 && layers === 3 ? 0.7 : 0.99,
    train: 1,
  };
};

const helped = ({ rate, weightDecay }: PhaseSettings, seed: number): Shares => ({
  inferential: 0.9 + 0.2 * Math.log10(rate.peak) + 0.2 * Math.log10(weightDecay) + 0.01 * seed,
  symmetric: 0,
  seen: 1,
  train: 1,
});

const verdicts = (grid: CaseRuns<PhaseSettings, PhaseCell>, decay = stored(rateDecay, helped)) =>
  Object.fromEntries(phaseClaims({ search: grid, rateDecay: decay }).map((row) => [row.id, row]));

Deno.test("rates at other widths keep the paper's standard deviation", () => {
  for (const width of [64, 128, 256]) {
    assertAlmostEquals(width ** -matchedGamma(0.5, width), 400 ** -0.5, 1e-4);
  }
  assertEquals(matchedGamma(0.8, 400), 0.8);
});

/** What all cases of an experiment are expected to take of one core. */
const secondsOf = <Settings>(experiment: CaseExperiment<Settings, unknown>) =>
  plannedCases(experiment).reduce((sum, { settings }) => sum + experiment.seconds!(settings), 0);

Deno.test("the search has no cell twice and stays below three hours of two cores", () => {
  assertEquals(
    plannedCases(search).length,
    RANKED.reduce((sum, { settings, seeds }) => sum + settings.length * seeds.length, 0),
  );
  assertLess(secondsOf(search), 6 * 3600);
  // Two minutes a seed.
  assertLess(secondsOf(rateDecay), 5 * 120);
  assertLess(secondsOf(complexity), 3 * 120);
});

Deno.test("claims of the phases follow from the cells", () => {
  const like = verdicts(stored(search, asInPaper));
  assertEquals(new Set(Object.values(like).map(({ verdict }) => verdict)), new Set(["reproduced"]));
  const all = stored(search, (settings) => ({ ...asInPaper(settings), inferential: 0.1, symmetric: 0.85 }));
  const same = verdicts(all);
  for (const id of ["C2w", "C2x"]) assertEquals(same[id].verdict, "not reproduced", id);
});

Deno.test("composed is read at its best step and just before the exception is learnt", () => {
  const curves = {
    ...madeUp({ inferential: 0.1, symmetric: 0.8, seen: 1, train: 1 }).curves,
    steps: [0, 1, 2, 3, 4],
    mirrored: [0, 0.1, 0.4, 0.7, 0.95],
    inferential: [0, 0.6, 0.5, 0.3, 0.1],
    symmetric: [0, 0, 0.1, 0.5, 0.8],
  };
  assertEquals(aroundException(curves), {
    step: 2,
    before: { inferential: 0.5, symmetric: 0.1 },
    earlier: { inferential: 0.6, symmetric: 0 },
    after: { inferential: 0.1, symmetric: 0.8 },
  });
  const never = aroundException({ ...curves, mirrored: [0, 0.1, 0.2, 0.3, 0.4] });
  assertEquals([never.step, never.before.inferential, never.after], [4, 0.1, null]);
  const run = {
    ...plannedCases(search)[0],
    result: { ...madeUp({ inferential: 0.1, symmetric: 0.8, seen: 1, train: 1 }), curves },
    seconds: 1,
  };
  assertEquals([READINGS.inferential(run), READINGS.best(run), READINGS.before(run)], [0.1, 0.6, 0.5]);
  const rising = stored(search, (settings) => ({ ...asInPaper(settings), inferential: 0.3 }));
  for (const id of ["C2c", "C2d", "C2e", "C2f"]) {
    assertEquals(verdicts(rising)[id].verdict, "not reproduced", id);
    assertEquals(verdicts(rising)[id].changed.length, 1, id);
  }
});

/** Networks that were looked into, as the paper describes them. */
function lookedInto(missing = false): StartGrids["inside"] {
  const planned = plannedCases(inside), cells = planned.slice(0, missing ? -1 : undefined);
  return {
    stored: cells.map((one) => {
      const { variant, layers, gamma } = one.settings, mirrors = variant === "W" && layers === 2;
      const whole = {
        inferential: mirrors || gamma < 1 && layers === 2 ? 0 : 0.9,
        symmetric: mirrors ? 0.9 : 0,
      };
      const cut = { ...whole, inferential: 0 }, answers = { offsets: [], whole, withoutKeyToAnchors: cut };
      const result = {
        curves: madeUp({ ...whole, seen: 1, train: 1 }).curves,
        answers: { ...answers, withoutAnchorsToLast: { inferential: 0, symmetric: 0 } },
        order: mirrors ? -0.5 : 0.5,
        nearness: gamma === 1 ? 0.95 : 0.1,
      };
      return { ...one, result, seconds: 1 };
    }),
    missing: missing ? planned.slice(-1) : [],
    source: "stored, exact",
  };
}

Deno.test("rows of the paper's own starts follow from the cells, and wait for missing ones", () => {
  const losses = (worse: number): StartGrids["complexity"] => ({
    stored: plannedCases(complexity).map((one) => {
      const { wrong, gamma } = one.settings, loss = gamma === 1 && wrong === 6 ? worse : 1;
      return {
        ...one,
        result: { steps: [0, 5], trainLoss: [4, loss], train: [0, 1], test: [0, 1] },
        seconds: 1,
      };
    }),
    missing: [],
    source: "stored, exact",
  });
  const rows = (grids: Partial<StartGrids>) =>
    Object.fromEntries(
      laterClaims({
        search: stored(search, asInPaper),
        inside: lookedInto(),
        complexity: losses(3),
        ...grids,
      })
        .map((row) => [row.id, row]),
    );
  const like = rows({});
  for (const [id, { verdict, changed }] of Object.entries(like)) {
    assertEquals([verdict, changed.length], ["reproduced", 1], id);
  }
  assertEquals(rows({ complexity: losses(1) }).C11.verdict, "not reproduced");
  const waiting = rows({ inside: lookedInto(true) });
  for (const id of ["C7c", "C2v", "C4c"]) {
    assertEquals(waiting[id].verdict, "not decided at this profile", id);
  }
  assertEquals(waiting.C4d.verdict, "reproduced");
});

Deno.test("an answer that is neither is named by whose value it would be", () => {
  assertEquals(meaning(-10), "composed");
  assertStringIncludes(meaning(-6), "mirrored");
  assertStringIncludes(meaning(-7), "(4, 2)");
  assertStringIncludes(meaning(-4), "(3, 3)");
  assertStringIncludes(meaning(-13), "3 less");
  assertStringIncludes(meaning(-9), "1 more");
});

Deno.test("a claim with a missing cell is undecided and says so, with no number", () => {
  const rows = verdicts(
    stored(search, (settings, seed) => settings.width === 128 && seed === 2 ? null : asInPaper(settings)),
    stored(rateDecay, (settings, seed) => seed === 0 ? helped(settings, seed) : null),
  );
  for (const id of ["C1w", "C1x", "C2w", "C2e", "C2y", "C9", "C9b", "C9d"]) {
    assertEquals(rows[id].verdict, "not decided at this profile", id);
    assertEquals(rows[id].perSeed, []);
    assertStringIncludes(rows[id].note, "of its cells are not computed yet");
  }
  assertStringIncludes(rows.C2w.note, "2 of its cells");
  assertStringIncludes(rows.C9.note, "36 of its cells");
  assertEquals(rows.C10.verdict, "reproduced");
  const none = verdicts(stored(search, () => null), stored(rateDecay, () => null));
  assertEquals(
    new Set(Object.values(none).map(({ verdict }) => verdict)),
    new Set(["not decided at this profile"]),
  );
});

Deno.test("the interval of a slope leaves out 0 only where there is a trend", () => {
  const of = "weightDecay";
  const { value, low } = slopeInterval(stored(rateDecay, helped).stored, of);
  assertAlmostEquals(value, 0.2, 1e-9);
  assert(low > 0, `${low}`);
  const flat = stored(rateDecay, (settings, seed) => ({
    ...helped(settings, seed),
    inferential: 0.5 + 0.3 * Math.sin(100 * settings.rate.peak + 10 * seed),
  }));
  const none = slopeInterval(flat.stored, of);
  assert(none.low < 0 && none.high > 0);
});

Deno.test("the maps have a drop-down with a cell's curves, and their picture shows the maps alone", () => {
  const { stored: runs } = stored(search, (settings, seed) => seed >= 2 ? null : asInPaper(settings));
  const diagram = diagramOf(runs), { parts } = phaseMaps(diagram);
  assertEquals(parts.still.data.map(({ type }) => type), ["heatmap", "heatmap", "heatmap"]);
  const texts = parts.still.data.flatMap(({ text }) => (text as string[][]).flat());
  assertEquals(texts.length, 3 * 8);
  assertEquals(texts.filter((text) => text.startsWith("(")).length, 3, "one weak cell on three maps");
  const [{ buttons }] = parts.interactive.layout.updatemenus as {
    buttons: { label: string; args: [{ visible: boolean[] }] }[];
  }[];
  assertEquals(buttons.length, groupsOf(diagram).length);
  for (const { label, args: [{ visible }] } of buttons) {
    assertEquals(visible.length, parts.interactive.data.length, label);
    assertEquals(
      visible.filter(Boolean).length,
      3 + 3 * 2,
      `${label}: three maps, three curves of two seeds`,
    );
  }
  assertEquals(new Set(buttons.map(({ args }) => JSON.stringify(args))).size, buttons.length);
});

Deno.test("figures are drawn from whatever cells there are", () => {
  const one = stored(
    search,
    (settings, seed) => settings.variant === "U" && seed === 0 ? asInPaper(settings) : null,
  );
  assertEquals(answersOfSeeds(one.stored).parts.still.data.length, 3);
  const { data: [map] } = rateDecayMap(
    stored(
      rateDecay,
      (settings, seed) => seed === 0 && settings.weightDecay < 0.1 ? helped(settings, 0) : null,
    )
      .stored,
  ).parts.still;
  assertEquals((map.z as number[][]).map((row) => row.length), [2, 2, 2]);
  const cell: ComplexityCell = { steps: [0, 5], trainLoss: [4, 1], train: [0, 1], test: [0, 1] };
  const runs = plannedCases(complexity).map((of) => ({ ...of, result: cell, seconds: 1 }));
  assertEquals(complexityCurves(runs).parts.still.data.length, 3 * 8);
});

const linesOf = async (table: Displayable) =>
  String((await table[JUPYTER_DISPLAY]())["text/plain"]).split("\n");

Deno.test("a table has a row for each setting", async () => {
  const grid = stored(search, (settings) => settings.width === 64 ? asInPaper(settings) : null);
  const lines = await linesOf(groupTable(grid.stored));
  assertEquals(lines.length, 1 + groupsOf(grid.stored).length);
  assertStringIncludes(
    lines[1],
    "U | 64 | 2 | 0.3 | 5 | 0.02 | 0.02 |  | 0.01 |  | -6, -6, -6, -6, -6 | 0.99 | 0.2",
  );
  assertStringIncludes(
    lines.find((line) => line.startsWith("W | 64 | 2 | 0.3"))!,
    "5 | 0.02 | 0.02 | 0.02 | 0.97 | 0.97 | -6",
  );
});

Deno.test("settings of a grid are the values that its cells take, and only what differs is shown", async () => {
  const settings = settingsOf(rateDecay.blocks);
  assertEquals([settings.weightDecay, settings.layers, settings["peak rate"]], [
    [0.003, 0.03, 0.3],
    3,
    [3e-4, 1e-3, 3e-3],
  ]);
  const shown = await linesOf(ownSettings(settings, { variant: "paper", gamma: "paper" }));
  assertEquals(shown.map((line) => line.split(" | ")[0]), [
    "layers",
    "steps",
    "weightDecay",
    "variant",
    "gamma",
    "answers",
    "peak rate",
  ]);
});
