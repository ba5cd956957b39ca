/** Why some claims of the paper are not reproduced here and what would settle them, and what was changed after a run. */
import type { ClaimCause } from "../../lib/claims/mod.ts";

const setUp = (close: string): ClaimCause => ({ cause: "set-up", close });
const definition = (close: string): ClaimCause => ({ cause: "definition", close });

export const COMPOSED_PHASE = setUp(
  "the authors' batch (2048), gains and split, begun in the ladder of batches: its other networks at widths 64 and 128, " +
    "then width 400 (0.9 core-hours a network); the exact runs need a GPU (2.3·10¹⁶ operations each)",
);
export const SISTER_CONTROL = definition(
  "the statement holds, and its control is a claim that fails itself (C2w); C1v has another control; one of the same " +
    "width is task U from the same start, three networks (0.15 core-hours)",
);
export const LOOSE_CONTROL = definition(
  "the statement holds, and large starts compose in 0.16 of the answers where our limit is 0.1; C2v compares the two " +
    "starts seed by seed, no run",
);
export const TWO_KINDS = setUp(
  "one seed of five answers −16, as (4, 4) does; larger batches, see C2 (0.9 core-hours a network at " +
    "width 400)",
);
export const OTHER_NETWORKS = definition(
  "the networks of C4c and C4d: of the paper's gain, and such as compose in task W; two layers that compose are not " +
    "found yet, see C2",
);
export const ANOTHER_VALUE = setUp(
  "these networks mirror by composing with another value of an anchor; whether a larger batch makes them store the pair, " +
    "see C2 (0.9 core-hours a network at width 400), then 0.1 core-hours",
);
export const TWO_WAYS = definition(
  "with three layers the key can join the anchors in layer 2 as well: cut it in both layers (0.1 core-hours), or look into " +
    "two layers that compose in task W, which are not found yet, see C2",
);
export const CURVED_LINE = definition(
  "settled, no run: the embeddings lie on a curve, which one component does not order and the seriation does; the " +
    "claims' list takes either, so C6b counts",
);
export const SATURATED_COSINES = definition(
  "all fused vectors of a small start lie in a narrow cone, so uncentred cosines saturate; C7c has the rank correlation " +
    "of cosine and nearness, no further run",
);
export const GROWN_AT_ONCE = definition(
  "most eigenvalues have a tenth of their final value before training; C8b has the first step at twice the initial " +
    "value, no run",
);
export const LAST_STEP = definition(
  "after 2,500 steps the last step is not the best; C9d reads the best one, as the authors' code does, no run",
);
export const SHORT_TRAINING = setUp("10,000 steps in place of 2,500 for the 45 networks (0.5 core-hours)");
export const SHALLOW = setUp(
  "depths 5 to 7 from the paper's largest start (γ = 0.21 at width 64), five seeds (0.2 core-hours)",
);
export const SMALL_DATA = setUp(
  "the authors' 100,000 sentences and 6,300 steps of 300 for the 24 networks (0.3 core-hours)",
);

/** Where a row stands beside an old definition that is kept. */
const beside = (what: string, from: string, to: string, why: string) => ({
  changed: [{ what, from: `"${from}"`, to: `"${to}"`, why: `${why}; added after the runs were seen` }],
});

export const BEST_STEP = beside("the reading", "the last step", "the best step", "the authors read that");
export const BEFORE_EXCEPTION = beside(
  "the reading",
  "the last step",
  "the last reading at which (3, 4) is below one half",
  "it shows what the network does before the exception disturbs it",
);
export const PAPER_SETTING = beside(
  "the setting",
  "batch 128, standard deviation of the paper, modulus 7, the last step",
  "a larger batch or width, gain of the paper, modulus 9, the best step",
  "the authors' networks have these",
);
const NOT_ALL = "not all networks of batch 2048 are run";
export const SMALLER_LADDER = beside("the larger batch", "2048", "512", NOT_ALL);
export const PAPER_START = beside(
  "the start",
  "γ = 0.3 at width 64, gain 2.3",
  "that of the paper's symmetric networks: gain 1 (γ = 0.5 at width 64), or their standard deviation at width 128",
  "the old end point is not the one that the paper shows",
);
export const OTHER_CONTROL = beside(
  "the control",
  "a claim that fails itself",
  "task U",
  "C2w fails for its own reasons",
);
export const BY_SEED = beside(
  "the control",
  "the share that a large start composes, at most 0.1",
  "small less large start, seed by seed, and the same difference of the mirrored answers; thresholds chosen afterwards",
  "the limit of 0.1 leaves no room for chance among the answers of a large start",
);
export const WITHIN_W = beside(
  "the networks",
  "task U at γ = 1, task W at γ = 0.3",
  "task W at the paper's gain, and three layers that compose in task W",
  "the old end points are not the networks that the paper looks into",
);
export const NEARNESS = beside(
  "the measure",
  "difference of cosines",
  "rank correlation of cosine and nearness, with the thresholds of C6b",
  "uncentred cosines saturate in a narrow cone",
);
export const DOUBLED = beside(
  "the step at which an eigenvalue has grown",
  "a tenth of its final value",
  "twice its value before training; never counts as last",
  "most have a tenth before training",
);
export const NEW_ROW = beside("the row", "none", "a row with thresholds chosen afterwards", "E11 had none");
