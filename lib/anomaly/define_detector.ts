import { requireFinite, requireKnownSettings } from "../checks.ts";
import { SharedGeometry } from "./neighbours/shared_geometry.ts";
import type { Detector, DetectorAbout, DetectorFactory, FittedScores } from "./detector.ts";
import type { Windows } from "./windows.ts";

/** A detector as its file describes it. */
export interface DetectorDefinition<Options extends object> extends DetectorAbout<Options> {
  /** Options that have no default, such as given draws in place of seeded ones. */
  readonly optional?: readonly (keyof Options & string)[];
  /** Refuses options that are wrong for all data. */
  check?(options: Readonly<Options>, where: string): void;
  /**
   * Learns checked windows.
   *
   * @param shared distances and neighbours of `standard`, always present
   */
  fit(
    standard: Windows,
    options: Readonly<Options>,
    shared: SharedGeometry,
  ): FittedScores | Promise<FittedScores>;
}

/**
 * Makes the factory of a detector, with the checks that all share: known options, at least two finite standard windows
 * that are not constant, `fit` before `score`, equal lengths, finite scores.
 */
export function defineDetector<Options extends object>(
  definition: DetectorDefinition<Options>,
): DetectorFactory<Options> {
  const { number, name, family, defaults, seedable, optional = [] } = definition;
  const about: DetectorAbout<Options> = { number, name, family, defaults: Object.freeze(defaults), seedable };
  const known = Object.fromEntries(
    [...Object.keys(defaults), ...optional].map((option) => [option, true]),
  ) as Record<keyof Options, true>;
  const make = (given: Partial<Options> = {}): Detector<Options> => {
    requireKnownSettings(name, given as Options, known);
    const options = Object.freeze({ ...defaults, ...given });
    definition.check?.(options, name);
    let fitted: FittedScores | null = null, learnt: Windows | null = null;
    const afterFit = () => {
      if (fitted && learnt) return { fitted, learnt };
      throw new RangeError(`${name}: score() before fit(), there are no standard windows yet`);
    };
    const requireScores = (scores: Float64Array) => {
      const bad = scores.findIndex((score) => !Number.isFinite(score));
      if (bad < 0) return scores;
      throw new RangeError(`${name}: the score of window ${bad} is ${scores[bad]}, not finite`);
    };
    const detector: Detector<Options> = {
      ...about,
      options,
      async fit(standard, shared) {
        detector.dispose();
        requireStandard(name, standard);
        if (shared && shared.standard !== standard) {
          throw new RangeError(
            `${name}: the shared distances are those of other windows, not of the standard ones`,
          );
        }
        fitted = await definition.fit(standard, options, shared ?? new SharedGeometry(standard));
        learnt = standard;
        return detector;
      },
      async score(windows) {
        const { fitted, learnt: { length } } = afterFit();
        requireWindows(name, "the windows", windows);
        if (windows.length !== length) {
          throw new RangeError(
            `${name}: the windows have ${windows.length} points, the standard ones have ${length}`,
          );
        }
        return requireScores(await fitted.score(windows));
      },
      async standardScores() {
        const { fitted, learnt } = afterFit();
        return requireScores(await (fitted.own ? fitted.own() : fitted.score(learnt)));
      },
      dispose() {
        fitted?.dispose?.();
        fitted = learnt = null;
      },
    };
    return detector;
  };
  return Object.assign(make, { about });
}

function requireWindows(where: string, name: string, { values, count, length }: Windows): void {
  if (!(length >= 2)) throw new RangeError(`${where}: a window needs 2 points or more, got ${length}`);
  if (count < 1 || values.length !== count * length) {
    throw new RangeError(
      `${where}: ${name} have ${values.length} numbers, which are no ${count} rows of ${length} points`,
    );
  }
  // x − x is 0 for finite numbers only; the slow check then says which is not.
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] - values[i];
  if (sum !== 0) requireFinite(where, name, values);
}

function requireStandard(where: string, standard: Windows): void {
  requireWindows(where, "the standard windows", standard);
  if (standard.count < 2) {
    throw new RangeError(`${where}: needs 2 standard windows or more, got ${standard.count}`);
  }
  const { values } = standard;
  if (values.every((value) => value === values[0])) {
    throw new RangeError(`${where}: the standard windows are constant, all points are ${values[0]}`);
  }
}
