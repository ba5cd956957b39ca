/** One seed: an image network from each start, cut and retrained in rounds. */
import {
  byCosine,
  cosineWidths,
  cutLayers,
  magnitudeCut,
  randomCut,
  sizeRatio,
  type TrainedNetwork,
} from "../../lib/condensation/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { four } from "./four.ts";
import { IMAGE_NETWORKS } from "./image_networks.ts";
import type { ImageRound, ImageRun, ImageSettings, ImageStart } from "./image_settings.ts";
import { normsOfLeaders } from "./norms_of_leaders.ts";
import { ImageTask } from "./image_task.ts";

/** Everything of one seed. */
export async function runImages(
  settings: ImageSettings,
  seed: number,
  context: RunContext,
): Promise<ImageRun> {
  const task = await ImageTask.open(settings, seed, context), runs: ImageStart[] = [];
  for (const start of settings.starts) runs.push(await runStart(task, start));
  return runs;
}

/** Training steps of one seed, for progress. */
export function imageSteps({ starts, train, batch, epochs, rounds, retrain }: ImageSettings): number {
  const all = 2 * epochs + (rounds.length * 5) * retrain.epochs;
  return starts.length * Math.round(all * train / batch);
}

async function runStart(task: ImageTask, start: "kaiming" | number): Promise<ImageStart> {
  const { settings, calibration: data } = task, { epochs, rate, retrain } = settings;
  const { widths: wide } = IMAGE_NETWORKS[settings.network], name = `start-${start}`;
  const untrained = task.network(wide, task.initial(start, wide, "initial"));
  const original = await task.fit(name, untrained, { epochs, rate }), rounds: ImageRound[] = [];
  const { widthsAt } = await cosineWidths(original, data), all = retrain.epochs * settings.rounds.length;
  let network = original;
  for (const [i, size] of settings.rounds.entries()) {
    const most = size * original.parameters.length;
    let tau = (await cosineWidths(network, data)).tauFor(most);
    let cut = await cutLayers(network, data, byCosine({ tau }));
    // Behind a cut layer the cosines are others than they were before.
    while (cut.parameters.length > most) cut = await cutLayers(network, data, byCosine({ tau: tau *= 0.95 }));
    const stale = await cutLayers(network, data, byCosine({ tau }), normsOfLeaders);
    network = await task.fit(`${name}-round-${i}`, cut, retrain);
    rounds.push({
      tau: four(tau),
      widths: [...network.widths],
      size: four(sizeRatio(network, original)),
      cut: await task.accuracy(cut),
      stale: await task.accuracy(stale),
      retrained: await task.accuracy(network),
    });
  }
  const after = async (label: string, from: TrainedNetwork, schedule = { ...retrain, epochs: all }) =>
    await task.accuracy(await task.fit(`${name}-${label}`, from, schedule));
  const { widths } = network;
  return {
    start,
    accuracy: await task.accuracy(original),
    whole: await after("whole", original),
    condensed: { "0.9": widthsAt(0.9), "0.7": widthsAt(0.7) },
    rounds,
    controls: {
      random: await after(
        "random",
        await cutLayers(
          original,
          data,
          ({ neurons, index }) =>
            randomCut(neurons, widths[index], generator(task.seed, "random groups", index)),
        ),
      ),
      magnitude: await after(
        "magnitude",
        await cutLayers(original, data, ({ neurons, index }) => magnitudeCut(neurons, widths[index])),
      ),
      scratch: await after(
        "scratch",
        task.network(widths, task.initial(start, widths, "scratch")),
        { epochs: epochs + all, rate },
      ),
    },
  };
}
