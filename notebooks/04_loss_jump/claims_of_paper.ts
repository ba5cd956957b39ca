/** C1–C10: the rows of the paper's claims, and those of C6–C9. Thresholds were fixed before the runs. */
import {
  against,
  type Claim,
  type ClaimChange,
  type ClaimOf,
  type ClaimRuns,
  claims,
  type ClaimsOptions,
  every,
  most,
} from "../../lib/claims/mod.ts";
import type { CentredRun } from "./centred_start.ts";
import type { EquationName, EquationRuns } from "./equations.ts";
import type { OrderRun } from "./frequency_order.ts";
import type { LineRun } from "./line_training.ts";
import { orderClaims, rateClaims } from "./claims_of_frequencies.ts";
import { otherNetwork, switchClaims } from "./claims_of_switch.ts";
import * as measure from "./measures.ts";
import type { RateCurves } from "./mode_rates.ts";
import { EQUATIONS } from "./names.ts";
import type { SwitchRun } from "./switch_training.ts";

/** All experiments that decide the paper's claims. */
export interface PaperRuns {
  switched: ClaimRuns<SwitchRun>;
  paperWidth: ClaimRuns<SwitchRun>;
  cubic: ClaimRuns<SwitchRun>;
  rates: ClaimRuns<RateCurves[]>;
  rateFrequencies: readonly number[];
  order: ClaimRuns<OrderRun>;
  circle: ClaimRuns<OrderRun>;
  randomStart: ClaimRuns<LineRun>;
  centredStart: ClaimRuns<CentredRun>;
  equations: ClaimRuns<EquationRuns>;
  /** Largest data loss at the switch, and the highest frequency of the solution. */
  fitted: number;
  highest: number;
}

const PLOT = { paperValue: "plot only" };

function equationClaims(): ClaimOf<EquationRuns>[] {
  return (Object.keys(EQUATIONS) as EquationName[]).map((name, i) => {
    const of = (run: EquationRuns, part: "model" | "control") =>
      measure.jump(measure.ofEquation([run], name)[0][part]);
    return {
      id: `C6${["", "b", "c", "d"][i]}`,
      atQuick: false,
      claim: `${i === 0 ? "Stable over equations:" : "…"} ${EQUATIONS[name]}`,
      quantity: "the smaller of J₂₀₀ and its ratio to the control's J₂₀₀",
      measure: (run) => Math.min(of(run, "model"), of(run, "model") / of(run, "control")),
      rule: every(">=", 20),
      control: against("J₂₀₀ of the restart with the data loss", every("<=", 2), (run) => of(run, "control")),
      paperValue: "five equations named",
    };
  });
}

/** C9: the staircase from a random start, next to the data loss on the same target for as many steps. */
function staircaseClaims(
  { randomStart, centredStart }: PaperRuns,
  options: ClaimsOptions,
): Claim[] {
  const what = "the data loss from the same start on the same target, for as many steps";
  const rise = ({ spectrumSteps, lowest }: measure.Stairs) =>
    measure.riseAfterSettling(spectrumSteps, lowest);
  const rows = <Run>(
    ids: readonly string[],
    inputs: string,
    of: (run: Run) => measure.Stairs,
    byData: readonly measure.Stairs[],
    changed: ClaimChange[],
  ): ClaimOf<Run>[] => [
    {
      ...PLOT,
      id: ids[0],
      atQuick: false,
      claim: `The model loss falls in stages, ${inputs}`,
      quantity:
        "plateaus (change below 2 % for 500 steps or more, falls of 5 % or more in 500 steps between them)",
      measure: (run) => measure.stages(of(run)),
      rule: most(2, 3, ">=", 3),
      control: { what, perSeed: byData.map(measure.stages), rule: every("<", 3) },
      changed,
      because: { cause: "set-up", close: "the paper's inputs and biases; reading its full text" },
    },
    {
      ...PLOT,
      id: ids[1],
      atQuick: false,
      claim: `… while the low-frequency error comes and goes, ${inputs}`,
      quantity: `greatest rise of ê(1) after step ${measure.SETTLED}`,
      measure: (run) => rise(of(run)),
      rule: every(">=", 0.1),
      control: { what, perSeed: byData.map(rise), rule: every("<", 0.1) },
      changed: [...changed, {
        what: "the step from which a rise counts",
        from: "the start",
        to: `step ${measure.SETTLED}`,
        why: "a first look showed large fluctuations in the first steps under either loss",
      }],
      note: "non-monotone means any rise; a tenth of the solution's amplitude is our threshold",
      because: {
        cause: "definition",
        close:
          "under the data loss ê(1) moves, too, by up to 0.19: a threshold above that, set before new seeds, 2 core-minutes",
      },
    },
  ];
  const { results } = centredStart,
    of = (name: keyof CentredRun) => results.map((run) => measure.centredStairs(run[name]));
  const longer = {
    what: "the control",
    from: "the data loss on the target of C7, 6000 steps",
    to: what,
    why: "a shorter run on a smoother target says little",
  };
  return [
    ...claims(randomStart, rows(["C9", "C9b"], "inputs x", measure.stairsOf, of("plain"), [longer]), options),
    ...claims(
      centredStart,
      rows(["C9c", "C9d"], "centred inputs", (run) => measure.centredStairs(run.model), of("data"), []),
      options,
    ),
  ];
}

/** The rows of the paper's claims in the order of their numbers. */
export function paperClaims(runs: PaperRuns, options: ClaimsOptions = {}): Claim[] {
  const number = ({ id }: Claim) => Number(/\d+/.exec(id)![0]);
  const { paperWidth, cubic } = runs;
  return [
    ...claims(runs.switched, switchClaims(runs.switched, runs.fitted, runs.highest), options),
    ...claims(paperWidth, otherNetwork("C1c", "… also at the paper's width 320", paperWidth), options),
    ...claims(cubic, otherNetwork("C1d", "… also with the cubic activation", cubic), options),
    ...claims(runs.equations, equationClaims(), options),
    ...claims(runs.circle, orderClaims("circle"), options),
    ...claims(runs.order, [...orderClaims("sine"), ...orderClaims("Fourier")], options),
    ...claims(runs.rates, rateClaims(runs.rateFrequencies), options),
    ...staircaseClaims(runs, options),
  ].sort((a, b) => number(a) - number(b));
}
