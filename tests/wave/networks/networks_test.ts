import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { parameterCount } from "../../../lib/nn/mod.ts";
import { adam } from "../../../lib/optim/mod.ts";
import { generator, normalArray } from "../../../lib/random/mod.ts";
import { largest } from "../../../lib/stats/mod.ts";
import { relativeL2 } from "../../../lib/wave/measures/mod.ts";
import {
  additiveForm,
  boundedForm,
  cnnDecoder,
  coordinateNetwork,
  linearisedNetwork,
  networkByLayout,
  networkSteps,
  preparedNetwork,
  pretrain,
  skipNetwork,
  velocityBridge,
  type VelocityNetwork,
} from "../../../lib/wave/networks/mod.ts";
import { SHAPE, TRUTH } from "../linear_problem.ts";

const NODES = SHAPE.nz * SHAPE.nx, FORM = boundedForm({ low: 1500, high: 3500 });
const NETWORKS: Record<string, VelocityNetwork> = {
  "CNN decoder": cnnDecoder({ ...SHAPE, latent: 8, channels: [4, 6, 5] }, generator(1, "z")),
  "linear decoder": cnnDecoder(
    { ...SHAPE, latent: 8, channels: [4, 6, 5], nonlinear: false },
    generator(1, "z"),
  ),
  "skip network": skipNetwork({ ...SHAPE, inputs: 3, channels: [4, 6], normalize: false }, generator(1, "z")),
  "SIREN": coordinateNetwork({ ...SHAPE, hidden: [16, 16], omega: 10 }),
  "tanh perceptron": coordinateNetwork({ ...SHAPE, hidden: [16, 16], activation: "tanh" }),
};

for (const [name, network] of Object.entries(NETWORKS)) {
  Deno.test(`${name}: what is pulled back through it is the central difference`, async () => {
    const theta = Float32Array.from(network.initial(generator(2, name))),
      bridge = await velocityBridge(network, FORM);
    try {
      const velocity = await bridge.velocity(theta);
      assertEquals(velocity.length, NODES);
      const g = normalArray(generator(3), NODES, 0, 1), slope = await bridge.pullBack(theta, g);
      const direction = normalArray(generator(4), theta.length, 0, 1), step = 3e-3;
      const at = async (sign: number) => {
        const v = await bridge.velocity(theta.map((t, i) => t + sign * step * direction[i]));
        return v.reduce((sum, value, i) => sum + value * g[i], 0);
      };
      const difference = (await at(1) - await at(-1)) / (2 * step);
      const product = slope.reduce((sum, s, i) => sum + s * direction[i], 0);
      const scale = Math.hypot(...slope) * 3;
      assert(Math.abs(difference - product) < 0.02 * scale, `${difference} and ${product}`);
    } finally {
      await bridge.dispose();
    }
  });

  Deno.test(`${name}: the same seed draws the same network, another seed another one`, () => {
    const draw = (seed: number) => network.initial(generator(seed));
    assertEquals(draw(5), draw(5));
    assert(largest(draw(5).map((value, i) => Math.abs(value - draw(6)[i]))) > 0);
    assertEquals(draw(5).length, parameterCount(network.parameters));
  });
}

Deno.test("one step of the bridge is Adam's first step against the pulled-back gradient, with its decay", async () => {
  const network = NETWORKS["CNN decoder"], theta = Float32Array.from(network.initial(generator(7)));
  const bridge = await velocityBridge(network, FORM), g = normalArray(generator(8), NODES, 0, 1), decay = 0.3;
  const steps = await networkSteps(network, FORM, adam({ learningRate: 0.01 }), decay);
  try {
    const slope = await bridge.pullBack(theta, g),
      { state, velocity } = await steps.next(steps.start(theta), g, 1);
    theta.forEach((before, i) => {
      const whole = slope[i] + decay * before;
      // Adam's first step is the learning rate along the sign, where the gradient is not tiny.
      if (Math.abs(whole) > 1e-3) assertAlmostEquals(state.theta[i], before - 0.01 * Math.sign(whole), 2e-6);
    });
    const after = await bridge.velocity(state.theta);
    velocity.forEach((v, i) => assertAlmostEquals(v, after[i], 1e-2));
    assertEquals(await steps.velocity(state), after);
  } finally {
    await bridge.dispose();
    await steps.dispose();
  }
});

Deno.test("pretraining brings a network to a given model", async () => {
  const network = NETWORKS["CNN decoder"];
  const { theta, losses } = await pretrain(network, FORM, {
    initial: network.initial(generator(1)),
    target: TRUTH,
    optimizer: adam({ learningRate: 1e-2 }),
    steps: 400,
  });
  assertEquals(losses.length, 400);
  const bridge = await velocityBridge(network, FORM);
  const error = relativeL2(await bridge.velocity(theta), TRUTH);
  await bridge.dispose();
  assert(error < 0.02, `${error}`);
});

Deno.test("the bounded form keeps its bounds, the additive form begins at its start", async () => {
  const network = NETWORKS["tanh perceptron"],
    wild = Float32Array.from(network.initial(generator(1)), (t) => 1e3 * t);
  const bounded = await velocityBridge(network, FORM);
  for (const v of await bounded.velocity(wild)) assert(v >= 1500 && v <= 3500, `${v}`);
  const additive = await velocityBridge(network, additiveForm({ start: TRUTH, scale: 500 }));
  const none = await additive.velocity(new Float32Array(wild.length));
  none.forEach((v, i) => assertAlmostEquals(v, TRUTH[i], 1e-3));
  await bounded.dispose();
  await additive.dispose();
});

Deno.test("masks of ones change nothing, a mask of zeros on all channels leaves the bias alone", async () => {
  const network = NETWORKS["CNN decoder"], theta = Float32Array.from(network.initial(generator(1)));
  const plain = await velocityBridge(network, FORM),
    dropped = await velocityBridge(network, FORM, { dropout: true });
  const masks = (value: number) => ({
    conv1: new Float32Array(6).fill(value),
    conv2: new Float32Array(5).fill(value),
  });
  assertEquals(await dropped.velocity(theta, masks(1)), await plain.velocity(theta));
  const constantMap = await dropped.velocity(theta, masks(0));
  constantMap.forEach((v) => assertAlmostEquals(v, constantMap[0], 1e-3));
  await plain.dispose();
  await dropped.dispose();
});

Deno.test("networks and forms out of range are errors", () => {
  assertThrows(() => boundedForm({ low: 3000, high: 2000 }), RangeError, "got 3000 and 2000");
  assertThrows(() => additiveForm({ start: [1, NaN], scale: 1 }), RangeError, "finite");
  assertThrows(() => additiveForm({ start: [1], scale: 0 }), RangeError, "scale");
  assertThrows(() => cnnDecoder({ ...SHAPE, channels: [4] }, generator(0)), RangeError, "two sizes");
  assertThrows(() => cnnDecoder({ ...SHAPE, nz: 0 }, generator(0)), RangeError, "nz");
  assertThrows(
    () => coordinateNetwork({ ...SHAPE, hidden: [4], activation: "relu" as "tanh" }),
    RangeError,
    "relu",
  );
  assertThrows(() => skipNetwork({ ...SHAPE, channels: [] }, generator(0)), RangeError, "one scale");
});

Deno.test("the linearisation is the network for small changes, and its two directions are transposes", async () => {
  const network = NETWORKS["CNN decoder"], theta = Float32Array.from(network.initial(generator(3)));
  const linear = await linearisedNetwork(network, FORM, theta), bridge = await velocityBridge(network, FORM);
  try {
    assertEquals(linear.origin, await bridge.velocity(theta));
    const change = normalArray(generator(5), theta.length, 0, 1e-3), pushed = await linear.push(change);
    const moved = await bridge.velocity(theta.map((t, i) => t + change[i]));
    assert(relativeL2(moved.map((v, i) => v - linear.origin[i]), pushed) < 0.05);
    const g = normalArray(generator(6), NODES, 0, 1), back = await linear.pullBack(g);
    const one = pushed.reduce((sum, v, i) => sum + v * g[i], 0),
      two = back.reduce((sum, v, i) => sum + v * change[i], 0);
    assertAlmostEquals(one, two, 1e-3 * Math.abs(one));
  } finally {
    await linear.dispose();
    await bridge.dispose();
  }
});

Deno.test("networks by name begin as their form says", async () => {
  const options = {
    start: TRUTH,
    low: 1500,
    high: 3500,
    additiveScale: 1,
    pretrainSteps: 300,
    pretrainRates: [1e-2, 3e-3],
  } as const;
  const network = networkByLayout("CNN", SHAPE, generator(1)), initial = network.initial(generator(2));
  const error = async (form: "additive" | "pretrained" | "random start") => {
    const { form: map, theta } = await preparedNetwork(network, form, initial, options);
    const bridge = await velocityBridge(network, map), velocity = await bridge.velocity(theta);
    await bridge.dispose();
    return relativeL2(velocity, TRUTH);
  };
  assert(await error("additive") < 1e-3);
  assert(await error("pretrained") < 0.03);
  assert(await error("random start") > 0.05);
  for (const layout of ["linear decoder", "skip net", "tanh MLP", "SIREN"] as const) {
    assert(parameterCount(networkByLayout(layout, SHAPE, generator(1)).parameters) > 1000);
  }
  assertThrows(
    () => networkByLayout("U-Net" as "CNN", SHAPE, generator(1)),
    RangeError,
    '"U-Net" is unknown',
  );
});
