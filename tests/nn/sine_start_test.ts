import { assert, assertThrows } from "@std/assert";
import { multilayerPerceptron, parametersByName, sineStart } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { largest, standardDeviation } from "../../lib/stats/mod.ts";

const { parameters } = multilayerPerceptron({ widths: [2, 256, 256, 1], activation: "sin" });

Deno.test("the first layer is spread by the fan-in, later ones by ω as well", () => {
  const { weight1, weight2, bias2 } = parametersByName(sineStart(parameters, 30, generator(1)), parameters);
  const bounds = [[weight1, 1 / 2], [weight2, Math.sqrt(6 / 256) / 30], [bias2, 1 / 16]] as const;
  for (const [values, bound] of bounds) {
    const top = largest(values.map(Math.abs));
    assert(top <= bound && top > 0.97 * bound, `${top} of ${bound}`);
    assert(Math.abs(standardDeviation(values) * Math.sqrt(3) / bound - 1) < 0.1);
  }
});

Deno.test("ω must be positive", () => {
  assertThrows(() => sineStart(parameters, 0, generator(1)), RangeError, "omega must be positive");
});
