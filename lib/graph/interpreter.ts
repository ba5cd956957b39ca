/** The slow, simple float64 executor that the engines are tested against. */
import { InputError } from "./errors.ts";
import { type GraphNode, INPUT, liveNodes, type Values } from "./graph.ts";
import { indexCheck } from "./index_check.ts";
import { checkedInputs, type HostArrays, type Program } from "./program.ts";

/**
 * Computes the outputs of a program node by node in float64, whatever its precision.
 *
 * @throws {InputError} for inputs that do not fit
 * @throws {RangeError} if an index of a look-up is outside its tensor
 */
export function interpret(program: Program, inputs: HostArrays): Record<string, Values> {
  const given = checkedInputs({ ...program, precision: "float64" }, inputs);
  const results = new Map<number, Values>();
  for (const node of liveNodes(Object.values(program.outputs))) {
    if (node.op === INPUT) results.set(node.id, given[node.attributes.name as string] as Values);
    else if (node.values) results.set(node.id, node.values);
    else results.set(node.id, evaluate(node, results, program, given));
  }
  return Object.fromEntries(
    Object.entries(program.outputs).map(([name, node]) => [name, results.get(node.id)!]),
  );
}

function evaluate(
  node: GraphNode,
  results: ReadonlyMap<number, Values>,
  program: Program,
  given: HostArrays,
): Values {
  try {
    return node.op.evaluate(node.inputs.map((input) => results.get(input.id)!), node);
  } catch (error) {
    throw error instanceof RangeError ? withGivenIndex(error, program, given) : error;
  }
}

/** The same error with the index as it was given, if the inputs contain it. */
function withGivenIndex(error: RangeError, program: Program, given: HostArrays): RangeError {
  try {
    indexCheck(program)(given);
  } catch (found) {
    if (found instanceof InputError) return new RangeError(found.message, { cause: error });
  }
  return error;
}
