/** C3 and C4: rows of shift and broadcast. Thresholds were fixed before the runs. */
import { type Claim, claims, type ClaimsOptions, every } from "../../lib/claims/mod.ts";
import type { RunResults } from "../../lib/experiments/mod.ts";
import type { AttentionOnlyRun } from "./attention_only.ts";
import type { Cut, KnockOutRun } from "./knock_out.ts";
import { rowsAtColumn, shiftedRows } from "../../lib/interpret/measures/row_maxima.ts";
import { last } from "./readings.ts";
import { SENTENCE } from "./training.ts";

/** C3: shift and broadcast. */
export function mechanismClaims(runs: RunResults<KnockOutRun>, options?: ClaimsOptions): Claim[] {
  const after = (cut: Cut) => ({ accuracy }: KnockOutRun) => accuracy[cut];
  const drop = (cut: Cut) => ({ accuracy }: KnockOutRun) => accuracy.nothing - accuracy[cut];
  const paperValue = "maps only";
  return claims(runs, [
    {
      id: "C3",
      claim: "The second layer reads the key: broadcast",
      quantity: "mean attention from the last position to the key, layer 2",
      measure: ({ broadcast }) => last(broadcast),
      rule: every(">=", 0.9),
      control: { what: "before training", measure: ({ broadcast }) => broadcast[0], rule: every("<=", 0.2) },
      paperValue,
    },
    {
      id: "C3d",
      claim: "… the key, and not the anchor before it",
      quantity: "attention from the last position to the key in layer 2, the paper's sentence",
      measure: ({ maps }) => maps.at(-1)![1][KEY],
      rule: every(">=", 0.9),
      control: {
        what: "to the anchor",
        measure: ({ maps }) => maps.at(-1)![1][KEY - 1],
        rule: every("<=", 0.2),
      },
      atQuick: false,
      paperValue,
      changed: [{
        what: "control",
        from: "before training (C3)",
        to: "the entry beside it",
        why: "an untrained network passes the old control whatever is learned",
      }],
    },
    {
      id: "C3b",
      claim: "… and the answer depends on that one entry",
      quantity: "accuracy with it set to zero, row renormalised",
      measure: after("broadcast cut"),
      rule: every("<=", 0.1),
      control: { what: "another entry at random", measure: after("random edge cut"), rule: every(">", 0.1) },
      paperValue,
      note: "sentences whose key is the last token are left out: there the residual stream carries it",
    },
    {
      id: "C3c",
      claim: "… not with another",
      quantity: "change of accuracy when one other entry is cut",
      measure: (run) => Math.abs(drop("random edge cut")(run)),
      rule: every("<", 0.02),
      control: { what: "the entry of the key", measure: drop("broadcast cut"), rule: every(">=", 0.02) },
      paperValue,
    },
  ], options);
}

/** Place of the key in the paper's sentence. */
const KEY = SENTENCE.indexOf(3) + 1;

/** Accuracy from which a network of attention only counts as trained. */
const TRAINED = 0.9;

/** Runs of the seeds that learned the rule, and a note that names the others. */
function trainedSeeds({ seeds, results, source }: RunResults<AttentionOnlyRun>) {
  const accuracy = (i: number) => last(results[i].test);
  const trained = [...seeds.keys()].filter((i) => accuracy(i) >= TRAINED);
  const failed = seeds.flatMap((seed, i) => trained.includes(i) ? [] : [`${seed} (${accuracy(i)})`]);
  return {
    runs: { seeds: trained.map((i) => seeds[i]), results: trained.map((i) => results[i]), source },
    note: `seeds that did not reach ${TRAINED}: ${failed.join(", ") || "none"}`,
  };
}

/** C4: networks of attention only, ours with a read-out and the released one without. */
export function attentionOnlyClaims(
  ours: RunResults<AttentionOnlyRun>,
  released: RunResults<AttentionOnlyRun>,
  options?: ClaimsOptions,
): Claim[] {
  const n = SENTENCE.length;
  const shifted = (layer: number) => ({ position }: AttentionOnlyRun) => shiftedRows(position[layer - 1], n);
  const toColumn = (layer: number, column: number) => ({ content }: AttentionOnlyRun) =>
    rowsAtColumn(content[layer - 1], n, column);
  const [withReadOut, without] = [ours, released].map(trainedSeeds), { note } = withReadOut;
  const common = { atQuick: false, paperValue: "figure" };
  const shift = {
    ...common,
    quantity: "rows of QKpp whose greatest entry is the next position, of 8",
    measure: shifted(1),
    rule: every(">=", 6),
    control: { what: "the same of layer 2", measure: shifted(2), rule: every("<", 6) },
  };
  const broadcast = {
    ...common,
    quantity: "rows of QKxx of layer 1 whose greatest entry is the anchor's, of 9",
    measure: toColumn(1, KEY - 1),
    rule: every(">=", 8),
    control: { what: "the key's instead of the anchor's", measure: toColumn(1, KEY), rule: every("<", 8) },
    changed: [{
      what: "measure",
      from: "QKxx of layer 2 (C4b)",
      to: "QKxx of layer 1",
      why: "the released notebook computes both maps from layer 1",
    }],
  };
  return [
    ...claims(withReadOut.runs, [
      {
        ...shift,
        id: "C4",
        claim: "With attention alone, layer 1 attends by position: a shift",
        because: {
          cause: "set-up",
          close: "the released network has no read-out: released_attention, from 12 core-minutes on",
        },
        note,
      },
      {
        ...broadcast,
        id: "C4b",
        claim: "… and layer 2 by content: a broadcast of the anchor's column",
        quantity: "rows of QKxx whose greatest entry is the anchor's, of 9",
        measure: toColumn(2, KEY - 1),
        control: { what: "the same of layer 1", measure: toColumn(1, KEY - 1), rule: every("<", 8) },
        changed: [],
        because: { cause: "definition", close: "the released notebook reads both maps from layer 1: C4c" },
        note: `layer 2 sees tokens through the first layer's values; ${note}`,
      },
      {
        ...broadcast,
        id: "C4c",
        claim: "… by content, read from layer 1 as in the released notebook",
        because: {
          cause: "set-up",
          close: "the released network has no read-out: released_attention, from 12 core-minutes on",
        },
        note,
      },
    ], options),
    ...without.runs.seeds.length === 0 ? [] : claims(without.runs, [
      {
        ...shift,
        id: "C4d",
        claim: "The released network, of width 201 and without read-out: layer 1 attends by position",
        because: { cause: "set-up", close: LONGER },
        note: without.note,
      },
      {
        ...broadcast,
        id: "C4e",
        claim: "… and by content",
        because: { cause: "set-up", close: LONGER },
        note: without.note,
      },
    ], options),
  ];
}

/** What brings the released network closer to its set-up. */
const LONGER = "30,000 steps for ten seeds, as planned in released_attention: 2 core-hours";
