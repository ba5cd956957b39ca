/** Which parameters make a hidden layer, read from a model's parameter list. */
import { parameterSize, type ParameterSpec } from "../nn/mod.ts";

/** A product of a model: its weight tensor and what belongs to it. */
export interface Unit {
  /** Name of the part, e.g. `conv1`; `hidden1` of a multilayer perceptron's first. */
  readonly name: string;
  readonly kind: "dense" | "conv" | "depthwise";
  /** Name of the tensor, as a matrix `[positions·inputs, outputs]`; of a depthwise kernel `[positions, outputs]`. */
  readonly weight: string;
  readonly bias: string | null;
  /** Batch norm behind it: parameters `norm.gain` and `norm.shift`, inner tensors `norm.mean` and `norm.variance`. */
  readonly norm: string | null;
  /** Elements of the kernel per channel; 1 for a dense layer. */
  readonly area: number;
  readonly inputs: number;
  readonly outputs: number;
  /** The residual branch that it is in; empty outside. */
  readonly branch: string;
}

/** A layer whose neurons can be merged. */
export interface HiddenLayer {
  /** Name of its first unit. */
  readonly name: string;
  readonly first: Unit;
  /** Depthwise convolution between, whose channels are the same neurons. */
  readonly depthwise: Unit | null;
  /** The layer that its neurons feed into. */
  readonly next: Unit;
  /** Rows of the next weight per neuron: kernel elements, or positions that were flattened. */
  readonly rowsPerNeuron: number;
}

/**
 * The hidden layers of a model of dense layers, convolutions, batch norms and depthwise-separable blocks, in the order of
 * its parameters. Channels of a residual stream do not form a layer, since a whole stage shares them.
 *
 * @throws {RangeError} for a parameter of another kind of layer
 */
export function hiddenLayers(specs: readonly ParameterSpec[]): HiddenLayer[] {
  const units = unitsOf(specs);
  return units.flatMap((first, i) => {
    const between = units[i + 1]?.kind === "depthwise" ? units[i + 1] : null;
    const next = units[i + (between ? 2 : 1)];
    if (next === undefined || first.kind === "depthwise" || next.kind === "depthwise") return [];
    if (new Set([first, next, between ?? next].map(({ branch }) => branch)).size > 1) return [];
    const positions = next.inputs / first.outputs;
    if (next.kind === "dense" ? !Number.isInteger(positions) : positions !== 1) return [];
    return [{ name: first.name, first, depthwise: between, next, rowsPerNeuron: next.area * positions }];
  });
}

/** All products of a model, in the order of its parameters. */
function unitsOf(specs: readonly ParameterSpec[]): Unit[] {
  const units: Unit[] = [];
  for (const spec of specs) {
    const { name, shape } = spec, last = units.at(-1);
    const [, part, number] = /^(.*?)\.?(?:weight|kernel)(\d*)$/.exec(name) ?? [];
    if (part !== undefined && shape.length >= 2) {
      units.push({ ...productOf(spec), name: number ? `${part}${part && "."}hidden${number}` : part });
      continue;
    }
    const ofLast = last !== undefined && parameterSize(spec) === last.outputs;
    if (ofLast && /(^|\.)bias\d*$/.test(name)) units[units.length - 1] = { ...last, bias: name };
    else if (ofLast && /\.(gain|shift)$/.test(name)) {
      units[units.length - 1] = { ...last, norm: name.replace(/\.\w+$/, "") };
    } else {
      throw new RangeError(
        `hiddenLayers: the parameter "${name}" [${shape}] belongs to no dense layer, convolution or batch norm`,
      );
    }
  }
  return units;
}

function productOf({ name, shape, fanIn }: ParameterSpec): Omit<Unit, "name"> {
  const [inputs, columns] = shape.slice(-2);
  const area = shape.slice(0, -2).reduce((product, length) => product * length, 1);
  const isDepthwise = shape.length === 4 && columns === 1 && inputs > 1 && fanIn === area;
  return {
    kind: isDepthwise ? "depthwise" : shape.length === 2 ? "dense" : "conv",
    weight: name,
    bias: null,
    norm: null,
    area,
    inputs,
    outputs: isDepthwise ? inputs : columns,
    branch: /^(.*\b(?:body|shortcut))\./.exec(name)?.[1] ?? "",
  };
}
