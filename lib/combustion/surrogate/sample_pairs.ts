import { requireFinite, requireInteger, requirePositive } from "../../checks.ts";
import { type Generator, generator } from "../../random/mod.ts";
import { integrateConstantPressure, type ReactorMethod } from "../integrate_constant_pressure.ts";
import type { Mechanism } from "../mechanism.ts";
import { ATMOSPHERE } from "../physical_constants.ts";
import { premixed } from "../premixed.ts";
import type { Pairs } from "./pairs.ts";

/** From where to where, drawn evenly. */
export type Range = readonly [low: number, high: number];

/** Which trajectories are run, and where pairs are taken. */
export interface PairOptions {
  readonly seed: number;
  readonly trajectories: number;
  readonly fuel: string;
  /** K at the start */
  readonly temperatures: Range;
  readonly equivalenceRatios: Range;
  /** seed of H, O and OH, drawn evenly in its logarithm; none by default */
  readonly radicals?: Range;
  /** Pa, 1 atm by default */
  readonly pressure?: number;
  /** s, at which states are taken, evenly in their logarithm */
  readonly times: { readonly first: number; readonly last: number; readonly count: number };
  /** s from a state to the next, 10⁻⁶ by default */
  readonly step?: number;
  /** 10⁻⁶ by default */
  readonly rtol?: number;
  readonly method?: ReactorMethod;
}

/** Error of a step that traces may have: Box and Cox tell 10⁻²⁰ from 10⁻³⁰. */
const ATOL = 1e-24;

/**
 * Pairs of states from trajectories of a reactor at constant pressure, each of which starts from a mixture drawn for
 * it: the same ones whatever their number.
 *
 * @throws {RangeError} for ranges that are not increasing and positive, times that do not increase, or a mixture that
 * {@linkcode premixed} or the reactor refuses
 */
export function samplePairs(mechanism: Mechanism, options: PairOptions): Pairs {
  const { trajectories, times, pressure = ATMOSPHERE, step = 1e-6, rtol = 1e-6, method = "rosenbrock" } =
    options;
  requireInteger("samplePairs", "trajectories", trajectories);
  requireInteger("samplePairs", "times.count", times.count, 2);
  requirePositive("samplePairs", "step", step);
  for (const name of ["temperatures", "equivalenceRatios", "radicals"] as const) {
    if (options[name] !== undefined) requireRange(name, options[name]);
  }
  requireRange("times", [times.first, times.last]);

  const growth = (times.last / times.first) ** (1 / (times.count - 1));
  const starts = Float64Array.from({ length: times.count }, (_, i) => times.first * growth ** i);
  const all = [...new Set([0, ...starts, ...starts.map((time) => time + step)])].sort((a, b) => a - b);
  const places = Array.from(starts, (time) => [all.indexOf(time), all.indexOf(time + step)]);
  const size = mechanism.species.length + 2, rows = trajectories * times.count;
  const states = new Float64Array(rows * size), next = new Float64Array(rows * size);
  const trajectory = Int32Array.from({ length: rows }, (_, i) => Math.floor(i / times.count));
  for (let i = 0; i < trajectories; i++) {
    const { temperature, massFractions } = mixture(mechanism, options, generator(options.seed, "pairs", i));
    const initial = { temperature, pressure, massFractions };
    const run = integrateConstantPressure(mechanism, initial, { times: all, method, rtol, atol: ATOL });
    const write = (target: Float64Array, row: number, place: number) => {
      const at = row * size, species = size - 2;
      target[at] = run.temperatures[place];
      target[at + 1] = pressure;
      for (let k = 0; k < species; k++) {
        target[at + 2 + k] = Math.max(0, run.massFractions[place * species + k]);
      }
    };
    for (const [j, [before, after]] of places.entries()) {
      write(states, i * times.count + j, before);
      write(next, i * times.count + j, after);
    }
  }
  return { size, states, next, trajectory };
}

function mixture(
  mechanism: Mechanism,
  { fuel, temperatures, equivalenceRatios, radicals }: PairOptions,
  random: Generator,
): { temperature: number; massFractions: Float64Array } {
  const between = ([low, high]: Range) => low + (high - low) * random.uniform();
  const temperature = between(temperatures), ratio = between(equivalenceRatios);
  const seed = radicals ? Math.exp(between([Math.log(radicals[0]), Math.log(radicals[1])])) : 0;
  return { temperature, massFractions: premixed(mechanism, fuel, ratio, seed) };
}

function requireRange(name: string, range: Range): void {
  requireFinite("samplePairs", name, range, 2);
  if (range[0] > 0 && range[1] >= range[0]) return;
  throw new RangeError(`samplePairs: ${name} must be positive and increase, got ${range[0]} … ${range[1]}`);
}
