/** E0: what the wave solver is held to, V1 to V6, with random models and places by seed. */
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { type SolverCheckReadings, solverChecks, type SolverCheckSettings } from "../../lib/wave/mod.ts";

export default experiment<SolverCheckSettings, SolverCheckReadings>({
  at: import.meta,
  revision: 1,
  precision: ["float32", "float64"],
  engine: "host",
  settings: {
    nz: 40,
    nx: 44,
    spacing: 25,
    timeStep: 2.5e-3,
    steps: 240,
    peakFrequency: 6,
    epsilons: [10, 3, 1, 0.3, 0.1, 0.03],
    layers: [5, 8, 10, 15, 20],
  },
  seeds: [0, 1, 2, 3, 4],
  quick: { seeds: [0, 1, 2] },
  steps: ({ epsilons, layers }) => 4 * epsilons.length + layers.length + 8,
  probe: (settings) => settings,
  run(settings, seed) {
    const brief = (value: number) => rounded(value)!, found = solverChecks(settings, seed);
    return Promise.resolve({
      single: found.single.map(brief),
      double: found.double.map(brief),
      dot: brief(found.dot),
      halved: brief(found.halved),
      echoes: found.echoes.map(brief),
      reciprocal: brief(found.reciprocal),
      plain: brief(found.plain),
      green: brief(found.green),
    });
  },
});
