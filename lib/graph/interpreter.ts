/** The slow and plain executor in float64 that the engines are tested against. */
import { INPUT, liveNodes, type Values } from "./graph.ts";
import { checkedInputs, type HostArrays, type Program } from "./program.ts";

/**
 * Outputs of a program, computed node by node in float64 whatever its precision.
 *
 * @throws InputError for inputs that do not fit.
 */
export function interpret(program: Program, inputs: HostArrays): Record<string, Values> {
  const given = checkedInputs({ ...program, precision: "float64" }, inputs);
  const results = new Map<number, Values>();
  for (const node of liveNodes(Object.values(program.outputs))) {
    if (node.op === INPUT) results.set(node.id, given[node.attributes.name as string] as Values);
    else if (node.values) results.set(node.id, node.values);
    else results.set(node.id, node.op.evaluate(node.inputs.map((input) => results.get(input.id)!), node));
  }
  return Object.fromEntries(
    Object.entries(program.outputs).map(([name, node]) => [name, results.get(node.id)!]),
  );
}
