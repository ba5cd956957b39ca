/** X5: the wavelet as a further unknown, in one L-BFGS with the velocities. */
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { invertWithWavelet } from "../../lib/wave/inversion/mod.ts";
import { relativeL2 } from "../../lib/wave/measures/mod.ts";
import { rickerWavelet } from "../../lib/wave/mod.ts";
import { type SyntheticSurveySettings, WAVELET_PEAK } from "../../lib/wave/surveys/mod.ts";
import { invert, type MethodSettings } from "./methods.ts";
import { ARITHMETIC, METHODS, SURVEY, THREE_SEEDS } from "./set_up.ts";
import { Survey } from "./survey.ts";

/** Numbers of the experiment. */
export interface WaveletSettings {
  survey: SyntheticSurveySettings;
  methods: MethodSettings;
  noise: number;
  /** The wavelet that is assumed: peak frequency in Hz, strength over that of the true one. */
  assumed: { peakFrequency: number; strength: number };
}

/** What is kept of one seed. */
export interface WaveletRun {
  /** Errors of the model with the true wavelet, the assumed one, and one that is found. */
  errors: [known: number, assumed: number, found: number];
  /** Relative errors of the assumed wavelet and of the found one. */
  wavelets: [assumed: number, found: number];
  /** Wavelets over the true one's peak, of seed 0: true, assumed, found. */
  shapes: number[][] | null;
}

export default experiment<WaveletSettings, WaveletRun>({
  at: import.meta,
  revision: 1,
  ...ARITHMETIC,
  settings: { survey: SURVEY, methods: METHODS, noise: 0.1, assumed: { peakFrequency: 5, strength: 0.8 } },
  seeds: THREE_SEEDS,
  steps: ({ methods }) => 3 * methods.solves,
  probe: (settings) => ({ ...settings, methods: { ...settings.methods, solves: 3 } }),
  async run({ survey: own, methods, noise, assumed: { peakFrequency, strength } }, seed) {
    const survey = Survey.of(own, "layeredFaultLens"),
      recorded = survey.recorded(survey.clean(), noise, seed);
    const { data, level } = recorded, start = survey.start("linear"), { timeStep, steps } = own;
    const wrong = rickerWavelet({
      peakFrequency,
      timeStep,
      steps,
      delay: 1.5 / own.peakFrequency,
      amplitude: strength * WAVELET_PEAK,
    });
    const withWavelet = async (wavelet: Float64Array) => {
      const misfit = survey.misfit(recorded, { wavelet });
      return (await invert("L-BFGS", methods, { survey, start, misfit, level, seed })).outcome.error;
    };
    const found = await invertWithWavelet({
      misfit: (v, w) => Promise.resolve(survey.derivatives(v, data, w)),
      start,
      bounds: methods,
      wavelet: wrong,
      waveletUnit: WAVELET_PEAK,
      iterations: methods.solves,
    });
    const shape = (w: Float64Array) =>
      Array.from(w.subarray(0, 200), (a) => Number((a / WAVELET_PEAK).toFixed(3)) || 0);
    const error = rounded(relativeL2(survey.complete(found.velocity), survey.truth))!;
    return {
      errors: [await withWavelet(survey.wavelet), await withWavelet(wrong), error],
      wavelets: [wrong, found.wavelet].map((w) => rounded(relativeL2(w, survey.wavelet))!) as [
        number,
        number,
      ],
      shapes: seed === 0 ? [survey.wavelet, wrong, found.wavelet].map(shape) : null,
    };
  },
});
