/** From a program to an ONNX model. */
import { knownWhenEmpty, withoutEmpty } from "../empty.ts";
import { type DType, type GraphNode, liveNodes, type Precision } from "../graph.ts";
import type { OnnxAttribute, OnnxWriter } from "../op.ts";
import { convolutionGeometry } from "../ops/convolution/conv2d.ts";
import { depthwiseGeometry } from "../ops/convolution/depthwise.ts";
import { lowerConvolution, lowerDepthwise } from "../ops/convolution/lowering.ts";
import { hostArray, type Program } from "../program.ts";
import { type FusedConvolution, fusedConvolutions } from "./fused_convolutions.ts";
import {
  ELEMENT,
  type Element,
  type GraphAttribute,
  graphProto,
  modelProto,
  nodeProto,
  tensorProto,
  valueInfoProto,
} from "./protobuf.ts";

/** ONNX element type of a dtype at a precision. */
export function elementOf(dtype: DType, precision: Precision): Element {
  return dtype === "float" ? precision : dtype;
}

/** Collects the nodes of one ONNX graph; the graphs of one model share constants and names. */
class GraphWriter implements OnnxWriter {
  readonly #nodes: OnnxNode[] = [];
  /** Values computed here; some have a name fixed by the graph's signature. */
  readonly #made = new Map<string, string>();

  constructor(readonly precision: Precision, readonly shared = new SharedConstants(precision)) {}

  node(
    type: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute | GraphAttribute>> = {},
  ): string {
    return this.nodes(type, inputs, 1, attributes)[0];
  }

  nodes(
    type: string,
    inputs: readonly string[],
    count: number,
    attributes: Readonly<Record<string, OnnxAttribute | GraphAttribute>> = {},
  ): string[] {
    const outputs = Array.from({ length: count }, () => this.shared.name("v"));
    this.#nodes.push({ type, inputs, outputs, attributes });
    for (const output of outputs) this.#made.set(output, output);
    return outputs;
  }

  integers(values: readonly number[]): string {
    return this.shared.integers(values);
  }

  scalar(value: number): string {
    return this.shared.scalar(value);
  }

  ones(length: number): string {
    return this.shared.ones(length);
  }

  cast(value: string, dtype: DType): string {
    return this.node("Cast", [value], { to: ELEMENT[elementOf(dtype, this.precision)] });
  }

  /** Appends the nodes that compute `outputs` from named values; returns the outputs' names. */
  lower(outputs: readonly GraphNode[], known: ReadonlyMap<GraphNode, string>): string[] {
    const names = new Map(known), nodes = liveNodes(outputs, new Set(known.keys()));
    const fused = fusedConvolutions(this.precision === "float32" ? nodes : [], outputs);
    const absorbed = new Set(
      [...fused].flatMap(([node, { convolution, relu }]) =>
        relu ? [convolution, node.inputs[0]] : [convolution]
      ),
    );
    for (const node of nodes) {
      if (absorbed.has(node) || known.has(node)) continue;
      if (node.values) names.set(node, this.shared.constant(node));
      else if (fused.has(node)) names.set(node, this.#convolution(fused.get(node)!, names));
      else {
        const inputs = withoutEmpty(node, node.inputs).map((input) => names.get(input)!);
        names.set(node, this.#computed(node, inputs));
      }
    }
    return outputs.map((node) => names.get(node)!);
  }

  #computed(node: GraphNode, inputs: readonly string[]): string {
    const known = knownWhenEmpty(node);
    if (known === "nothing") return this.shared.nothing(node);
    if (known !== "zeros") return node.op.onnx(this, inputs, node);
    return this.node("Expand", [this.cast(this.scalar(0), node.dtype), this.integers(node.shape)]);
  }

  #convolution({ convolution, bias, relu }: FusedConvolution, names: ReadonlyMap<GraphNode, string>): string {
    const [images, filters] = convolution.inputs.map((input) => names.get(input)!);
    const row = this.node("Reshape", [names.get(bias)!, this.integers([bias.size])]);
    const after = { bias: row, relu };
    return convolution.op.name === "conv2d"
      ? lowerConvolution(this, images, filters, convolutionGeometry(convolution), after)
      : lowerDepthwise(this, images, filters, depthwiseGeometry(convolution), after);
  }

  /** Gives a value the name that the graph's signature requires. */
  rename(value: string, name: string): void {
    // The runtime does not remove an Identity whose input is used elsewhere, so it would copy every carried vector.
    if (this.#made.get(value) === value) this.#made.set(value, name);
    else this.#nodes.push({ type: "Identity", inputs: [value], outputs: [name], attributes: {} });
  }

  /** The nodes as messages, each value under its final name. */
  finish(): Uint8Array[] {
    const final = (value: string) => this.#made.get(value) ?? value;
    return this.#nodes.map(({ type, inputs, outputs, attributes }) =>
      nodeProto(type, inputs.map(final), outputs.map(final), attributes)
    );
  }
}

interface OnnxNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute | GraphAttribute>>;
}

class SharedConstants {
  readonly initializers: Uint8Array[] = [];
  readonly #known = new Map<string | GraphNode, string>();
  #count = 0;

  constructor(readonly precision: Precision) {}

  name(prefix: string): string {
    return `${prefix}${this.#count++}`;
  }

  integers(values: readonly number[]): string {
    return this.#once(
      `integers ${values}`,
      (name) => tensorProto(name, [values.length], "int64", BigInt64Array.from(values, BigInt)),
    );
  }

  scalar(value: number): string {
    return this.#once(
      `scalar ${value}`,
      (name) => tensorProto(name, [], this.precision, hostArray("float", this.precision, [value])),
    );
  }

  ones(length: number): string {
    return this.#once(
      `ones ${length}`,
      (name) =>
        tensorProto(
          name,
          [length],
          this.precision,
          hostArray("float", this.precision, new Array<number>(length).fill(1)),
        ),
    );
  }

  nothing({ dtype, shape }: GraphNode): string {
    return this.#once(
      `nothing ${dtype} ${shape}`,
      (name) => tensorProto(name, shape, elementOf(dtype, this.precision), new Uint8Array(0)),
    );
  }

  constant(node: GraphNode): string {
    return this.#once(node, (name) =>
      tensorProto(
        name,
        node.shape,
        elementOf(node.dtype, this.precision),
        hostArray(node.dtype, this.precision, node.values!),
      ));
  }

  #once(key: string | GraphNode, make: (name: string) => Uint8Array): string {
    const known = this.#known.get(key);
    if (known) return known;
    const name = this.name("c");
    this.initializers.push(make(name));
    this.#known.set(key, name);
    return name;
  }
}

/** A program, or a part of one: its inputs may be any nodes whose values are passed in. */
export type ProgramPart = Pick<Program, "precision" | "inputs" | "outputs">;

/** Model of a program; its inputs and outputs have the program's names, prefixed with `in_` and `out_`. */
export function onnxModel(program: ProgramPart): Uint8Array {
  const writer = new GraphWriter(program.precision);
  const outputs = Object.entries(program.outputs);
  const known = new Map(Object.entries(program.inputs).map(([name, node]) => [node, `in_${name}`]));
  writer.lower(outputs.map(([, node]) => node), known)
    .forEach((value, k) => writer.rename(value, `out_${outputs[k][0]}`));
  const info = (prefix: string) => ([name, node]: [string, GraphNode]) =>
    valueInfoProto(prefix + name, node.shape, elementOf(node.dtype, program.precision));
  return modelProto(graphProto({
    name: "program",
    nodes: writer.finish(),
    initializers: writer.shared.initializers,
    inputs: Object.entries(program.inputs).map(info("in_")),
    outputs: outputs.map(info("out_")),
  }));
}

/** Input of a loop model with the number of steps; no input of a program can have this name. */
export const STEP_COUNT = "step_count";

/**
 * Model that runs a step program {@linkcode STEP_COUNT} times in one ONNX Loop.
 *
 * Inputs named in `state` are carried from the output of the same name; the other inputs have an additional leading
 * axis, of which step i reads row i. Outputs outside `state` have a leading axis with one row per step.
 */
export function onnxLoopModel(program: Program, state: readonly string[]): Uint8Array {
  const { precision } = program;
  const outer = new GraphWriter(precision), body = new GraphWriter(precision, outer.shared);
  const perStep = Object.keys(program.inputs).filter((name) => !state.includes(name));
  const metrics = Object.keys(program.outputs).filter((name) => !state.includes(name));
  const info = (name: string, node: GraphNode, leading: string[] = []) =>
    valueInfoProto(name, [...leading, ...node.shape], elementOf(node.dtype, precision));

  const known = new Map([
    ...state.map((name) => [program.inputs[name], `carried_${name}`] as const),
    ...perStep.map((name) =>
      [program.inputs[name], body.node("Gather", [`in_${name}`, "iteration"], { axis: 0 })] as const
    ),
  ]);
  const ordered = [...state, ...metrics];
  body.lower(ordered.map((name) => program.outputs[name]), known)
    .forEach((value, k) => body.rename(value, `next_${ordered[k]}`));
  body.rename("going_on", "go_on");
  const bodyGraph = graphProto({
    name: "step",
    nodes: body.finish(),
    initializers: [],
    inputs: [
      valueInfoProto("iteration", [], "int64"),
      valueInfoProto("going_on", [], "bool"),
      ...state.map((name) => info(`carried_${name}`, program.inputs[name])),
    ],
    outputs: [
      valueInfoProto("go_on", [], "bool"),
      ...ordered.map((name) => info(`next_${name}`, program.outputs[name])),
    ],
  });
  const loop = nodeProto(
    "Loop",
    [STEP_COUNT, "", ...state.map((name) => `in_${name}`)],
    ordered.map((name) => `out_${name}`),
    { body: { graph: bodyGraph } },
  );
  return modelProto(graphProto({
    name: "loop",
    nodes: [loop],
    initializers: outer.shared.initializers,
    inputs: [
      valueInfoProto(STEP_COUNT, [], "int64"),
      ...state.map((name) => info(`in_${name}`, program.inputs[name])),
      ...perStep.map((name) => info(`in_${name}`, program.inputs[name], ["steps"])),
    ],
    outputs: [
      ...state.map((name) => info(`out_${name}`, program.outputs[name])),
      ...metrics.map((name) => info(`out_${name}`, program.outputs[name], ["steps"])),
    ],
  }));
}
