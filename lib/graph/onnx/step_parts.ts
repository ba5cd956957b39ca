/**
 * A step program in two parts: ONNX Runtime computes everything up to the gradient, and a separate pass makes the
 * update. The runtime reads parameters and writes gradients in the update's memory, without a copy.
 */
import { type GraphNode, liveNodes } from "../graph.ts";
import type { UpdateRegion } from "../elementwise/update_region.ts";
import type { LoopNames } from "../executable.ts";
import type { Program } from "../program.ts";
import type { ProgramPart } from "./lower.ts";
import { joinedViews, slicedViews, usersOf } from "./views.ts";

/** The part of a step that the runtime computes. */
export interface GradientPart extends ProgramPart {
  /** Inputs that are slices of carried vectors: vector and offset, by input. */
  readonly parameters: ReadonlyMap<string, { readonly vector: string; readonly begin: number }>;
  /** Outputs that are slices of the update's input vectors and numbers: vector and offset, by output. */
  readonly gradients: ReadonlyMap<string, { readonly vector: GraphNode; readonly begin: number }>;
  /** Per-step inputs that it reads. */
  readonly perStep: readonly string[];
}

/** The part of a step program before its update. */
export function gradientPart(program: Program, names: LoopNames, region: UpdateRegion): GradientPart {
  const { precision } = program;
  const metrics = names.metrics.map((name) => [name, program.outputs[name]] as const);
  const gradients = new Map<string, { vector: GraphNode; begin: number }>();
  const outputs: Record<string, GraphNode> = Object.fromEntries(metrics);
  const elsewhere = usersOf(metrics.map(([, node]) => node).concat(region.given));
  for (const vector of region.given) {
    const free = !elsewhere.has(vector) && !metrics.some(([, node]) => node === vector);
    for (const { node, begin } of free ? joinedViews(vector, precision) : [{ node: vector, begin: 0 }]) {
      const output = `given ${gradients.size}`;
      gradients.set(output, { vector, begin });
      outputs[output] = node;
    }
  }

  const ends = Object.values(outputs), users = usersOf(ends), live = new Set(liveNodes(ends));
  const parameters = new Map<string, { vector: string; begin: number }>();
  const inputs: Record<string, GraphNode> = {};
  for (const vector of names.state) {
    const whole = program.inputs[vector];
    if (!live.has(whole)) continue;
    for (const { node, begin } of slicedViews(whole, precision, users, ends)) {
      const input = `carried ${parameters.size}`;
      parameters.set(input, { vector, begin });
      inputs[input] = node;
    }
  }
  const perStep = names.perStep.filter((name) => live.has(program.inputs[name]));
  for (const name of perStep) inputs[name] = program.inputs[name];
  return { precision, inputs, outputs, parameters, gradients, perStep };
}
