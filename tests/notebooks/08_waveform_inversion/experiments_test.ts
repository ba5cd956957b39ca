import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import ablation from "../../../notebooks/08_waveform_inversion/ablation.ts";
import comparison, { SHOWN } from "../../../notebooks/08_waveform_inversion/comparison.ts";
import controls from "../../../notebooks/08_waveform_inversion/controls.ts";
import inverseCrime from "../../../notebooks/08_waveform_inversion/inverse_crime.ts";
import marmousi from "../../../notebooks/08_waveform_inversion/marmousi.ts";
import priorDraws from "../../../notebooks/08_waveform_inversion/prior_draws.ts";
import tangentKernel from "../../../notebooks/08_waveform_inversion/tangent_kernel.ts";
import uncertainty from "../../../notebooks/08_waveform_inversion/uncertainty.ts";
import unknownWavelet from "../../../notebooks/08_waveform_inversion/unknown_wavelet.ts";
import starts from "../../../notebooks/08_waveform_inversion/starts.ts";
import { realData } from "../../data/real_data.ts";
import { withDataDirectory } from "../../data/support.ts";
import { Survey } from "../../../notebooks/08_waveform_inversion/survey.ts";

const CONTEXT = { signal: new AbortController().signal, progress() {}, checkpoint: () => undefined };
const SHORT = { nz: 20, nx: 24, steps: 150, shots: 1 };

/** The smallest form of an experiment: a probe on a small, short survey. */
function small<S extends { survey?: unknown; methods?: unknown }>(settings: S): S {
  const survey = { ...settings.survey as object, ...SHORT };
  return { ...settings, survey, methods: { ...settings.methods as object, solves: 3, pretrainSteps: 5 } };
}

const SMALL = {
  comparison: () =>
    comparison.run(
      { ...small(comparison.settings), names: ["L-BFGS", "CNN, additive"], cases: [SHOWN] },
      0,
      CONTEXT,
    ),
  ablation: () =>
    ablation.run({ ...small(ablation.settings), names: ["CNN, additive", "Adam, smoothed 1"] }, 0, CONTEXT),
  controls: () => controls.run(small(controls.settings), 0, CONTEXT),
  inverseCrime: () => inverseCrime.run(small(inverseCrime.settings), 0, CONTEXT),
  priorDraws: () => priorDraws.run({ ...priorDraws.settings, nz: 12, nx: 14, draws: 3 }, 0, CONTEXT),
  starts: () =>
    starts.run({ ...small(starts.settings), starts: ["linear"], frequencies: [5, 7] }, 0, CONTEXT),
  tangentKernel: () => tangentKernel.run(small(tangentKernel.settings), 0, CONTEXT),
  uncertainty: () => uncertainty.run(uncertainty.probe!(small(uncertainty.settings)), 0, CONTEXT),
  unknownWavelet: () => unknownWavelet.run(small(unknownWavelet.settings), 0, CONTEXT),
};

for (const [name, run] of Object.entries(SMALL)) {
  Deno.test(`${name}: a run is plain JSON data, finite, and the same again`, async () => {
    const first = await run();
    assertEquals(JSON.parse(JSON.stringify(first)), first);
    assert(
      !JSON.stringify(
        first,
        (_, value) => typeof value === "number" && !Number.isFinite(value) ? "odd" : value,
      ).includes("odd"),
    );
    assertEquals(await run(), first);
  });
}

Deno.test("J/J₀ of a network is over the misfit of v₀, not over that of its own random start", async () => {
  const { survey: own, names } = comparison.settings, run = await SMALL.comparison();
  const survey = Survey.of({ ...own, ...SHORT }, SHOWN.model);
  const misfit = survey.misfit(survey.recorded(survey.clean(), SHOWN.noise, 0));
  const initial = (await misfit(survey.start(SHOWN.start))).misfit;
  for (const { map, misfit: found, curve } of run.outcomes[0]) {
    assertAlmostEquals(found, (await misfit(Float64Array.from(map!))).misfit / initial, 1e-3);
    assertAlmostEquals(curve.misfit.at(-1)!, found, 1e-3);
  }
  const [grid, network] = run.outcomes[0].map(({ curve }) => curve.misfit[0]);
  assertAlmostEquals(grid, 1, 1e-3);
  assert(Math.abs(network - 1) > 1e-3, `${names} ${network}`);
});

Deno.test("in a budget of a few solves a network in additive form begins at its random correction, L-BFGS at the start", async () => {
  const { outcomes: [[grid, network]], starts: [start] } = await SMALL.comparison();
  assertEquals(grid.curve.error[0], start);
  assertEquals([grid.curve.solves[0], network.curve.solves.length], [1, 3]);
  assert(network.curve.error[0] !== start);
});

const real = realData("marmousi");
Deno.test({
  name: `Marmousi: a map after each band of each method, every second node of the model${real.note}`,
  ignore: real.ignore,
  fn: () =>
    withDataDirectory(real.path, async () => {
      const { truth, start, ends } = await marmousi.run(marmousi.probe!(marmousi.settings), 0, CONTEXT);
      assertEquals([truth.length, start.map.length], [50 * 157, 50 * 157]);
      assertEquals(ends.map(({ maps }) => maps.map(({ length }) => length)), [[7850, 7850], [7850, 7850]]);
      assertEquals(start.map.slice(0, 157), truth.slice(0, 157));
      assert(ends.every(({ error, ssim, misfit }) => [error, ssim, misfit].every(Number.isFinite)));
    }),
});
