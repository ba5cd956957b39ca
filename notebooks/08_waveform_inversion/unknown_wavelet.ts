/** X5: the wavelet as a further unknown, in one L-BFGS with the velocities. */
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/notebook/rounded.ts";
import { minimizeFunction } from "../../lib/train/mod.ts";
import { relativeL2 } from "../../lib/wave/measures/mod.ts";
import { rickerWavelet } from "../../lib/wave/mod.ts";
import { type MethodSettings } from "./methods.ts";
import { METHODS, SEEDS, SURVEY } from "./set_up.ts";
import { AMPLITUDE, Survey, type SurveySettings } from "./survey.ts";

/** Numbers of the experiment. */
export interface WaveletSettings {
  survey: SurveySettings;
  methods: MethodSettings;
  noise: number;
  iterations: number;
  /** The wavelet that is assumed: peak frequency in Hz, strength over that of the true one. */
  assumed: { peakFrequency: number; strength: number };
  /** How fast the wavelet moves beside velocities in km/s. */
  share: number;
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
  engine: "host",
  settings: {
    survey: SURVEY,
    methods: METHODS,
    noise: 0.1,
    iterations: 40,
    assumed: { peakFrequency: 5, strength: 0.8 },
    share: 1,
  },
  seeds: SEEDS,
  steps: ({ iterations }) => 3 * iterations,
  probe: (settings) => ({ ...settings, iterations: 3 }),
  async run({ survey: own, methods, noise, iterations, assumed, share }, seed) {
    const survey = Survey.of(own, "layeredFaultLens"),
      { data } = survey.recorded(survey.clean(), noise, seed);
    const start = survey.start("linear"), { timeStep, steps } = own, n = start.length;
    const delay = 1.5 / own.peakFrequency, { peakFrequency, strength } = assumed;
    const wrong = rickerWavelet({ peakFrequency, timeStep, steps, delay, amplitude: strength * AMPLITUDE });
    const unit = AMPLITUDE * share;
    const fit = async (wavelet: Float64Array, moves: boolean) => {
      let first = 0;
      const at = (x: Float64Array) => ({
        velocity: x.subarray(0, n).map((v) => Math.min(methods.high, Math.max(methods.low, 1e3 * v))),
        wavelet: moves ? x.subarray(n).map((w) => unit * w) : wavelet,
      });
      const { parameters } = await minimizeFunction({
        initial: Float64Array.of(
          ...start.map((v) => v / 1e3),
          ...(moves ? wavelet.map((w) => w / unit) : []),
        ),
        maxIterations: iterations,
        history: 8,
        evaluate: (x) => {
          const { velocity, wavelet } = at(x),
            { misfit, gradient, byWavelet } = survey.derivatives(velocity, data, wavelet);
          first ||= misfit;
          const slopes = gradient.map((g) => 1e3 * g / first),
            further = byWavelet.map((g) => unit * g / first);
          return Promise.resolve({
            value: misfit / first,
            gradient: Float64Array.of(...slopes, ...(moves ? further : [])),
          });
        },
      });
      const found = at(parameters);
      return {
        error: rounded(relativeL2(survey.complete(found.velocity), survey.truth))!,
        wavelet: found.wavelet,
      };
    };
    const known = await fit(survey.wavelet, false),
      kept = await fit(wrong, false),
      free = await fit(wrong, true);
    return {
      errors: [known.error, kept.error, free.error],
      wavelets: [
        rounded(relativeL2(wrong, survey.wavelet))!,
        rounded(relativeL2(free.wavelet, survey.wavelet))!,
      ],
      shapes: seed === 0
        ? [survey.wavelet, wrong, free.wavelet].map((w) =>
          Array.from(w.subarray(0, 200), (value) => Number((value / AMPLITUDE).toFixed(3)))
        )
        : null,
    };
  },
});
