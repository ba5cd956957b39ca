import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { conv1d, conv2d, depthwiseConv2d, parametersByName } from "../../lib/nn/mod.ts";
import { between, drawTensor } from "../support/tensors.ts";
import { checkModel, drawnParameters, outputOf } from "./check_model.ts";
import { plainConvolution } from "./plain_convolution.ts";

/** Shape, kernel, stride, padding. */
const CASES: [number[], number[], number, "same" | "valid"][] = [
  [[2, 5, 6, 3], [3, 3], 1, "same"],
  [[1, 6, 5, 2], [3, 3], 2, "same"],
  [[2, 5, 4, 1], [2, 3], 1, "valid"],
  [[1, 7, 7, 2], [3, 2], 2, "valid"],
  [[1, 3, 4, 2], [1, 1], 1, "same"],
  [[2, 4, 4, 2], [4, 4], 1, "same"],
];

Deno.test("convolutions compute the sums of plain loops, and their gradients are right on every path", async () => {
  for (const [shape, kernel, stride, padding] of CASES) {
    const channels = shape[3], what = `[${shape}] ${kernel} ${stride} ${padding}`;
    const x = drawTensor(shape, 3, between(-1, 1)).values as Float64Array;
    for (const depthwise of [false, true]) {
      const settings = { kernel, stride, padding, activation: "tanh" } as const;
      const layer = depthwise
        ? depthwiseConv2d({ channels, ...settings })
        : conv2d({ inputs: channels, units: 4, ...settings });
      const flat = drawnParameters(layer, 2), named = parametersByName(flat, layer.parameters);
      const kernelShape = layer.parameters[0].shape;
      const wanted = plainConvolution({
        x,
        shape,
        kernel: named.kernel,
        kernelShape,
        bias: named.bias,
        stride,
        padding,
        depthwise,
      });
      const found = outputOf(layer, flat, { shape, values: x });
      assertEquals([...found.shape], wanted.shape, what);
      wanted.values.forEach((value, i) => assertAlmostEquals(found.values[i], Math.tanh(value), 1e-12, what));
      await checkModel(`${what} ${depthwise ? "depthwise" : ""}`, layer, shape);
    }
  }
});

Deno.test("a convolution along one axis is one along two axes of which the other has length 1", async () => {
  for (const [stride, padding] of [[1, "same"], [2, "valid"], [2, "same"]] as const) {
    const layer = conv1d({ inputs: 2, units: 3, kernel: 3, stride, padding, bias: false });
    assertEquals(
      layer.parameters.map(({ name, shape, fanIn, fanOut }) => [name, [...shape], fanIn, fanOut]),
      [
        ["kernel", [3, 2, 3], 6, 9],
      ],
    );
    const flat = drawnParameters(layer, 1),
      x = drawTensor([2, 7, 2], 1, between(-1, 1)).values as Float64Array;
    const wanted = plainConvolution({
      x,
      shape: [2, 1, 7, 2],
      kernel: flat,
      kernelShape: [1, 3, 2, 3],
      stride,
      padding,
    });
    // Stride 2 along an axis of length 1 gives length 1 too.
    const found = outputOf(layer, flat, { shape: [2, 7, 2], values: x });
    assertEquals([...found.shape], [2, ...wanted.shape.slice(2)]);
    wanted.values.forEach((value, i) => assertAlmostEquals(found.values[i], value, 1e-12));
    await checkModel(`conv1d ${stride} ${padding}`, layer, [2, 7, 2]);
  }
});

Deno.test("fan-in and fan-out count the kernel's elements that meet", () => {
  const fans = (layer: ReturnType<typeof conv2d>) =>
    layer.parameters.map(({ fanIn, fanOut }) => [fanIn, fanOut]);
  assertEquals(fans(conv2d({ inputs: 3, units: 5, kernel: [2, 4] })), [[24, 40], [24, 40]]);
  assertEquals(fans(depthwiseConv2d({ channels: 5, kernel: 3, bias: false })), [[9, 9]]);
});

Deno.test("settings and inputs that do not fit are refused", () => {
  const good = { inputs: 2, units: 2, kernel: 3 };
  for (const n of [0, -1, 1.5, NaN]) {
    for (const name of ["inputs", "units", "stride"]) {
      assertThrows(() => conv2d({ ...good, [name]: n }), RangeError, `${name} must be a positive integer`);
    }
    assertThrows(() => conv1d({ ...good, kernel: n }), RangeError, `the kernel's length must be a positive`);
    assertThrows(
      () => depthwiseConv2d({ channels: n, kernel: 3 }),
      RangeError,
      `channels must be a positive`,
    );
  }
  assertThrows(
    () => conv2d({ ...good, kernel: [3, 3, 3] }),
    RangeError,
    "the kernel has 3 lengths [3,3,3], needs 2",
  );
  assertThrows(() => conv2d({ ...good, padding: "full" as "same" }), RangeError, 'padding "full" is unknown');
  const layer = conv2d({ ...good, padding: "valid" }), flat = drawnParameters(layer, 1);
  const apply = (shape: number[]) => () =>
    outputOf(layer, flat, { shape, values: new Float64Array(shape.reduce((n, length) => n * length, 1)) });
  assertThrows(
    apply([1, 3, 3, 1]),
    RangeError,
    "the input has shape [1,3,3,1], needs [batch,height,width,2]",
  );
  assertThrows(apply([3, 3, 2]), RangeError, "the input has shape [3,3,2], needs [batch,height,width,2]");
  assertThrows(apply([1, 3, 2, 2]), RangeError, "a kernel of length 3 does not fit into the width 2");
});
