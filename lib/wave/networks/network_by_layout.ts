/** Networks by name, so that settings can carry them. */
import { requireOneOf } from "../../checks.ts";
import { adam } from "../../optim/mod.ts";
import type { Generator } from "../../random/mod.ts";
import { cnnDecoder } from "./cnn_decoder.ts";
import { coordinateNetwork } from "./coordinate_network.ts";
import { pretrain } from "./pretrain.ts";
import { skipNetwork } from "./skip_network.ts";
import { additiveForm, boundedForm, type VelocityForm, type VelocityNetwork } from "./velocity_network.ts";

type Grid = { nz: number; nx: number };

/** Names that {@linkcode networkByLayout} knows. */
export type Layout = "CNN" | "linear decoder" | "skip net" | "tanh MLP" | "SIREN";

const LAYOUTS: Readonly<Record<Layout, (grid: Grid, stream: Generator) => VelocityNetwork>> = {
  "CNN": cnnDecoder,
  "linear decoder": (grid, stream) => cnnDecoder({ ...grid, nonlinear: false }, stream),
  "skip net": (grid, stream) => skipNetwork({ ...grid, channels: [16, 32, 32], normalize: false }, stream),
  "tanh MLP": (grid) => coordinateNetwork({ ...grid, hidden: [64, 64, 64], activation: "tanh" }),
  "SIREN": (grid) => coordinateNetwork({ ...grid, hidden: [64, 64, 64], omega: 15 }),
};

/**
 * The network of a layout, each of 10⁴ to 2·10⁵ weights on maps of 40 × 60.
 *
 * @param stream draws its input
 * @throws {RangeError} for an unknown layout
 */
export function networkByLayout(layout: Layout, grid: Grid, stream: Generator): VelocityNetwork {
  const { nz, nx } = grid;
  return LAYOUTS[requireOneOf("network", "layout", layout, Object.keys(LAYOUTS) as Layout[])](
    { nz, nx },
    stream,
  );
}

/** How a network starts: as a correction of the start model, or between bounds with or without a fit to the start. */
export type StartForm = "additive" | "pretrained" | "random start";

/** Numbers of the forms. */
export interface StartFormOptions {
  /** v₀, m/s. */
  start: ArrayLike<number>;
  /** Bounds of the bounded form, m/s. */
  low: number;
  high: number;
  /** s of the additive form, m/s. */
  additiveScale: number;
  pretrainSteps: number;
  /** Adam's learning rate at the first and at the last step; geometric in between. */
  pretrainRates: readonly [first: number, last: number];
}

/** A network in a form, and its parameters before an inversion. */
export interface PreparedNetwork {
  readonly network: VelocityNetwork;
  readonly form: VelocityForm;
  readonly theta: Float32Array;
}

/**
 * A network in one of the forms, pretrained if the form requires it.
 *
 * @param initial random parameters
 * @throws {RangeError} for an unknown form, or numbers out of their range
 */
export async function preparedNetwork(
  network: VelocityNetwork,
  startForm: StartForm,
  initial: Float64Array,
  { start, low, high, additiveScale, pretrainSteps: steps, pretrainRates: [first, last] }: StartFormOptions,
): Promise<PreparedNetwork> {
  requireOneOf("network", "form", startForm, ["additive", "pretrained", "random start"]);
  const random = Float32Array.from(initial);
  if (startForm === "additive") {
    return { network, form: additiveForm({ start, scale: additiveScale }), theta: random };
  }
  const form = boundedForm({ low, high });
  if (startForm === "random start") return { network, form, theta: random };
  const learningRate = (step: number) => first * (last / first) ** ((step - 1) / Math.max(1, steps - 1));
  const { theta } = await pretrain(network, form, {
    initial,
    target: start,
    steps,
    optimizer: adam({ learningRate }),
  });
  return { network, form, theta };
}
