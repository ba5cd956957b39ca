import { requireInteger } from "../../checks.ts";
import { generator, sampleWithoutReplacement } from "../../random/mod.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { squaredDistance } from "../neighbours/distance_rows.ts";
import type { Windows } from "../windows.ts";

/** Settings of {@link inne}. */
export interface InneOptions {
  /** T, sets of balls */
  readonly estimators: number;
  /** ψ, balls per set, from 2 to n */
  readonly samples: number;
  readonly seed: number;
  /** indices of the standard windows that are centres, a list of ψ for each set, in place of drawn ones */
  readonly draws?: readonly ArrayLike<number>[];
}

/**
 * Isolation by nearest-neighbour ensembles (Bandaragoda et al. 2018): mean over T sets of 1 − r²(η) / r²(c), where c is the
 * smallest ball that covers the window, η the centre nearest to c's, and r the distance to the nearest other centre; 1
 * where no ball covers it. The radii are squared, as in `pyod.models.inne.INNE`.
 */
export const inne: DetectorFactory<InneOptions> = defineDetector<InneOptions>({
  number: 33,
  name: "INNE",
  family: "proximity",
  seedable: true,
  defaults: { estimators: 200, samples: 8, seed: 0 },
  optional: ["draws"],
  check({ estimators, samples }, where) {
    requireInteger(where, "estimators", estimators);
    requireInteger(where, "samples", samples, 2);
  },
  fit(standard, { estimators, samples, seed, draws }, shared) {
    requireInteger("INNE", "samples", samples, 2, standard.count);
    const random = generator(seed, "INNE");
    const groups = draws ??
      Array.from({ length: estimators }, () => sampleWithoutReplacement(random, standard.count, samples));
    const sets = groups.map((centres) => balls(standard, Int32Array.from(centres)));
    return {
      score(windows) {
        const scores = new Float64Array(windows.count);
        shared.squaredRows(windows, (i, squared) => {
          let sum = 0;
          for (const { centres, radii, ratios } of sets) {
            let least = Infinity, ratio = 1;
            for (let c = 0; c < centres.length; c++) {
              if (squared[centres[c]] <= radii[c] && radii[c] < least) {
                least = radii[c];
                ratio = ratios[c];
              }
            }
            sum += ratio;
          }
          scores[i] = sum / sets.length;
        });
        return scores;
      },
    };
  },
});

/** Squared radii of the balls around some windows, and 1 − r²(nearest centre) / r² of each. */
function balls({ values, length: d }: Windows, centres: Int32Array) {
  const nearest = new Int32Array(centres.length), radii = new Float64Array(centres.length).fill(Infinity);
  centres.forEach((a, i) =>
    centres.forEach((b, j) => {
      const squared = i === j ? Infinity : squaredDistance(values, a * d, values, b * d, d);
      if (squared >= radii[i]) return;
      radii[i] = squared;
      nearest[i] = j;
    })
  );
  const ratios = radii.map((radius, i) =>
    1 - (radii[nearest[i]] + Number.EPSILON) / (radius + Number.EPSILON)
  );
  return { centres, radii, ratios };
}
