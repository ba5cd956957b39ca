import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { DataNotFoundError } from "../../../lib/data/mod.ts";
import { relativeL2 } from "../../../lib/wave/measures/mod.ts";
import {
  gaussianSmooth,
  halvedGrid,
  linearInDepth,
  loadMarmousi,
  MODEL_NAMES,
  modelByName,
  type ModelName,
  refinedModel,
  sampledModel,
} from "../../../lib/wave/models/mod.ts";
import { velocityModel } from "../../../lib/wave/velocity_model.ts";
import { realData } from "../../data/real_data.ts";
import { withDataDirectory } from "../../data/support.ts";
import { largest, smallest } from "../../../lib/stats/mod.ts";

const GRID = { nz: 40, nx: 60, spacing: 25 };

for (const name of MODEL_NAMES) {
  Deno.test(`${name}: velocities of rock, a flat known top, and structure below it`, () => {
    const { velocity } = modelByName(name, GRID);
    const low = smallest(velocity), high = largest(velocity);
    assert(low >= 1400 && high <= 4100, `${low} … ${high}`);
    for (let i = 0; i < 3 * 60; i++) assertEquals(velocity[i], velocity[0]);
    const start = linearInDepth(GRID, 1550, 2900).velocity;
    const error = relativeL2(start, velocity);
    assert(error > 0.05 && error < 0.45, `${name} lies ${error} from the linear start`);
  });

  Deno.test(`${name}: on half the spacing it has the same values where both grids have nodes`, () => {
    const coarse = modelByName(name, GRID), fine = modelByName(name, halvedGrid(GRID));
    assertEquals([fine.nz, fine.nx, fine.spacing], [79, 119, 12.5]);
    let same = 0;
    for (let i = 0; i < 2400; i++) {
      const other = fine.velocity[2 * Math.floor(i / 60) * 119 + 2 * (i % 60)];
      if (Math.abs(coarse.velocity[i] - other) <= 1e-9 * other) same++;
    }
    // Rounding of a coordinate may move a node that lies on an edge of a bed.
    assert(same >= 2400 - 6, `${same} of 2400 nodes`);
  });
}

Deno.test("a refined model keeps its nodes, and has the mean of neighbours between them", () => {
  const fine = refinedModel(velocityModel({ nz: 2, nx: 2, spacing: 10 }, [1, 2, 3, 6]));
  assertEquals(fine, { nz: 3, nx: 3, spacing: 5, velocity: Float64Array.of(1, 1.5, 2, 2, 3, 4, 3, 4.5, 6) });
});

Deno.test("an unknown model is an error that names the known ones", () => {
  assertThrows(() => modelByName("marmousi" as ModelName, GRID), RangeError, "marmousiLike");
});

Deno.test("a model needs positive, finite velocities, and as many as its grid has nodes", () => {
  const values = new Float64Array(2400).fill(2000);
  assertThrows(() => velocityModel(GRID, values.slice(1)), RangeError, "2399");
  assertThrows(() => velocityModel(GRID, values.with(61, 0)), RangeError, "got 0 at row 1, column 1");
  assertThrows(() => velocityModel(GRID, values.with(61, NaN)), RangeError, "finite");
  assertThrows(() => velocityModel({ ...GRID, spacing: 0 }, values), RangeError, "spacing must be positive");
  assertThrows(() => sampledModel({ nz: 1, nx: 5, spacing: 1 }, () => 1), RangeError, "got 1 × 5");
});

Deno.test("smoothing keeps constants and the sum, and a wide Gaussian levels a step", () => {
  const constant = gaussianSmooth(new Float64Array(35).fill(3), { nz: 5, nx: 7 }, 2);
  constant.forEach((value) => assertAlmostEquals(value, 3, 1e-12));
  const spike = new Float64Array(35).with(10, 1), spread = gaussianSmooth(spike, { nz: 5, nx: 7 }, 1.3);
  assertAlmostEquals(spread.reduce((sum, value) => sum + value), 1, 1e-12);
  assert(smallest(spread) >= 0 && largest(spread) < 0.2);
  assertThrows(() => gaussianSmooth(spike, { nz: 5, nx: 7 }, 0), RangeError, "sigma");
});

const real = realData("marmousi");
Deno.test({
  name: `Marmousi is read in the order of the file, as means of blocks${real.note}`,
  ignore: real.ignore,
  fn: () =>
    withDataDirectory(real.path, async () => {
      const fine = await loadMarmousi(), { nz, nx, spacing, velocity } = await loadMarmousi(3);
      assertEquals([fine.nz, fine.nx, fine.spacing, nz, nx, spacing], [301, 941, 10, 100, 313, 30]);
      // Neighbours across differ less than neighbours down: a scrambled order would show here.
      const jump = (step: number) =>
        velocity.reduce(
          (sum, v, i) => i + step < velocity.length ? sum + Math.abs(velocity[i + step] - v) : sum,
          0,
        );
      assert(jump(1) < jump(nx), "stripes");
      assertAlmostEquals(
        velocity[0],
        [0, 1, 2].flatMap((z) => [0, 1, 2].map((x) => fine.velocity[z * 941 + x])).reduce((a, b) => a + b) /
          9,
        1e-9,
      );
    }),
});

Deno.test("without Marmousi in a data folder the error says where it belongs", () =>
  withDataDirectory(null, async () => {
    await assertRejects(() => loadMarmousi(), DataNotFoundError, "PAPERS_DATA_DIR");
  }));
