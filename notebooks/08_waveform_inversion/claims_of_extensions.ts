/** X1, X3–X6: our own hypotheses; X11–X16: the checks V1 to V6 of the solver. Thresholds were fixed before the full runs. */
import {
  type Claim,
  claims,
  type ClaimsOptions,
  every,
  NO_EFFECT_NAMED,
  onMean,
} from "../../lib/claims/mod.ts";
import { smallest } from "../../lib/stats/mod.ts";
import type controls from "./controls.ts";
import type inverseCrime from "./inverse_crime.ts";
import type robustMisfits from "./robust_misfits.ts";
import type { RunsOf } from "./set_up.ts";
import type solverChecks from "./solver_checks.ts";
import type tangentKernel from "./tangent_kernel.ts";
import type unknownWavelet from "./unknown_wavelet.ts";

/** X1: a fixed kernel. */
export function kernelClaims(runs: RunsOf<typeof tangentKernel>, options?: ClaimsOptions): Claim[] {
  return claims(runs, [{
    id: "X1",
    claim: "The network's gain is that of its linearisation at the start: a fixed kernel, no learnt features",
    quantity:
      "gain over Adam on the grid (in error) of the linearised network, over that of the network, η = 0.5",
    measure: ({ errors: [network, linear, grid] }) => (grid - linear) / (grid - network),
    rule: onMean(">=", 0.8),
    control: { none: "the grid without a kernel is the zero of the quantity" },
  }], options);
}

/** X3: misfits; cases are the three measures from a start that is near, then from one that is far. */
export function misfitClaims(runs: RunsOf<typeof robustMisfits>, options?: ClaimsOptions): Claim[] {
  type Run = typeof runs.results[number];
  const over = (run: Run, far: 0 | 3, measure: number) => run[far + measure][0].error / run[far][0].error;
  const rows = [
    ["X3", "Envelopes lead further than differences from a far start, at a high frequency", 2],
    ["X3b", "… and so does correlation", 1],
  ] as const;
  return claims(
    runs,
    rows.map(([id, claim, measure]) => ({
      id,
      claim,
      quantity: "error over that of the difference of traces, L-BFGS with TV, constant start, 7 Hz",
      measure: (run: Run) => over(run, 3, measure),
      rule: every("<", 0.9, 1),
      changed: [NO_EFFECT_NAMED],
      control: {
        what: "a start that is near",
        measure: (run: Run) => over(run, 0, measure),
        rule: every(">=", 0.9),
      },
    })),
    options,
  );
}

/** X4: the inverse crime; cases are honest and criminal recordings, without noise and with it. */
export function crimeClaims(runs: RunsOf<typeof inverseCrime>, options?: ClaimsOptions): Claim[] {
  return claims(runs, [{
    id: "X4",
    claim: "Recordings made by the inversion's own scheme flatter it",
    quantity: "error from recordings of half the spacing over that from its own, L-BFGS of order 4, no noise",
    measure: ([honest, crime]) => honest[0].error / crime[0].error,
    rule: onMean(">=", 1.05),
    control: {
      what: "with noise, η = 0.5",
      measure: ([, , honest, crime]) => honest[0].error / crime[0].error,
      rule: onMean("<", 1.05),
    },
  }], options);
}

/** X5: the wavelet. */
export function waveletClaims(runs: RunsOf<typeof unknownWavelet>, options?: ClaimsOptions): Claim[] {
  return claims(runs, [{
    id: "X5",
    claim: "The wavelet can be found along with the model",
    quantity: "error of the model with a wavelet that is found, over that with the true one, η = 0.1",
    measure: ({ errors: [known, , found] }) => found / known,
    rule: onMean("<=", 1.1),
    control: {
      what: "a wrong wavelet that is kept",
      measure: ({ errors: [known, assumed] }) => assumed / known,
      rule: onMean(">", 1.1),
    },
  }], options);
}

/** X6: noise alone (E11). */
export function noiseOnlyClaims(runs: RunsOf<typeof controls>, options?: ClaimsOptions): Claim[] {
  const [network, grid] = [0, 1];
  const rows = [
    ["X6", "With only noise on the recordings of the start the network stays near it (E11)", "fromStart"],
    ["X6b", "… and where they hold nothing but noise", "fromNoise"],
  ] as const;
  type Run = typeof runs.results[number];
  return claims(
    runs,
    rows.map(([id, claim, what]) => ({
      id,
      claim,
      quantity:
        "distance of the network's map from the start, over that after an inversion of the recordings",
      measure: (run: Run) => run[what][network] / run.fromData[network],
      rule: every("<=", 0.5),
      control: {
        what: "L-BFGS on the grid",
        measure: (run: Run) => run[what][grid] / run.fromData[grid],
        rule: every(">", 0.5),
      },
      changed: [{
        what: "control",
        from: "none",
        to: "L-BFGS on the grid",
        why: "the row could not tell a network from any inversion",
      }],
    })),
    options,
  );
}

/** X11–X16: V1 to V6. */
export function solverClaims(runs: RunsOf<typeof solverChecks>, options?: ClaimsOptions): Claim[] {
  const { settings } = runs, layer = (width: number) => settings.layers.indexOf(width);
  const none = (why: string) => ({ none: why });
  const at = (epsilon: number) => ({ double }: typeof runs.results[number]) =>
    double[settings.epsilons.indexOf(epsilon)];
  const central = (id: string, claim: string, epsilon: number) => ({
    id,
    claim,
    quantity: `relative deviation at ε = ${epsilon} m/s`,
    measure: at(epsilon),
    rule: every("<=", 1e-6),
    control: { what: "ε = 10 m/s", measure: at(10), rule: every(">", 1e-6) },
  });
  return claims(runs, [
    {
      ...central("X11", "V1: the gradient is the central difference, in float64", 0.1),
      // Single seeds lie on both sides of the threshold.
      atQuick: false,
      note:
        "the error of the difference itself, which falls by ε² in every seed, is still 2·10⁻⁶ in two of them",
    },
    {
      ...central("X11c", "… at a smaller step", 0.03),
      changed: [{
        what: "step ε of V1",
        from: "0.1 m/s (X11)",
        to: "0.03 m/s",
        why:
          "the error of the difference itself, which falls by ε², is 2·10⁻⁶ at 0.1 m/s in two of five seeds",
      }],
    },
    {
      id: "X11b",
      claim: "… and in float32, as far as rounding lets it be seen",
      quantity: "relative deviation at the best of six ε",
      measure: ({ single }) => smallest(single),
      rule: every("<=", 1e-2),
      control: none("truncation at large and rounding at small ε are in the figure"),
    },
    {
      id: "X12",
      claim: "V2: the adjoint is the transpose of the linearised map, in float64",
      quantity: "|⟨Fx, y⟩ − ⟨x, F*y⟩| over the larger",
      measure: ({ dot }) => dot,
      rule: every("<=", 1e-10),
      control: none("a wrong adjoint is off by its whole size"),
    },
    {
      id: "X13",
      claim: "V3: half the spacing and half the time step give the same recordings",
      quantity: "relative difference, smooth random models",
      measure: ({ halved }) => halved,
      rule: every("<=", 0.02),
      control: none("recordings of random models differ by their whole size"),
    },
    {
      id: "X14",
      claim: "V4: the absorbing layer of ten cells echoes less than a thousandth",
      quantity: "greatest echo over the direct peak, source in row 1; one constant velocity for all seeds",
      measure: ({ echoes }) => echoes[layer(10)],
      rule: every("<=", 1e-3),
      control: { what: "five cells", measure: ({ echoes }) => echoes[layer(5)], rule: every(">", 1e-3) },
    },
    {
      id: "X15",
      claim: "V5: v²(source)·p stays the same when source and receiver change places, layer included",
      quantity: "relative difference, float64",
      measure: ({ reciprocal }) => reciprocal,
      rule: every("<=", 1e-12),
      control: { what: "p itself", measure: ({ plain }) => plain, rule: every(">", 1e-3) },
    },
    {
      id: "X16",
      claim: "V6: in a constant velocity the recording is the Green's function under the wavelet",
      quantity: "relative difference at 20 cells",
      measure: ({ green }) => green,
      rule: every("<=", 0.02),
      control: none("the integral is another computation than the scheme"),
    },
  ], options);
}
