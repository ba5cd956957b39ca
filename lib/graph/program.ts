/** A traced function: a graph with named inputs and outputs. */
import type { DType, Graph, GraphNode, Precision } from "./graph.ts";
import { type Shape, sizeOf } from "./shape.ts";
import { InputError } from "./errors.ts";

/** Numbers on the host, row-major. */
export type HostArray = Float64Array | Float32Array | Int32Array | Uint8Array;

/** Host arrays by name. */
export type HostArrays = Readonly<Record<string, HostArray>>;

/** A tensor that a program takes or gives. */
export interface TensorSpec {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** A graph with named inputs and outputs, ready to be compiled for an engine. */
export interface Program {
  readonly graph: Graph;
  readonly precision: Precision;
  readonly inputs: Readonly<Record<string, GraphNode>>;
  readonly outputs: Readonly<Record<string, GraphNode>>;
}

/** The host array type of a dtype at a precision. */
export function hostArray(dtype: DType, precision: Precision, values: number | ArrayLike<number>): HostArray {
  const make = dtype === "int32"
    ? Int32Array
    : dtype === "bool"
    ? Uint8Array
    : precision === "float64"
    ? Float64Array
    : Float32Array;
  return typeof values === "number" ? new make(values) : values instanceof make ? values : make.from(values);
}

/**
 * The values for each input, in the program's precision.
 *
 * @throws {InputError} for a missing, unknown or wrongly sized input.
 */
export function checkedInputs(program: Program, values: HostArrays): Record<string, HostArray> {
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(program.inputs, name)) {
      throw new InputError(
        `input "${name}": not of this program, allowed ${list(Object.keys(program.inputs))}`,
      );
    }
  }
  return Object.fromEntries(
    Object.keys(program.inputs).map((name) => {
      if (values[name] === undefined) {
        throw new InputError(`input "${name}": missing, got ${list(Object.keys(values))}`);
      }
      return [name, checkedInput(program, name, values[name])];
    }),
  );
}

/**
 * The values for one input, or for `rows` consecutive rows of it, in the program's precision.
 *
 * @throws {InputError} for another number of values, or values that the input's dtype cannot represent
 */
export function checkedInput(program: Program, name: string, values: HostArray, rows?: number): HostArray {
  const { dtype, shape: rowShape } = program.inputs[name];
  const shape = rows === undefined ? rowShape : [rows, ...rowShape], needed = sizeOf(shape);
  if (values.length !== needed) {
    throw new InputError(`input "${name}": needs ${needed} values (shape [${shape}]), got ${values.length}`);
  }
  const array = hostArray(dtype, program.precision, values);
  if (dtype === "float" || array === values) return array;
  const changed = array.findIndex((value, i) => value !== values[i]);
  if (changed >= 0) {
    throw new InputError(
      `input "${name}": ${dtype} cannot hold ${values[changed]} (value ${changed})`,
    );
  }
  return array;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "nothing" : names.join(", ");
}
