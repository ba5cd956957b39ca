/** C1–C8: rows that the end points, the longer training and control A decide; thresholds were fixed before the runs. */
import { type Claim, type ClaimOf, type ClaimRule, every } from "../../lib/claims/mod.ts";
import { fullClaims, most, onMean } from "../../lib/claims/mod.ts";
import type { RunResults } from "../../lib/experiments/mod.ts";
import * as because from "./causes.ts";
import { ladderClaims } from "./claims_of_ladder.ts";
import { phaseClaims, type PhaseGrid } from "./claims_of_phases.ts";
import { laterClaims, type StartGrids } from "./claims_of_starts.ts";
import { atEnd, type CompositeCurves, SYMMETRIC_OFFSET } from "./composite_training.ts";
import type { ControlRun } from "./controls.ts";
import type { EndPointResult } from "./end_points.ts";
import { lossByCut, READ, type Read } from "./readings.ts";

/** Runs that decide the rows; the ends are those of this profile. */
export interface PaperRuns extends StartGrids {
  ends: RunResults<EndPointResult>;
  longer: RunResults<CompositeCurves>;
  controls: RunResults<ControlRun[]>;
  rateDecay: PhaseGrid;
  ladder: PhaseGrid;
}

/** All rows of the paper's claims, by their numbers. */
export function paperClaims(runs: PaperRuns): Claim[] {
  const atEnds = [...answerClaims(runs), ...fullClaims(runs.ends, INSIDE)];
  return [...atEnds, ...phaseClaims(runs), ...laterClaims(runs), ...ladderClaims(runs.ladder)]
    .sort((a, b) => Number(/\d+/.exec(a.id)![0]) - Number(/\d+/.exec(b.id)![0]));
}

type Row = ClaimOf<EndPointResult>;
type Of = (read: Read) => Row["measure"];

const wrong: Of = (read) => (run) => read(run["W large"]!);
const small: Of = (read) => (run) => read(run["U small"]!);
/** The quick profile has a large start only in task W. */
const large: Of = (read) => (run) => read((run["U large"] ?? run["W large"])!);

/** A reading of some networks, and the same reading of controls that must not show the effect. */
function beside(own: Of, read: Read, rule: ClaimRule, what: string, other: Of, otherRule: ClaimRule) {
  return { measure: own(read), rule, control: { what, measure: other(read), rule: otherRule } };
}

/** The ratio of a reading of two networks of a seed. */
function ratio(above: Of, below: Of, read: Read): Row["measure"] {
  return (run, seed) => above(read)(run, seed) / below(read)(run, seed);
}

const preference: Read = (run) => READ.mirrored(run) - 3 * READ.composed(run);
const isMirrored: Read = (run) => Number(READ.commonest(run) === SYMMETRIC_OFFSET);

/** C1, C1q and C3 miss their thresholds at a start that is not that of the paper's pictures. */
const WRONG_END =
  "cause: definition; γ = 0.3 has gain 2.3, the paper's symmetric networks have 1: see C1g, C1h, C1r and C3b";
const CONTROL_B = "control B: (3, 4) not shown either (task U), same γ; threshold ours";
const ROOM_FOR_CHANCE = "small start, task U; a tenth is the room for chance (ours)";

/** C1–C3: what large and small starts answer, and the controls. */
function answerClaims({ ends, longer, controls }: PaperRuns): Claim[] {
  const [atLarge, atSmall] = [0, 1];
  return [
    ...fullClaims(ends, [
      {
        id: "C1",
        claim: "A large start gives the mirrored answer to the pair that was never shown",
        quantity: "share of (4, 3) answered with −6, task W, γ = 0.3",
        ...beside(wrong, READ.mirrored, onMean(">=", 0.8), CONTROL_B, large, onMean("<=", 0.1)),
        paperValue: "about 1",
        note: WRONG_END,
      },
      {
        id: "C1b",
        claim: "… and not the composed one",
        quantity: "share answered with −10",
        measure: wrong(READ.composed),
        rule: onMean("<=", 0.1),
        control: {
          what: "control A: (3, 4) taught its true sum −10, same γ",
          perSeed: controls.results.map((networks) => networks[atLarge].answers.inferential),
          rule: onMean(">", 0.1),
        },
        paperValue: "about 0",
      },
      {
        id: "C1c",
        claim: "… at a network that has learnt its data",
        quantity: "accuracy on seen pairs with held-back keys",
        measure: wrong(READ.seen),
        rule: onMean(">=", 0.95),
        control: {
          what: "before training",
          measure: wrong(({ curves }) => curves.seen[0]),
          rule: onMean("<", 0.95),
        },
      },
      {
        id: "C1e",
        claim: "Control B: without a wrong rule, −6 is not what the network says most often",
        quantity: "1 where −6 is the commonest answer in task U, γ = 0.3",
        ...beside(large, isMirrored, every("<=", 0), "the same in task W", wrong, most(4, 5, ">", 0)),
      },
      {
        id: "C1q",
        claim: "A large start prefers the mirrored answer at least three to one",
        quantity: "share of −6 less three times the share of −10, task W, γ = 0.3",
        ...beside(wrong, preference, every(">", 0), ROOM_FOR_CHANCE, small, every("<=", 0.1)),
        note: WRONG_END,
      },
      {
        id: "C2u",
        claim: "Where neither (3, 4) nor (4, 3) is shown (appendix E), a small start composes",
        quantity: "share of (4, 3) answered with −10, task U, γ = 1",
        ...beside(small, READ.composed, onMean(">=", 0.8), "large start, task U", large, onMean("<=", 0.1)),
        because: because.LOOSE_CONTROL,
        note: "thresholds are those of C2",
      },
    ]),
    ...fullClaims(controls, [{
      id: "C1d",
      claim:
        "Control A: with the true sum taught, mirrored and composed answer agree, and a small start gives it",
      quantity: "share of (4, 3) answered with −10, γ = 1",
      measure: (networks) => networks[atSmall].answers.inferential,
      rule: onMean(">=", 0.8),
      control: {
        what: "the mirrored answer of task W, −6, in the same networks",
        measure: (networks) => networks[atSmall].answers.symmetric,
        rule: onMean("<=", 0.1),
      },
    }]),
    ...fullClaims(longer, [{
      id: "C3",
      claim: "It is the start, not too little training: three times the steps change nothing",
      quantity: "share of (4, 3) answered with −6 after three times the steps",
      measure: ({ symmetric }) => atEnd(symmetric),
      rule: onMean(">=", 0.8),
      control: {
        what: "small start, task U, after the usual steps",
        perSeed: ends.results.map(small(READ.mirrored)),
        rule: onMean("<=", 0.1),
      },
      note: WRONG_END,
    }]),
  ];
}

/** C4–C8: order of fusion, condensation, embeddings, fused vectors, growth. */
const INSIDE: readonly Row[] = [
  {
    id: "C4",
    claim: "Small: the key joins the anchors first; large: the anchors join first",
    quantity: "order score O, task U, γ = 1",
    ...beside(small, READ.order, most(4, 5, ">", 0), "task W, γ = 0.3", wrong, most(4, 5, "<", 0)),
    because: because.OTHER_NETWORKS,
  },
  {
    id: "C4b",
    claim: "… and the composed answer needs the way from the key to the anchors in layer 1",
    quantity: "fall of the share of −10 when those edges are cut, task U, γ = 1",
    measure: small((run) => lossByCut(run, "inferential")),
    rule: onMean(">=", 0.5),
    control: {
      what: "fall of the share of −6, task W, γ = 0.3",
      measure: wrong((run) => lossByCut(run, "symmetric")),
      rule: onMean("<=", 0.1),
    },
    because: because.OTHER_NETWORKS,
    note:
      "the claims' list asks for −10 in both; a large start hardly says −10, so its own answer is watched",
  },
  {
    id: "C5",
    claim: "Small starts condense: the neurons of W^{Q(1)} have few directions",
    quantity: "κ at the small start over κ at the large start",
    measure: ratio(small, large, READ.kappa),
    rule: every(">=", 2),
    control: {
      what: "the same networks before training",
      measure: ratio(small, large, ({ condensation: [untrained] }) => untrained),
      rule: every("<", 2),
    },
    atQuick: true,
  },
  {
    id: "C6",
    claim: "… their embeddings are low-rank",
    quantity: "effective rank of the key embeddings' covariance, large start over small start",
    measure: ratio(large, small, READ.rank),
    rule: every(">=", 1.5),
    control: {
      none:
        "untrained embeddings are the same draws but for a factor, so the natural control is 1 by construction",
    },
  },
  {
    id: "C6b",
    claim: "… and ordered by number",
    quantity: "|Spearman's ρ| of token and place in the seriation",
    ...beside(small, READ.seriation, onMean(">=", 0.8), "large start", large, onMean("<=", 0.4)),
  },
  {
    id: "C6c",
    claim: "… also on the first principal component",
    quantity: "|Spearman's ρ| of token and first component",
    ...beside(small, READ.firstComponent, onMean(">=", 0.8), "large start", large, onMean("<=", 0.4)),
    because: because.CURVED_LINE,
  },
  {
    id: "C7",
    claim: "Equal answers have parallel fused vectors",
    quantity: "mean cosine of equal answers less that of others",
    ...beside(small, READ.gap, onMean(">=", 0.4), "large start", large, onMean("<=", 0.15)),
    because: because.SATURATED_COSINES,
  },
  {
    id: "C7b",
    claim: "… which is not so for answers in random order",
    quantity: "the same with permuted answers, modulus",
    measure: small(({ alignment }) => Math.abs(alignment.permuted)),
    rule: every("<=", 0.1),
    control: { what: "true answers", measure: small(READ.gap), rule: onMean(">", 0.1) },
    because: because.SATURATED_COSINES,
    note: "the claims' list says ≈ 0; 0.1 is ours",
  },
  {
    id: "C8",
    claim: "Eigenvalues of the embeddings grow one after another",
    quantity:
      "Kendall's τ of the eigenvalue's number and the step at which it has a tenth of its final value",
    ...beside(small, READ.growth, onMean(">=", 0.6), "large start", large, onMean("<", 0.6)),
    because: because.GROWN_AT_ONCE,
  },
  {
    id: "C8b",
    claim: "… read at twice their initial value",
    quantity: "Kendall's τ of the eigenvalue's number and the step at which it has twice its initial value",
    ...beside(small, READ.doubling, onMean(">=", 0.6), "large start", large, onMean("<", 0.6)),
    ...because.DOUBLED,
  },
].map((row) => ({ paperValue: "figure", ...row }));
