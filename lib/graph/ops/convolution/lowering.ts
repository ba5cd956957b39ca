/** How convolutions are written in ONNX ops. */
import type { OnnxWriter } from "../../op.ts";
import type { Shape } from "../../shape.ts";
import type { Geometry } from "./geometry.ts";

/** From TF.js's order of axes [N, H, W, C] to ONNX's [N, C, H, W], and back. */
const CHANNELS_FIRST = [0, 3, 1, 2], CHANNELS_LAST = [0, 2, 3, 1];
/** From filters [h, w, C, O] to ONNX's [O, C, h, w]. */
const OUTPUTS_FIRST = [3, 2, 0, 1];

const transposed = (writer: OnnxWriter, x: string, perm: readonly number[]) =>
  writer.node("Transpose", [x], { perm });
const reshaped = (writer: OnnxWriter, x: string, shape: readonly number[]) =>
  writer.node("Reshape", [x, writer.integers(shape)]);

/** ONNX's order of pads: those before every axis, then those after. */
function pads({ pads: [top, bottom, left, right] }: Geometry): number[] {
  return [top, left, bottom, right];
}

function paddedShape(
  { images: [count, height, width, channels], pads: [top, bottom, left, right] }: Geometry,
): Shape {
  return [count, height + top + bottom, width + left + right, channels];
}

function padded(writer: OnnxWriter, images: string, [top, left, bottom, right]: readonly number[]): string {
  if ([top, left, bottom, right].every((n) => n === 0)) return images;
  return writer.node("Pad", [images, writer.integers([0, top, left, 0, 0, bottom, right, 0])]);
}

/**
 * The part of padded images that a position of the filter is multiplied with, along these axes of height and width; as
 * stridedSlice writes it, so that the runtime takes a part once that a gradient needs again.
 */
function tap(
  writer: OnnxWriter,
  images: string,
  { images: [, height, width], strides, results, pads: [top, bottom, left, right] }: Geometry,
  begin: readonly [number, number],
  axes: readonly [number, number],
): string {
  const lengths = [height + top + bottom, width + left + right];
  const cut = [0, 1].filter((axis) => strides[axis] !== 1 || results[axis + 1] !== lengths[axis]);
  if (cut.length === 0) return images;
  return writer.node("Slice", [
    images,
    writer.integers(cut.map((axis) => begin[axis])),
    writer.integers(cut.map((axis) => begin[axis] + results[axis + 1] * strides[axis])),
    writer.integers(cut.map((axis) => axes[axis])),
    writer.integers(cut.map((axis) => strides[axis])),
  ]);
}

/** The part of padded images for each position of the filter, row by row: `[N, H', W', C]` by default. */
function everyTap(
  writer: OnnxWriter,
  images: string,
  geometry: Geometry,
  axes: readonly [number, number] = [1, 2],
): string[] {
  const [rows, columns] = geometry.filters;
  return Array.from(
    { length: rows * columns },
    (_, k) => tap(writer, images, geometry, [Math.floor(k / columns), k % columns], axes),
  );
}

function joined(writer: OnnxWriter, parts: readonly string[], axis: number): string {
  return parts.length === 1 ? parts[0] : writer.node("Concat", parts, { axis });
}

/** Convolution as one product of all shifted images, side by side, with the filters. */
function byProduct(writer: OnnxWriter, images: string, filters: string, geometry: Geometry): string {
  const { filters: [rows, columns, channels, outputs], results } = geometry;
  const taps = everyTap(writer, padded(writer, images, pads(geometry)), geometry);
  const inner = rows * columns * channels, positions = results[0] * results[1] * results[2];
  const wide = reshaped(writer, joined(writer, taps, 3), [positions, inner]);
  return reshaped(
    writer,
    writer.node("MatMul", [wide, reshaped(writer, filters, [inner, outputs])]),
    results,
  );
}

/** Fused ops after a convolution, in float32: a bias `[O]`, and whether ReLU follows. */
export interface AfterConvolution {
  readonly bias: string;
  readonly relu: boolean;
}

/** ONNX Runtime's own convolution, which exists only in float32: filters `[h, w, C/group, O]`. */
function byRuntime(
  writer: OnnxWriter,
  images: string,
  filters: string,
  geometry: Geometry,
  { group = 1, after }: { readonly group?: number; readonly after?: AfterConvolution | undefined },
): string {
  const result = writer.node("Conv", [
    transposed(writer, images, CHANNELS_FIRST),
    transposed(writer, filters, OUTPUTS_FIRST),
    ...(after ? [after.bias] : []),
  ], { pads: pads(geometry), strides: geometry.strides, group });
  return transposed(writer, after?.relu ? writer.node("Relu", [result]) : result, CHANNELS_LAST);
}

/** Whether a filter is one weight for each pair of channels, and sees every position: a product of matrices. */
function isPointwise({ filters: [rows, columns], strides, pads }: Geometry): boolean {
  return rows === 1 && columns === 1 && [...strides].every((n) => n === 1) && pads.every((n) => n === 0);
}

/** Positions by channels times channels by channels: no transpose moves the images, as the runtime's own needs. */
function pointwise(
  writer: OnnxWriter,
  values: string,
  filters: string,
  { images: [count, height, width], filters: [, , inputs, outputs] }: Geometry,
  { back = false, after }: { readonly back?: boolean; readonly after?: AfterConvolution | undefined },
): string {
  const [from, to] = back ? [outputs, inputs] : [inputs, outputs];
  const rows = reshaped(writer, values, [count * height * width, from]);
  const weights = reshaped(writer, filters, [inputs, outputs]);
  const result = writer.node("Gemm", [rows, weights, ...after ? [after.bias] : []], { transB: back ? 1 : 0 });
  return reshaped(writer, after?.relu ? writer.node("Relu", [result]) : result, [count, height, width, to]);
}

/** The convolution of `images` with `filters`. */
export function lowerConvolution(
  writer: OnnxWriter,
  images: string,
  filters: string,
  geometry: Geometry,
  after?: AfterConvolution,
): string {
  if (writer.precision === "float32" && isPointwise(geometry)) {
    return pointwise(writer, images, filters, geometry, { after });
  }
  return writer.precision === "float32"
    ? byRuntime(writer, images, filters, geometry, { after })
    : byProduct(writer, images, filters, geometry);
}

/**
 * Results a channel of one image up to which sums over shifted images are faster than the runtime's own convolution,
 * which takes each channel by itself: 2.9 ms instead of 5.7 on 64×4×4×384, 5.9 on 64×8×8×192 by both, and 14.6 instead of
 * 7.4 on 64×16×16×96.
 */
const FEW_POSITIONS = 64;

/** Each channel of `images` with filters of its own, `[h, w, C, M]`. */
export function lowerDepthwise(
  writer: OnnxWriter,
  images: string,
  filters: string,
  geometry: Geometry,
  after?: AfterConvolution,
): string {
  const { filters: [rows, columns, channels, multiplier], results } = geometry;
  if (writer.precision === "float32" && results[1] * results[2] > FEW_POSITIONS) {
    const narrow = reshaped(writer, filters, [rows, columns, 1, channels * multiplier]);
    return byRuntime(writer, images, narrow, geometry, { group: channels, after });
  }
  const around = padded(writer, images, pads(geometry));
  const apart = multiplier === 1 ? around : reshaped(writer, around, [...paddedShape(geometry), 1]);
  const weights = writer.nodes(
    "Split",
    [reshaped(writer, filters, [rows * columns, channels, ...multiplier === 1 ? [] : [multiplier]])],
    rows * columns,
    { axis: 0 },
  );
  const products = everyTap(writer, apart, geometry).map((tap, k) => writer.node("Mul", [tap, weights[k]]));
  const sum = reshaped(
    writer,
    products.reduce((sum, product) => writer.node("Add", [sum, product])),
    results,
  );
  if (!after) return sum;
  const biased = writer.node("Add", [sum, after.bias]);
  return after.relu ? writer.node("Relu", [biased]) : biased;
}

/** Rows and columns at the end of the padded image that the filter does not reach. */
function unreached({ images, filters, results, strides, pads }: Geometry): number[] {
  return [0, 1].map((axis) =>
    images[axis + 1] + pads[2 * axis] + pads[2 * axis + 1] -
    ((results[axis + 1] - 1) * strides[axis] + filters[axis])
  );
}

/** `x` with `strides − 1` zeros after each row and column except the last. */
function dilated(writer: OnnxWriter, x: string, { results, strides }: Geometry): string {
  if (strides.every((stride) => stride === 1)) return x;
  const [count, rows, columns, outputs] = results, [down, across] = strides;
  const apart = reshaped(writer, x, [count, rows, 1, columns, 1, outputs]);
  const zeros = [0, 0, down - 1, 0, across - 1, 0];
  const wide = writer.node("Pad", [apart, writer.integers([...zeros.map(() => 0), ...zeros])]);
  return writer.node("Slice", [
    reshaped(writer, wide, [count, rows * down, columns * across, outputs]),
    writer.integers([0, 0]),
    writer.integers([(rows - 1) * down + 1, (columns - 1) * across + 1]),
    writer.integers([1, 2]),
  ]);
}

/** The gradient of a convolution with respect to its images, `[N, H, W, C]`, from that with respect to its results. */
export function lowerImageGradient(
  writer: OnnxWriter,
  results: string,
  filters: string,
  geometry: Geometry,
): string {
  const { filters: [rows, columns, channels, outputs], images } = geometry, extra = unreached(geometry);
  const [top, left] = pads(geometry);
  if (writer.precision === "float32") {
    if (isPointwise(geometry)) return pointwise(writer, results, filters, geometry, { back: true });
    const found = writer.node("ConvTranspose", [
      transposed(writer, results, CHANNELS_FIRST),
      transposed(writer, filters, OUTPUTS_FIRST),
    ], { strides: geometry.strides, pads: pads(geometry), output_padding: extra });
    return transposed(writer, found, CHANNELS_LAST);
  }
  // Each image element sees the results through the flipped filter.
  const around = padded(writer, dilated(writer, results, geometry), [
    rows - 1,
    columns - 1,
    rows - 1 + extra[0],
    columns - 1 + extra[1],
  ]);
  const turned = writer.node("Slice", [
    filters,
    writer.integers([rows - 1, columns - 1]),
    writer.integers([-(2 ** 31), -(2 ** 31)]),
    writer.integers([0, 1]),
    writer.integers([-1, -1]),
  ]);
  const cut = writer.node("Slice", [
    around,
    writer.integers([top, left]),
    writer.integers([top + images[1] + rows - 1, left + images[2] + columns - 1]),
    writer.integers([1, 2]),
  ]);
  return byProduct(writer, cut, transposed(writer, turned, [0, 1, 3, 2]), {
    images: [images[0], images[1] + rows - 1, images[2] + columns - 1, outputs],
    filters: [rows, columns, outputs, channels],
    results: images,
    strides: [1, 1],
    pads: [0, 0, 0, 0],
    depthwise: false,
  });
}

/** With fewer channels, one product covers all positions of the filter. */
const NARROW = 12;

/**
 * The gradient of a convolution with respect to its filters, `[h, w, C, O]`: one product per position of the filter, or
 * a single one with channels first, which joins shifted images as whole blocks.
 *
 * Measured on one thread against a Conv of transposes, which it replaces: 1.4 ms instead of 3.9 for 16→32 channels on
 * 16×16, 0.8 instead of 2.1 for 3→16 on 32×32 (batch 64, 3×3).
 */
export function lowerFilterGradient(
  writer: OnnxWriter,
  images: string,
  results: string,
  geometry: Geometry,
): string {
  const { filters, results: [count, height, width, outputs] } = geometry;
  const [rows, columns, channels] = filters, positions = count * height * width;
  const around = padded(writer, images, pads(geometry));
  const flat = reshaped(writer, results, [positions, outputs]);
  if (channels < NARROW) {
    const taps = everyTap(writer, transposed(writer, around, [3, 0, 1, 2]), geometry, [2, 3]);
    const tall = reshaped(writer, joined(writer, taps, 0), [rows * columns * channels, positions]);
    return reshaped(writer, writer.node("MatMul", [tall, flat]), filters);
  }
  const products = everyTap(writer, around, geometry).map((tap) =>
    writer.node("Gemm", [reshaped(writer, tap, [positions, channels]), flat], { transA: 1 })
  );
  return reshaped(writer, joined(writer, products, 0), filters);
}
