import { type Observable, OBSERVABLES, type PathStatistics } from "./path_options.ts";

/** Running mean and squared deviations (Welford) of the observables at each time. */
export class PathMoments {
  readonly #mean: Record<Observable, Float64Array>;
  readonly #squares: Record<Observable, Float64Array>;
  readonly #counts: Int32Array;

  /** @param times number of times */
  constructor(times: number) {
    const zeros = () =>
      Object.fromEntries(OBSERVABLES.map((name) => [name, new Float64Array(times)])) as Record<
        Observable,
        Float64Array
      >;
    [this.#mean, this.#squares, this.#counts] = [zeros(), zeros(), new Int32Array(times)];
  }

  /** Adds one path's observables at a time step, in the order of {@linkcode OBSERVABLES}. */
  add(time: number, values: ArrayLike<number>): void {
    const count = ++this.#counts[time];
    for (let k = 0; k < OBSERVABLES.length; k++) {
      const mean = this.#mean[OBSERVABLES[k]], change = values[k] - mean[time];
      mean[time] += change / count;
      this.#squares[OBSERVABLES[k]][time] += change * (values[k] - mean[time]);
    }
  }

  /** @param rate ε */
  statistics(rate: number): PathStatistics {
    const paths = this.#counts[0], sd = {} as Record<Observable, Float64Array>;
    for (const name of OBSERVABLES) {
      sd[name] = this.#squares[name].map((value) => Math.sqrt(value / (paths - 1)));
    }
    return { times: Float64Array.from(this.#counts, (_, k) => k * rate), mean: this.#mean, sd, paths };
  }
}
