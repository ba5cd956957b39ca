import { requireInteger, requireOneOf } from "../../checks.ts";
import { type GasState, requireGasState, TEMPERATURE_RANGE } from "../gas_state.ts";
import type { Mechanism } from "../mechanism.ts";
import { elementAmounts, projectElements } from "../project_elements.ts";
import { temperatureOfEnthalpy } from "../temperature_of_enthalpy.ts";
import { massEnthalpy } from "../thermodynamics.ts";
import type { SurrogateScaling } from "./surrogate_data.ts";
import { encodeStates, type SurrogateEncoding } from "./surrogate_encoding.ts";

/** A trained surrogate: how it encodes and scales, and its network. */
export interface Surrogate {
  readonly encoding: SurrogateEncoding;
  readonly scaling: SurrogateScaling;
  /** scaled increments `[rows, width]` of scaled inputs `[rows, width]` */
  readonly predict: (inputs: Float32Array, rows: number) => ArrayLike<number>;
}

/**
 * What a step of a rollout conserves, whatever the network predicts: nothing, the elements and with them the mass, or the
 * enthalpy, too, from which T then follows.
 */
export type Projection = "none" | "elements" | "elements and enthalpy";

/** How far a rollout goes. */
export interface RolloutOptions {
  readonly steps: number;
  /** `"none"` by default */
  readonly projection?: Projection;
}

/** States of several gases that a surrogate moves, the first that of the start. */
export interface Rollout {
  /** K, `[gases, steps + 1]` */
  readonly temperatures: Float64Array;
  /** `[gases, steps + 1, species]` */
  readonly massFractions: Float64Array;
  /**
   * step at which a gas left 200 … 3500 K, its mass fractions became no numbers or could not be projected, from which on it
   * stands still;
   * `null` for one that never did
   */
  readonly left: readonly (number | null)[];
}

/**
 * Moves gases by a surrogate, step by step, all of them in one call of the network. A mass fraction below none, which a
 * network may say, is none.
 *
 * @throws {RangeError} for no gases, a state that {@linkcode requireGasState} refuses, no steps, an unknown projection,
 * or a prediction of another length
 */
export function rolloutSurrogate(
  mechanism: Mechanism,
  { encoding, scaling, predict }: Surrogate,
  initial: readonly GasState[],
  { steps, projection = "none" }: RolloutOptions,
): Rollout {
  const gases = initial.length, n = mechanism.species.length, size = n + 2, { width } = encoding;
  if (gases === 0) throw new RangeError("rolloutSurrogate: gases to start from are needed, got none");
  requireInteger("rolloutSurrogate", "steps", steps);
  requireOneOf("rolloutSurrogate", "the projection", projection, [
    "none",
    "elements",
    "elements and enthalpy",
  ]);
  for (const state of initial) requireGasState("rolloutSurrogate", mechanism, state);
  const kept = initial.map(({ temperature, massFractions }) => ({
    amounts: elementAmounts(mechanism, massFractions),
    enthalpy: massEnthalpy(mechanism, temperature, massFractions),
  }));
  const states = Float64Array.from(
    initial.flatMap((
      { temperature, pressure, massFractions },
    ) => [temperature, pressure, ...Array.from(massFractions)]),
  );
  const left: (number | null)[] = initial.map(() => null);
  const temperatures = new Float64Array(gases * (steps + 1));
  const massFractions = new Float64Array(gases * (steps + 1) * n);
  const write = (step: number) => {
    for (let g = 0; g < gases; g++) {
      const at = g * (steps + 1) + step;
      temperatures[at] = states[g * size];
      massFractions.set(states.subarray(g * size + 2, (g + 1) * size), at * n);
    }
  };
  write(0);
  const inputs = new Float32Array(gases * width);
  for (let step = 1; step <= steps; step++) {
    const encoded = encodeStates(encoding, states, size);
    for (let i = 0; i < inputs.length; i++) {
      const j = i % width;
      inputs[i] = (encoded[i] - scaling.inputs.mean[j]) / scaling.inputs.deviation[j];
    }
    const outputs = predict(inputs, gases);
    if (outputs.length !== inputs.length) {
      throw new RangeError(
        `rolloutSurrogate: the prediction must have ${gases} rows of ${width}, got ${outputs.length} numbers`,
      );
    }
    for (let g = 0; g < gases; g++) {
      if (left[g] !== null) continue;
      const moved = states.slice(g * size, (g + 1) * size);
      for (let j = 0; j < width; j++) {
        const i = g * width + j, place = encoding.places[j];
        const change = outputs[i] * scaling.increments.deviation[j] + scaling.increments.mean[j];
        if (place === 0) moved[0] += change;
        else if (place > 1) moved[place] = massFraction(encoded[i] + change, encoding.lambda);
      }
      if (projection !== "none" && moved.every(Number.isFinite)) {
        try {
          project(mechanism, moved, kept[g], projection);
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          // The network has left no species that could hold an element, so there is nothing to project on.
          moved.fill(NaN);
        }
      }
      const [low, high] = TEMPERATURE_RANGE;
      if (moved[0] >= low && moved[0] <= high && moved.every(Number.isFinite)) states.set(moved, g * size);
      else left[g] = step;
    }
    write(step);
  }
  return { temperatures, massFractions, left };
}

function massFraction(transformed: number, lambda: number): number {
  return Math.max(0, lambda * transformed + 1) ** (1 / lambda);
}

function project(
  mechanism: Mechanism,
  state: Float64Array,
  { amounts, enthalpy }: { readonly amounts: Float64Array; readonly enthalpy: number },
  projection: Projection,
): void {
  const projected = projectElements(mechanism, state.subarray(2), amounts);
  state.set(projected, 2);
  if (projection === "elements and enthalpy") {
    state[0] = temperatureOfEnthalpy(mechanism, enthalpy, projected, state[0]);
  }
}
