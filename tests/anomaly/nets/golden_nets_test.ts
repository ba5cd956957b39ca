import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  autoEncoder,
  cnn,
  type DetectorFactory,
  fcnn,
  GOLDEN_REFERENCES,
  gru,
  linearRegression,
  lstm,
  pca,
  rnn,
  slidingWindows,
  tadGan,
  transformer,
  vae,
} from "../../../lib/anomaly/mod.ts";
import { compile, grad, trace } from "../../../lib/graph/mod.ts";
import { unflatten } from "../../../lib/nn/mod.ts";
import { tadGanGames, tadGanModel } from "../../../lib/anomaly/reconstruction/tad_gan_nets.ts";
import { initialParameters } from "../../../lib/anomaly/nets/net_options.ts";
import goldenAutoEncoder from "../../golden/06/AutoEncoder.json" with { type: "json" };
import goldenCnn from "../../golden/06/CNN.json" with { type: "json" };
import goldenFcnn from "../../golden/06/FCNN.json" with { type: "json" };
import goldenGru from "../../golden/06/GRU.json" with { type: "json" };
import goldenLinear from "../../golden/06/LinearRegression.json" with { type: "json" };
import goldenLstm from "../../golden/06/LSTM.json" with { type: "json" };
import goldenPca from "../../golden/06/PCA.json" with { type: "json" };
import goldenRnn from "../../golden/06/RNN.json" with { type: "json" };
import goldenTadGan from "../../golden/06/TadGAN.json" with { type: "json" };
import goldenTransformer from "../../golden/06/Transformer.json" with { type: "json" };
import goldenVae from "../../golden/06/VAE.json" with { type: "json" };
import inputs from "../../golden/06/inputs.json" with { type: "json" };

const standard = slidingWindows(inputs.trainSeries, { window: inputs.d });
const test = slidingWindows(inputs.testSeries, { window: inputs.d });

type Tree = { readonly [name: string]: number[] | number[][] | number[][][] };
/** Golden parameters by our names. */
const renamed = (initial: Tree, names: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(
    Object.entries(initial).map(([name, values]) => [names[name] ?? name, (values as number[]).flat(9)]),
  );

async function assertGolden<Options>(
  factory: DetectorFactory<Options>,
  options: Partial<Options>,
  golden: { train: number[]; test: number[] },
) {
  const { tolerance } = GOLDEN_REFERENCES[factory.about.name];
  const detector = await factory(options).fit(standard);
  for (const [windows, wanted] of [[standard, golden.train], [test, golden.test]] as const) {
    const scores = await detector.score(windows);
    wanted.forEach((score, i) =>
      assertAlmostEquals(scores[i], score, tolerance * Math.max(1, Math.abs(score)))
    );
  }
  detector.dispose();
}

Deno.test("LinearRegression and PCA, in both forms, have the scores of scikit-learn and PyOD", async () => {
  await assertGolden(linearRegression, {}, goldenLinear);
  await assertGolden(pca, {}, goldenPca);
  await assertGolden(pca, { form: "pyod" }, goldenPca.pyod);
});

/** Whole batches of exact arithmetic, as the reference has them. */
const reference = (golden: { parameters: { steps: number } }) =>
  ({ epochs: golden.parameters.steps, batch: 120, learningRate: 3e-3, precision: "float64" }) as const;

const RECURRENT = {
  input: "layer.input",
  state: "layer.state",
  bias: "layer.bias",
  state_bias: "layer.state_bias",
};
const OUTPUT = { weight1: "output.weight", bias1: "output.bias" };

Deno.test("forecasting nets have the reference's scores after its steps from its weights", async () => {
  const of = (golden: { parameters: { steps: number }; state: { initial: Tree } }, names = {}) => ({
    ...reference(golden),
    draws: { initial: renamed(golden.state.initial, names) },
  });
  await assertGolden(fcnn, { ...of(goldenFcnn), hidden: [16, 16] }, goldenFcnn);
  const layers = {
    kernel1: "first.kernel",
    bias1: "first.bias",
    kernel2: "second.kernel",
    bias2: "second.bias",
    weight3: "output.weight",
    bias3: "output.bias",
  };
  await assertGolden(cnn, { ...of(goldenCnn, layers), channels: 4 }, goldenCnn);
  for (const [net, golden] of [[rnn, goldenRnn], [gru, goldenGru], [lstm, goldenLstm]] as const) {
    await assertGolden(
      net,
      { ...of(golden as typeof goldenRnn, { ...RECURRENT, ...OUTPUT }), units: 6 },
      golden,
    );
  }
});

Deno.test("reconstructing nets have the reference's scores after its steps from its weights", async () => {
  await assertGolden(
    autoEncoder,
    {
      ...reference(goldenAutoEncoder),
      hidden: [8, 4],
      dropout: 0,
      draws: { initial: renamed(goldenAutoEncoder.state.initial) },
    },
    goldenAutoEncoder,
  );
  const ofVae = {
    weight1: "encoder.layer1.weight",
    bias1: "encoder.layer1.bias",
    weight2: "mean.weight",
    bias2: "mean.bias",
    weight3: "logVariance.weight",
    bias3: "logVariance.bias",
    weight4: "decoder.weight1",
    bias4: "decoder.bias1",
    weight5: "decoder.weight2",
    bias5: "decoder.bias2",
  };
  const noise = goldenVae.state.noise.map((step) => step.flat());
  await assertGolden(
    vae,
    {
      ...reference(goldenVae),
      hidden: [8],
      latent: 2,
      draws: { initial: renamed(goldenVae.state.initial, ofVae), noise },
    },
    goldenVae,
  );
  const ofTransformer = {
    embed: "embed.weight",
    embed_bias: "embed.bias",
    query: "attention.query",
    key: "attention.key",
    value: "attention.value",
    output: "attention.output",
    gain1: "attention.norm1.gain",
    shift1: "attention.norm1.shift",
    weight1: "mlp.body.up.weight",
    bias1: "mlp.body.up.bias",
    weight2: "mlp.body.down.weight",
    bias2: "mlp.body.down.bias",
    gain2: "norm.gain",
    shift2: "norm.shift",
    weight3: "output.weight",
    bias3: "output.bias",
  };
  await assertGolden(
    transformer,
    {
      ...reference(goldenTransformer),
      width: 8,
      heads: 2,
      hidden: 16,
      draws: { initial: renamed(goldenTransformer.state.initial, ofTransformer) },
    },
    goldenTransformer,
  );
});

const TAD_GAN = Object.fromEntries(
  ["encoder", "generator", "critic_x", "critic_z"].flatMap((part) =>
    [1, 2].flatMap((i) => [[`${part}${i}`, `${part}.weight${i}`], [`${part}${i}b`, `${part}.bias${i}`]])
  ),
);
const drawsOfTadGan = { initial: renamed(goldenTadGan.state.initial, TAD_GAN) };

Deno.test("TadGAN: losses and gradients of the three games at the start, and the score of the initial nets", async () => {
  const { parameters, nets } = tadGanModel(16, 8, 4);
  const options = {
    epochs: 1,
    batch: 120,
    learningRate: 1e-3,
    seed: 0,
    precision: "float64",
    draws: drawsOfTadGan,
  } as const;
  const flat = initialParameters("TadGAN", parameters, options);
  const shown: Record<string, string> = Object.fromEntries(
    Object.entries(TAD_GAN).map(([theirs, ours]) => [ours, theirs]),
  );
  for (const [game, wanted] of Object.entries(goldenTadGan.losses)) {
    const program = trace(
      ({ flat, windows, latent, mix }) => {
        const tensors = unflatten(flat, parameters), all = nets(tensors);
        const loss = tadGanGames(all, all, windows, { latent, mix })[game as "critic_x"];
        const own = parameters.map((spec, i) => ({ name: shown[spec.name], tensor: tensors[i] }))
          .filter(({ name }) => name in wanted.gradients);
        const slopes = grad(loss as Parameters<typeof grad>[0], own.map(({ tensor }) => tensor));
        return { loss, ...Object.fromEntries(own.map(({ name }, i) => [name, slopes[i]])) };
      },
      { flat: [flat.length], windows: [120, 16], latent: [120, 4], mix: [120, 1] },
      { precision: "float64" },
    );
    const run = await compile(program);
    const found = await run.run({
      flat,
      windows: standard.values,
      latent: Float64Array.from(goldenTadGan.state.latent.flat()),
      mix: Float64Array.from(goldenTadGan.state.mix.flat()),
    });
    assertAlmostEquals(found.loss[0], wanted.loss, 1e-9);
    for (const [name, gradient] of Object.entries(wanted.gradients as Tree)) {
      (gradient as number[]).flat(2).forEach((slope, i) => assertAlmostEquals(found[name][i], slope, 1e-9));
    }
    await run.dispose();
  }
  await assertGolden(
    tadGan,
    { epochs: 0, precision: "float64", hidden: 8, latent: 4, draws: drawsOfTadGan },
    goldenTadGan,
  );
});

const NETS = [fcnn, cnn, rnn, gru, lstm, autoEncoder, vae, transformer, tadGan] as unknown as DetectorFactory<
  { epochs: number; seed: number }
>[];
for (const factory of NETS) {
  const { name } = factory.about;
  Deno.test(`${name}: a window alone has its score in company to the last bit, and seeds decide`, async () => {
    const options = { epochs: 2, seed: 3 };
    const detector = await factory(options).fit(standard), together = await detector.score(test);
    for (const i of [0, 17, 59]) {
      const alone = await detector.score({
        values: test.values.slice(i * 16, (i + 1) * 16),
        count: 1,
        length: 16,
      });
      assertEquals(alone[0], together[i]);
    }
    const again = await factory(options).fit(standard),
      other = await factory({ ...options, seed: 4 }).fit(standard);
    assertEquals(await again.score(test), together);
    assert((await other.score(test))[0] !== together[0]);
    for (const one of [detector, again, other]) one.dispose();
  });
}
