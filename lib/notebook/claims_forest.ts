/** The forest plot of a claims table: each row's seeds, interval and control around its threshold. */
import { type Claim, describeVerdict, meetsRule, type Verdict, verdictSign } from "../claims/mod.ts";
import { type Figure, figure, OKABE_ITO, type Trace } from "../figure/mod.ts";
import { largest, smallest } from "../stats/extremes.ts";

/** Height of a row, pixels. */
const ROW_PIXELS = 19;
/** Ratio of the largest to the smallest number of a row from which on it is drawn logarithmically. */
const WIDE = 100;

/** Colour and sign of each verdict that a row with a rule can have; the signs differ in black and white too. */
const LOOK: Partial<Record<Verdict, { readonly color: string; readonly symbol: string }>> = {
  "reproduced": { color: OKABE_ITO.green, symbol: "circle" },
  "held": { color: OKABE_ITO.green, symbol: "circle" },
  "partly": { color: OKABE_ITO.orange, symbol: "triangle-up" },
  "not separated": { color: OKABE_ITO.purple, symbol: "square" },
  "not reproduced": { color: OKABE_ITO.vermillion, symbol: "x" },
  "refuted": { color: OKABE_ITO.vermillion, symbol: "x" },
};

/** A row with a rule and numbers. */
type RuledClaim = Claim & { readonly rule: NonNullable<Claim["rule"]> };

function isDrawn(row: Claim): row is RuledClaim {
  return row.rule !== null && row.perSeed.length > 0;
}

/**
 * Positions of a row's numbers relative to its threshold, which is 0: the farthest number is at distance 1, and
 * positive positions meet the rule. Rows whose numbers are all positive and far apart use logarithms.
 */
export function forestScale({ rule, perSeed, control }: RuledClaim): (value: number) => number {
  const all = [rule.threshold, ...perSeed, ...(control ? [control.value, control.low, control.high] : [])];
  const isWide = smallest(all) > 0 && largest(all) > WIDE * smallest(all);
  const place = isWide ? Math.log : (value: number) => value, zero = place(rule.threshold);
  const unit = largest(all.map((value) => Math.abs(place(value) - zero))) || 1;
  const sign = rule.op === ">=" || rule.op === ">" ? 1 : -1;
  return (value) => sign * (place(value) - zero) / unit;
}

/**
 * The forest plot of the rows that have a rule and are decided, in order from the top.
 *
 * @returns `null` if there are none
 */
export function claimsForest(rows: readonly Claim[]): Figure | null {
  const drawn = rows.filter(isDrawn), { length } = drawn;
  if (length === 0) return null;
  const places = drawn.map((row, i) => ({ row, y: length - 1 - i, at: forestScale(row) }));
  const verdicts = [...new Set(drawn.map(({ verdict }) => verdict))];
  const dots = verdicts.map((verdict): Trace => {
    const own = places.filter(({ row }) => row.verdict === verdict);
    return {
      type: "scatter",
      mode: "markers",
      name: describeVerdict(verdict),
      x: own.flatMap(({ row, at }) => row.perSeed.map(at)),
      y: own.flatMap(({ row, y }) => row.perSeed.map(() => y)),
      marker: { ...LOOK[verdict], size: 7, opacity: 0.8 },
    };
  });
  const intervals: Trace = {
    type: "scatter",
    mode: "lines",
    name: "interval over seeds",
    // NaN lifts the pen between rows.
    x: places.flatMap(({ row, at }) => [at(row.low!), at(row.high!), NaN]),
    y: places.flatMap(({ y }) => [y, y, NaN]),
    line: { color: "#555555", width: 1.5 },
  };
  const controls = places.filter(({ row }) => row.control !== null);
  const control: Trace = {
    type: "scatter",
    mode: "markers",
    name: "control (filled: breaks its own rule)",
    x: controls.map(({ row, at }) => at(row.control!.value)),
    y: controls.map(({ y }) => y - 0.28),
    marker: {
      symbol: controls.map(({ row }) =>
        meetsRule(row.control!.value, row.control!.rule) ? "diamond-open" : "diamond"
      ),
      size: 7,
      color: OKABE_ITO.black,
    },
  };
  return figure({
    title: "Claims: seeds, interval and control beside the threshold",
    data: [intervals, ...dots, ...(controls.length > 0 ? [control] : [])],
    layout: {
      xaxis: {
        title: "distance from the threshold (each row at its own scale)",
        range: [-1.08, 1.08],
        tickvals: [-1, 0, 1],
        ticktext: ["misses", "threshold", "meets"],
      },
      yaxis: {
        title: "claim",
        tickvals: places.map(({ y }) => y),
        ticktext: places.map(({ row }) => `${row.id} ${verdictSign(row.verdict)}`),
        range: [-0.8, length - 0.3],
        showgrid: false,
      },
      shapes: [{
        type: "line",
        x0: 0,
        x1: 0,
        y0: 0,
        y1: 1,
        yref: "paper",
        line: { color: OKABE_ITO.black, width: 1, dash: "dash" },
      }],
    },
    height: 150 + ROW_PIXELS * length,
  });
}
