import { assertEquals, assertThrows } from "@std/assert";
import { mobileNet, parameterCount } from "../../lib/nn/mod.ts";
import { checkModel } from "./check_model.ts";

const SMALL = { classes: 3, stem: 2, blocks: [[2, 1], [3, 2]], expansion: 2, head: 4 } as const;

Deno.test("mobileNet() has convolutions, norms and biases of its settings, and right gradients", async () => {
  const model = mobileNet({ inputs: 1, ...SMALL }), names = model.parameters.map(({ name }) => name);
  assertEquals(names.filter((name) => name.endsWith("kernel") || name.endsWith("weight")).length, 9);
  assertEquals(names.includes("block1.body.expand.kernel") && names.includes("block2.expand.kernel"), true);
  // Kernels, then a gain and a shift for each normalised channel.
  const block = (inputs: number, inside: number, units: number) =>
    inputs * inside + 9 * inside + inside * units + 2 * (2 * inside + units);
  const stem = 9 * 2 + 2 * 2, head = 3 * 4 + 2 * 4, output = 4 * 3 + 3;
  assertEquals(parameterCount(model.parameters), stem + block(2, 4, 2) + block(2, 4, 3) + head + output);
  // The norm behind each block's 1×1 convolution takes their shifts off.
  const blind = ["block1.body.project_norm.shift", "block2.project_norm.shift"];
  await checkModel("small MobileNet", model, [4, 4, 4, 1], { blind });
});

Deno.test("a cut network has the hidden widths it is given", () => {
  const shapeOf = (hidden?: number[]) => {
    const model = mobileNet({ ...SMALL, ...(hidden ? { hidden } : {}) });
    return model.parameters.filter(({ name }) => name.endsWith("expand.kernel")).map(({ shape }) =>
      shape.at(-1)
    );
  };
  assertEquals(shapeOf(), [4, 4]);
  assertEquals(shapeOf([3, 1]), [3, 1]);
  assertThrows(() => mobileNet({ ...SMALL, hidden: [3] }), RangeError, "hidden");
});
