/** Cuts of a trained surrogate, what they are compared with, and the loss after each. */
import * as condensation from "../../lib/condensation/mod.ts";
import type { Cut, ReduceOptions, TrainedNetwork } from "../../lib/condensation/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import type { SurrogateTask } from "./surrogate_task.ts";
import type { ControlName, Cutting, TauCuts } from "./surrogate_settings.ts";
import { four } from "./four.ts";

/** Norms are free, as in the runs that the thresholds of the claims come from: the fine-tuning mends what they cost. */
const FREE = { normSpread: 1000 };

/** Cuts of one network. */
export class SurrogateCuts {
  constructor(readonly task: SurrogateTask, readonly original: TrainedNetwork, readonly name: string) {}

  /** Cut by condensation. */
  async reduced(options: ReduceOptions) {
    return await condensation.reduce(this.original, this.task.calibration, { ...FREE, ...options });
  }

  /** The losses of a cut network, before and after fine-tuning. */
  async judged(
    name: string,
    network: TrainedNetwork,
  ): Promise<{ cutting: Cutting; network: TrainedNetwork }> {
    const { task } = this, { fineTune, dropAfter } = task.settings;
    const { widths, parameters: initial } = network;
    const tuned = await task.fit({ name: `${this.name}-${name}`, ...fineTune, dropAfter, initial, widths });
    const after = { ...network, parameters: tuned.parameters };
    const cutting = {
      widths: [...widths],
      size: four(condensation.sizeRatio(network, this.original)),
      cut: four(await task.loss(network)),
      tuned: four(await task.loss(after)),
    };
    return { cutting, network: after };
  }

  /** All ways of cutting at one threshold; the reduced network beside them. */
  async at(tau: number): Promise<{ cuts: TauCuts; network: TrainedNetwork }> {
    const plain = await this.reduced({ tau, refit: false }),
      refit = await this.reduced({ tau, refit: this.task.settings.refit ?? 1e-6, compare: "fitted" });
    const leader = await this.reduced({ tau, refit: false, mode: "leader" });
    const { network, cutting: merged } = await this.judged(`merged-${tau}`, plain.network);
    const cuts = {
      tau,
      merged,
      refitted: (await this.judged(`refitted-${tau}`, refit.network)).cutting,
      leader: (await this.judged(`leader-${tau}`, leader.network)).cutting,
      similarity: plain.reports.map(({ similarity }) => four(similarity)),
      boundOverChange: plain.reports.map(({ bound, change }) => (change > 0 ? four(bound! / change) : 1)),
    };
    return { cuts, network };
  }

  /** Networks of given widths that were made in other ways. */
  async controls(gamma: number, widths: readonly number[]): Promise<Record<ControlName, Cutting>> {
    const { task, name } = this, { steps, rate, dropAfter, fineTune } = task.settings;
    const scratch = async (label: string, fit: { steps: number; rate: number }) => {
      const initial = task.initial(gamma, widths, "scratch");
      const { parameters } = await task.fit({ name: `${name}-${label}`, ...fit, dropAfter, initial, widths });
      const before = task.network(widths, initial), after = task.network(widths, parameters);
      return {
        widths: [...widths],
        size: four(condensation.sizeRatio(after, this.original)),
        cut: four(await task.loss(before)),
        tuned: four(await task.loss(after)),
      };
    };
    const cutBy = async (
      label: string,
      cutOf: (network: TrainedNetwork, index: number) => Promise<Cut> | Cut,
    ) => {
      let network = this.original;
      for (const index of widths.keys()) {
        network = condensation.mergeLayer(network, index, await cutOf(network, index)).network;
      }
      return (await this.judged(label, network)).cutting;
    };
    return {
      random: await cutBy("random", (network, index) => {
        const random = generator(task.seed, "random groups", index);
        return condensation.randomCut(neuronsAt(network, index), widths[index], random);
      }),
      magnitude: await cutBy(
        "magnitude",
        (network, index) => condensation.magnitudeCut(neuronsAt(network, index), widths[index]),
      ),
      correlation: await cutBy("correlation", async (network, index) => {
        const alike = await condensation.outputSimilarities(network, index, task.calibration);
        const rule = condensation.mergeRule("tanh"), neurons = neuronsAt(network, index);
        return { groups: condensation.groupsOfWidth(neurons, rule, FREE, alike, widths[index]), dropped: [] };
      }),
      scratch: await scratch("scratch", { ...fineTune, rate }),
      "scratch, all steps": await scratch("scratch-all", { steps: steps + fineTune.steps, rate }),
    };
  }
}

function neuronsAt(network: TrainedNetwork, index: number): condensation.Neurons {
  return condensation.neuronsOf(network, condensation.layerAt(network, index));
}
