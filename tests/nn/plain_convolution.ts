/** Convolutions on plain arrays: what the traced layers are compared with. */

/** A convolution of `[batch, height, width, inputs]` with a kernel `[h, w, inputs, units]`, or one for each channel. */
export interface PlainConvolution {
  readonly x: Float64Array;
  /** batch, height, width, inputs. */
  readonly shape: readonly number[];
  readonly kernel: Float64Array;
  /** h, w, inputs, units; for a depthwise convolution units is 1. */
  readonly kernelShape: readonly number[];
  readonly bias?: Float64Array | undefined;
  readonly stride: number;
  readonly padding: "same" | "valid";
  readonly depthwise?: boolean;
}

/** The result, row-major, and its shape. */
export function plainConvolution(given: PlainConvolution): { shape: number[]; values: number[] } {
  const { x, kernel, bias, stride, padding, depthwise = false } = given;
  const [batch, height, width, inputs] = given.shape, [h, w, , units] = given.kernelShape;
  // "same": as many results as strides fit, the zeros shared out with the larger half behind.
  const lengths = (length: number, size: number) => {
    if (padding === "valid") return { count: Math.floor((length - size) / stride) + 1, before: 0 };
    const count = Math.ceil(length / stride);
    return { count, before: Math.floor(Math.max(0, (count - 1) * stride + size - length) / 2) };
  };
  const rows = lengths(height, h), columns = lengths(width, w), outputs = depthwise ? inputs : units;
  const values: number[] = [];
  const at = (b: number, i: number, j: number, c: number) =>
    i < 0 || j < 0 || i >= height || j >= width ? 0 : x[((b * height + i) * width + j) * inputs + c];
  for (let b = 0; b < batch; b++) {
    for (let i = 0; i < rows.count; i++) {
      for (let j = 0; j < columns.count; j++) {
        for (let o = 0; o < outputs; o++) {
          let sum = bias?.[o] ?? 0;
          for (let di = 0; di < h; di++) {
            for (let dj = 0; dj < w; dj++) {
              const [row, column] = [i * stride + di - rows.before, j * stride + dj - columns.before];
              if (depthwise) sum += at(b, row, column, o) * kernel[(di * w + dj) * inputs + o];
              else {for (let c = 0; c < inputs; c++) {
                  sum += at(b, row, column, c) * kernel[((di * w + dj) * inputs + c) * units + o];
                }}
            }
          }
          values.push(sum);
        }
      }
    }
  }
  return { shape: [batch, rows.count, columns.count, outputs], values };
}
