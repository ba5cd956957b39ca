import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { generator, normalArray } from "../../../lib/random/mod.ts";
import { edgeEcho, gaussianEnergy, greensFunctionRecording, l2Misfit } from "../../../lib/wave/mod.ts";
import { relativeL2 } from "../../../lib/wave/measures/mod.ts";
import { gaussianSmooth, layeredFaultLens } from "../../../lib/wave/models/mod.ts";
import { SyntheticSurvey, type SyntheticSurveySettings } from "../../../lib/wave/surveys/mod.ts";

const SETTINGS: SyntheticSurveySettings = {
  nz: 20,
  nx: 30,
  spacing: 25,
  timeStep: 3e-3,
  steps: 150,
  peakFrequency: 6,
  order: 8,
  layerWidth: 8,
  shots: 2,
  receiverEvery: 1,
  nearest: 2,
  knownRows: 2,
};
const survey = new SyntheticSurvey(SETTINGS, layeredFaultLens(SETTINGS)), clean = survey.clean();

Deno.test("recordings of half the spacing are close to the inversion's own, and not the same", () => {
  survey.clean(true).forEach((own, k) => {
    const apart = relativeL2(own, clean[k]);
    assert(apart > 1e-4 && apart < 0.05, `${apart}`);
  });
});

Deno.test("no receiver lies beside its source", () => {
  for (const { source, receivers } of survey.shots) {
    assertEquals(receivers.length, 25);
    assert(receivers.every(([, x]) => Math.abs(x - source[1]) > 2));
  }
});

Deno.test("the misfit's gradient is its central difference, and 0 where the model is known", async () => {
  const misfit = survey.misfit({ data: clean }), start = gaussianSmooth(survey.truth, SETTINGS, 3);
  const direction = gaussianSmooth(normalArray(generator(1), 600, 0, 1), SETTINGS, 2);
  const { gradient } = await misfit(start), step = 5;
  const at = async (sign: number) =>
    (await misfit(start.map((v, i) => v + sign * step * direction[i]))).misfit;
  const difference = (await at(1) - await at(-1)) / (2 * step),
    along = gradient.reduce((sum, g, i) => sum + g * direction[i], 0);
  assertAlmostEquals(difference, along, 0.02 * Math.abs(along));
  for (let i = 0; i < 60; i++) assertEquals(gradient[i], 0);
});

Deno.test("the derivative by the wavelet is its central difference, too", () => {
  const { byWavelet } = survey.derivatives(survey.truth, clean, survey.wavelet.map((w) => 1.2 * w));
  const at = (factor: number) =>
    survey.derivatives(survey.truth, clean, survey.wavelet.map((w) => factor * w)).misfit;
  const along = byWavelet.reduce((sum, g, i) => sum + g * survey.wavelet[i], 0);
  assertAlmostEquals((at(1.25) - at(1.15)) / 0.1, along, 1e-3 * Math.abs(along));
});

Deno.test("noise has its seed, its strength, and the misfit that it leaves", async () => {
  const { data, level, noise } = survey.recorded(clean, 0.5, 3);
  assertEquals(survey.recorded(clean, 0.5, 3).data, data);
  const { misfit } = await survey.misfit({
    data: clean.map((gather, k) => gather.map((v, i) => v + data[k][i] - clean[k][i])),
  })(survey.truth);
  assertAlmostEquals(misfit / level, 1, 0.1);
  assertEquals(noise.length, 2);
});

Deno.test("a band's recordings are those of its wavelet", async () => {
  const { data, wavelet } = survey.below(4, clean);
  const inBand = await survey.misfit({ data }, { wavelet })(survey.truth),
    wrong = await survey.misfit({ data })(survey.truth);
  assert(inBand.misfit < 0.05 * wrong.misfit, `${inBand.misfit} of ${wrong.misfit}`);
});

Deno.test("energies of noise are misfits over its variance", () => {
  const simulated = clean[1].map((v) => 1.1 * v), plain = l2Misfit(clean)(simulated, 1);
  const { misfit, adjointSource } = gaussianEnergy(clean, [1, 2])(simulated, 1);
  assertAlmostEquals(misfit, plain.misfit / 4, 1e-9 * misfit);
  assertAlmostEquals(adjointSource[700], plain.adjointSource[700] / 4, 1e-9);
  assertThrows(() => gaussianEnergy(clean, [1, 0]), RangeError, "got 0 for shot 1");
});

Deno.test("a wider layer echoes less, and the Green's function arrives when it should", () => {
  const { nz, nx, spacing, timeStep, steps, peakFrequency } = SETTINGS;
  const settings = { nz, nx, spacing, timeStep, steps, peakFrequency, order: 8 as const };
  const [narrow, wide] = [5, 12].map((layerWidth) => edgeEcho({ ...settings, layerWidth }, 2000));
  assert(wide < narrow / 3 && narrow < 0.05, `${narrow}, ${wide}`);
  const recording = greensFunctionRecording((t) => t < 0 ? 0 : Math.exp(-(((t - 0.1) / 0.02) ** 2)), {
    velocity: 2000,
    distance: 200,
    spacing,
    timeStep,
    steps,
  });
  const peak = recording.indexOf(recording.reduce((a, b) => Math.max(a, b))) * timeStep;
  assertAlmostEquals(peak, 0.2, 0.02);
  assertThrows(
    () => greensFunctionRecording(() => 0, { velocity: 0, distance: 1, spacing, timeStep, steps }),
    RangeError,
    "velocity",
  );
});

Deno.test("settings out of range are errors", () => {
  assertThrows(() => new SyntheticSurvey({ ...SETTINGS, nearest: -1 }, survey.model), RangeError, "nearest");
  assertThrows(
    () => new SyntheticSurvey({ ...SETTINGS, knownRows: 99 }, survey.model),
    RangeError,
    "knownRows",
  );
});
