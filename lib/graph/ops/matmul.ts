/** Matrix products. */
import type { GraphNode } from "../graph.ts";
import type { Op } from "../op.ts";
import { alike, rightOperand } from "./tfjs_products.ts";
import { broadcastOffsets, broadcastShapes, type Shape, sizeOf } from "../shape.ts";

/** Rows, columns and leading (batch) axes of an operand after its transpose flag. */
function matrixOf(shape: Shape, transposed: boolean): { batch: Shape; rows: number; columns: number } {
  const [last, beforeLast] = [shape[shape.length - 1], shape[shape.length - 2]];
  return {
    batch: shape.slice(0, -2),
    rows: transposed ? last : beforeLast,
    columns: transposed ? beforeLast : last,
  };
}

const op: Op = {
  name: "matMul",
  infer([a, b], { transposeA, transposeB }) {
    if (a.dtype !== "float" || b.dtype !== "float") {
      throw new TypeError(`matMul: needs float tensors, found ${a.dtype} and ${b.dtype}`);
    }
    if (a.shape.length < 2 || b.shape.length < 2) {
      throw new RangeError(`matMul: needs two matrices, found shapes [${a.shape}] and [${b.shape}]`);
    }
    const left = matrixOf(a.shape, transposeA as boolean), right = matrixOf(b.shape, transposeB as boolean);
    if (left.columns !== right.rows) {
      throw new RangeError(
        `matMul: inner lengths ${left.columns} and ${right.rows} of shapes [${a.shape}]${
          transposeA ? "ᵀ" : ""
        } ` +
          `and [${b.shape}]${transposeB ? "ᵀ" : ""} differ`,
      );
    }
    return {
      shape: [...broadcastShapes(left.batch, right.batch, "matMul"), left.rows, right.columns],
      dtype: "float",
    };
  },
  evaluate([a, b], { inputs, shape, attributes }) {
    const transposeA = attributes.transposeA as boolean, transposeB = attributes.transposeB as boolean;
    const left = matrixOf(inputs[0].shape, transposeA), right = matrixOf(inputs[1].shape, transposeB);
    const [rows, inner, columns] = [left.rows, left.columns, right.columns];
    const batch = shape.slice(0, -2), result = new Float64Array(sizeOf(shape));
    const [stepA, innerA] = transposeA ? [1, rows] : [inner, 1];
    const [innerB, stepB] = transposeB ? [1, inner] : [columns, 1];
    const startsA = broadcastOffsets(left.batch, batch), startsB = broadcastOffsets(right.batch, batch);
    for (let n = 0; n < startsA.length; n++) {
      const fromA = startsA[n] * rows * inner, fromB = startsB[n] * inner * columns;
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          let total = 0;
          for (let k = 0; k < inner; k++) {
            total += a[fromA + i * stepA + k * innerA] * b[fromB + k * innerB + j * stepB];
          }
          result[(n * rows + i) * columns + j] = total;
        }
      }
    }
    return result;
  },
  onnx(writer, [a, b], { inputs, attributes }) {
    const transposeA = attributes.transposeA as boolean, transposeB = attributes.transposeB as boolean;
    const matrices = inputs.every((input) => input.shape.length === 2);
    if (matrices && (transposeA || transposeB)) {
      return writer.node("Gemm", [a, b], { transA: Number(transposeA), transB: Number(transposeB) });
    }
    const turned = (name: string, shape: Shape) => {
      const rank = shape.length;
      const perm = [...shape.keys()].map((axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis));
      return writer.node("Transpose", [name], { perm });
    };
    return writer.node("MatMul", [
      transposeA ? turned(a, inputs[0].shape) : a,
      transposeB ? turned(b, inputs[1].shape) : b,
    ]);
  },
  tfjs(tf, [a, b], { attributes, shape }) {
    const batch = shape.slice(0, -2);
    return tf.matMul(
      alike(tf, a, batch),
      rightOperand(tf, alike(tf, b, batch)),
      attributes.transposeA as boolean,
      attributes.transposeB as boolean,
    );
  },
};

/**
 * Product of matrices `[…, n, m]` and `[…, m, p]`; leading axes broadcast, and a flag transposes an operand.
 */
export function matMul(a: GraphNode, b: GraphNode, transposeA = false, transposeB = false): GraphNode {
  return a.graph.apply(op, [a, b], { transposeA, transposeB });
}
