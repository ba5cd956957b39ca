/** How the answers of a decoder change when edges of its attention are cut. */
import { type AttentionEdge, keepEdges, knockOutEdges } from "../../../interpret/mod.ts";
import type { Hooks, Model } from "../../../nn/mod.ts";
import { generator } from "../../../random/mod.ts";
import { type AnchorBatch, lastTokenAccuracy } from "../mod.ts";
import { predict } from "./mod.ts";

/** Edges that are cut or kept in one sentence, by its key's position. */
export function edgesOfSentence(keyPosition: number, length: number, random: (below: number) => number) {
  const last = length - 1, positions = Array.from({ length }, (_, position) => position);
  const others = positions.filter((key) => key !== keyPosition);
  const selves = positions.map((position): AttentionEdge => ({ layer: 1, query: position, key: position }));
  const shift: AttentionEdge = { layer: 1, query: keyPosition, key: keyPosition - 1 };
  const broadcast: AttentionEdge = { layer: 2, query: last, key: keyPosition };
  const elsewhere: AttentionEdge = { layer: 2, query: last, key: others[random(others.length)] };
  return {
    shift,
    broadcast,
    elsewhere,
    selves,
    restSelves: selves.filter(({ query }) => query !== keyPosition),
  };
}

/**
 * Accuracy of a two-layer decoder on sentences with one anchor, with edges of its attention cut or kept alone: the shift
 * (key to anchor, layer 1), the broadcast (last position to key, layer 2), another entry of that row at random.
 *
 * @param seed of the random entries
 * @throws as `predict`, for parameters and sentences that do not fit the model
 */
export async function accuracyByCut(
  model: Model,
  parameters: Float64Array,
  batch: AnchorBatch,
  seed: number,
) {
  const source = generator(seed, "random edges");
  const edges = Array.from(
    batch.keyPositions,
    (position) => edgesOfSentence(position, batch.length, (below) => source.integer(below)),
  );
  const accuracy = async (hooks?: Hooks) =>
    lastTokenAccuracy(await predict(model, parameters, batch, hooks), batch.labels);
  const without = (name: "broadcast" | "shift" | "elsewhere") =>
    accuracy(knockOutEdges(edges.map((edge) => [edge[name]])));
  const withOnly = (kept: (edge: typeof edges[number]) => AttentionEdge[]) =>
    accuracy(keepEdges(edges.map(kept)));
  return {
    "nothing": await accuracy(),
    "broadcast cut": await without("broadcast"),
    "shift cut": await without("shift"),
    "random edge cut": await without("elsewhere"),
    "two edges only": await withOnly(({ shift, broadcast, restSelves }) => [shift, broadcast, ...restSelves]),
    "broadcast only": await withOnly(({ broadcast, selves }) => [broadcast, ...selves]),
    "two random edges only": await withOnly((one) => [one.elsewhere, one.shift, ...one.restSelves]),
  };
}
