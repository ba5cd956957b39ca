/** Figures of the switch on the line: losses, outputs, spectra, gradients, jumps. */
import {
  curve,
  dots,
  type Figure,
  figure,
  type Layout,
  OKABE_ITO,
  panels,
  seedDots,
  SEQUENTIAL,
  sliderFigure,
} from "../../lib/figure/mod.ts";
import {
  AFTER_SWITCH,
  evenInLog,
  everyNth,
  LOSS_COLOURS,
  MEAN_SQUARE,
  runBand,
  STEP,
  verticalLine,
} from "./bands_of_runs.ts";
import type { LineRun } from "./line_training.ts";
import { effectiveFrequencies, jump, modelLossOf, sineAmplitudes, spectrumAt } from "./measures.ts";
import type { Continuation, SwitchRun } from "./switch_training.ts";
import { brief } from "../../lib/notebook/words.ts";

/** What each continuation is called. */
export const CONTINUATIONS: Record<Continuation, string> = {
  model: "model loss",
  kept: "moments kept",
  modelFast: "rate 10×",
  modelSlow: "rate 1/10",
  weighted: "boundary ×1000",
  ritz: "Ritz (u′)",
  blend: "with 10⁴ data",
  sobolev: "H¹ (u′)",
  data: "data loss (control)",
  dataFast: "data loss, rate 10×",
};

const READINGS = [
  { title: "data loss", of: (run: LineRun) => run.data, yaxis: MEAN_SQUARE },
  { title: "model loss", of: modelLossOf, yaxis: MEAN_SQUARE },
  {
    title: "relative error",
    of: (run: LineRun) => run.relative,
    yaxis: { title: { text: "‖u_θ − u‖ / ‖u‖" }, type: "log", dtick: 1 },
  },
];

/** Runs of one continuation, one a seed. */
export function continued(runs: readonly SwitchRun[], name: Continuation): LineRun[] {
  return runs.map(({ after }) => {
    const run = after[name];
    if (!run) throw new RangeError(`continuation "${name}": not made in every run`);
    return run;
  });
}

/** Figure 1: both stages on one axis; the switch is the vertical line. */
export function lossesThroughSwitch(runs: readonly SwitchRun[]): Figure {
  const fits = runs.map(({ fit }) => fit), switched = fits[0].steps.at(-1)!;
  const { data, layout } = panels({
    panels: READINGS.map(({ title, of, yaxis }) => ({
      title,
      yaxis,
      data: [
        ...runBand(fits, of, { name: "fit by data loss", color: LOSS_COLOURS.fit, shift: 0 }),
        ...runBand(continued(runs, "model"), of, {
          name: "then model loss",
          color: LOSS_COLOURS.model,
          shift: switched,
          most: 60,
        }),
        ...runBand(continued(runs, "data"), of, {
          name: "then data loss (control)",
          color: LOSS_COLOURS.data,
          dash: "dash",
          shift: switched,
          most: 60,
        }),
      ],
    })),
    xaxis: { ...STEP, nticks: 4 },
  });
  const shapes = READINGS.map((_, i) => verticalLine(i + 1, switched));
  return figure({
    title:
      "The switch to the model loss throws the solution away; the same restart with the data loss does not",
    data,
    layout: { ...layout, shapes },
    width: 900,
    height: 400,
  });
}

/** Figure 2: the first steps after the switch. */
export function firstSteps(runs: readonly SwitchRun[], until = 500): Figure {
  return figure({
    title: `The first ${until} steps after the switch`,
    ...panels({
      panels: READINGS.slice(0, 2).map(({ title, of, yaxis }) => ({
        title,
        yaxis,
        data: ([["model", "solid"], ["sobolev", "dash"], ["data", "dash"]] as const).flatMap(([name, dash]) =>
          runBand(continued(runs, name), of, {
            name: CONTINUATIONS[name],
            color: LOSS_COLOURS[name],
            dash,
            until,
          })
        ),
      })),
      xaxis: AFTER_SWITCH,
    }),
    width: 900,
    height: 400,
  });
}

/** Two rows over one abscissa, for a slider. */
function twoRows(x: Layout, above: Layout, below: Layout): Layout {
  return {
    xaxis: { ...x, anchor: "y2", domain: [0, 1] },
    yaxis: { ...above, domain: [0.54, 1] },
    yaxis2: { ...below, domain: [0, 0.46] },
  };
}

/** Figure 3: output of the network and residual at some steps. */
export function solutionSlider(
  title: string,
  run: LineRun,
  still: readonly number[],
  sliderName: string,
): Figure {
  const { steps, x, network, residual, exact } = run.shown!;
  // Twelve frames of two curves each would take a tenth of a notebook's size.
  const chosen = steps.filter((step, i) => still.includes(step) || i % 2 === 0);
  return sliderFigure({
    title,
    sliderName,
    frames: chosen.map((step) => {
      const at = run.steps.indexOf(step), i = steps.indexOf(step);
      return {
        label: String(step),
        note: `data loss ${brief(run.data[at])}<br>residual ${brief(run.residual[at])}`,
        data: [
          curve({ name: "network", x, y: network[i], color: OKABE_ITO.vermillion }),
          curve({
            name: "residual u″ − f",
            x,
            y: residual[i],
            color: OKABE_ITO.blue,
            size: 1.5,
            attributes: { yaxis: "y2" },
          }),
        ],
      };
    }),
    shared: [curve({ name: "exact solution", x, y: exact, color: "#999999", size: 3 })],
    layout: twoRows(
      { title: { text: "x" } },
      { title: { text: "u" } },
      { title: { text: "residual" } },
    ),
    shown: still.map((step) => chosen.indexOf(step)),
    points: 130,
    width: 900,
    height: 520,
  });
}

/** Figure 4: spectrum of the error, as Fourier amplitudes and as sine amplitudes without the affine part. */
export function spectrumSlider(run: LineRun, steps: readonly number[], still: readonly number[]): Figure {
  const first = spectrumAt(run, 0), k = first.map((_, i) => i);
  const line = (name: string, y: readonly number[], color: string, below = false) =>
    curve({
      name,
      x: k.slice(first.length - y.length),
      y,
      color,
      attributes: {
        mode: "lines+markers",
        marker: { color, size: 4 },
        ...(below ? { yaxis: "y2", showlegend: false } : {}),
      },
    });
  return sliderFigure({
    title: "Spectrum of the error: small and spread out at the switch, large and low at the peak",
    sliderName: "step",
    frames: steps.map((step) => ({
      label: String(step),
      data: [
        line("error", spectrumAt(run, step), OKABE_ITO.vermillion),
        line("error, below", sineAmplitudes(run, step), OKABE_ITO.vermillion, true),
      ],
    })),
    shared: [
      line("error at the switch", first, "#999999"),
      line("at the switch, below", sineAmplitudes(run, 0), "#999999", true),
    ],
    layout: twoRows(
      { title: { text: "frequency k" } },
      { title: { text: "ê(k), Fourier" }, type: "log" },
      { title: { text: "sine, affine part off" }, type: "log", range: [-6, 0] },
    ),
    shown: still.map((step) => steps.indexOf(step)),
    width: 900,
    height: 520,
  });
}

/** Figure 5: all amplitudes through the switch. */
export function spectrumMap(fit: LineRun, after: LineRun): Figure {
  const map = (run: LineRun, shift: number, showscale: boolean) => ({
    type: "heatmap",
    x: run.spectrumSteps.map((step) => step + shift),
    y: run.spectra[0].map((_, k) => k),
    z: run.spectra[0].map((_, k) => run.spectra.map((row) => Math.log10(Math.max(1e-6, row[k])))),
    zmin: -5,
    zmax: 0,
    colorscale: SEQUENTIAL,
    zsmooth: false,
    showscale,
    colorbar: { title: { text: "log₁₀ ê(k)" } },
  });
  return figure({
    title: "Amplitude of the error by frequency: low ones are fitted first, and are thrown away first",
    ...panels({
      panels: [
        { title: "fit by data loss", data: [map(fit, 0, false)], xaxis: STEP },
        { title: "after the switch to the model loss", data: [map(after, 1, true)], xaxis: AFTER_SWITCH },
      ],
      sameY: true,
      yaxis: { title: { text: "frequency k" } },
    }),
    width: 900,
    height: 420,
  });
}

/** Figure 6: effective frequency of the error, and both gradients. */
export function frequencyAndGradients(runs: readonly SwitchRun[]): Figure {
  const model = continued(runs, "model"), angles = evenInLog(model[0].steps, 40);
  const band = (of: (run: LineRun) => readonly number[], name: string, color: string) =>
    runBand(model, of, { name, color });
  return figure({
    title: "After the switch the error turns from high to low frequency",
    ...panels({
      panels: [
        {
          title: "effective frequency",
          data: [
            ...band(effectiveFrequencies, "under model loss", LOSS_COLOURS.model),
            ...runBand(continued(runs, "data"), (run) => effectiveFrequencies(run), {
              name: "under data loss (control)",
              color: LOSS_COLOURS.data,
              dash: "dash",
            }),
          ],
          yaxis: { title: { text: "k_eff (dimensionless)" }, type: "log" },
        },
        {
          title: "size of the gradients",
          data: [
            ...band(({ gradients }) => gradients!.model, "‖∇ model loss‖", OKABE_ITO.purple),
            ...band(({ gradients }) => gradients!.data, "‖∇ data loss‖", OKABE_ITO.blue),
          ],
          yaxis: { title: { text: "norm (dimensionless)" }, type: "log" },
        },
        {
          title: "angle between them",
          data: model.map((run) =>
            curve({
              name: "a seed",
              x: angles.map((i) => run.steps[i] + 1),
              y: angles.map((i) => run.gradients!.cosine[i]),
              color: OKABE_ITO.skyBlue,
              size: 1,
            })
          ),
          yaxis: { title: { text: "cosine" }, range: [-1, 1] },
        },
      ],
      xaxis: { ...AFTER_SWITCH, title: { text: "step after the switch, + 1" } },
    }),
    width: 900,
    height: 420,
  });
}

/** Figure 7: J₂₀₀ of every continuation. */
export function jumpsByLoss(runs: readonly SwitchRun[]): Figure {
  const names = (Object.keys(CONTINUATIONS) as Continuation[]).filter((name) => runs[0].after[name]);
  const { data, xaxis } = seedDots({
    categories: names.map((name) =>
      CONTINUATIONS[name].replace(/ (?=\()|(?<=,) |^(?!.*[(,])(\S+) /, "$1<br>")
    ),
    perSeed: names.map((name) => continued(runs, name).map((run) => jump(run))),
    color: names.map((name) =>
      name.startsWith("data")
        ? OKABE_ITO.black
        : ["sobolev", "ritz", "blend"].includes(name)
        ? OKABE_ITO.green
        : OKABE_ITO.vermillion
    ),
  });
  return figure({
    title: "Data loss 200 steps after the switch over that at the switch",
    data,
    layout: {
      xaxis: {
        ...xaxis,
        tickangle: 0,
        tickfont: { size: 11 },
        title: { text: "what is minimised after the switch" },
      },
      yaxis: { title: { text: "J₂₀₀ (dimensionless)" }, type: "log", dtick: 1 },
    },
    width: 900,
    height: 460,
  });
}

/** Does it come back? The data loss after the switch at three learning rates, one line a seed. */
export function recoveryByRate(runs: readonly SwitchRun[]): Figure {
  return figure({
    title: "Data loss over that at the switch: does it come back?",
    ...panels({
      panels: ([["modelFast", "learning rate 10×"], ["model", "learning rate as elsewhere"], [
        "modelSlow",
        "learning rate 1/10",
      ]] as const).map(([name, title]) => {
        const after = continued(runs, name), last = after[0].steps[after[0].steps.length - 1];
        const kept = everyNth(after[0].steps.length, 36), steps = kept.map((i) => after[0].steps[i]);
        return {
          title,
          data: [
            ...after.map(({ data }) =>
              curve({
                name: "a seed",
                x: steps,
                y: kept.map((i) => data[i] / data[0]),
                color: LOSS_COLOURS.model,
                size: 1,
              })
            ),
            curve({ name: "ten times", x: [0, last], y: [10, 10], color: OKABE_ITO.black, style: "dash" }),
          ],
        };
      }),
      sameY: true,
      xaxis: { title: { text: "step after the switch" } },
      yaxis: { title: { text: "data loss / that at the switch" }, type: "log" },
    }),
    width: 900,
    height: 380,
  });
}

/** L11 and the paper's width: the data loss after the switch beside that of the network of this notebook. */
export function otherNetworks(sets: readonly (readonly [string, readonly SwitchRun[]])[]): Figure {
  return figure({
    title: "The same switch with the paper's width and with the cubic activation",
    ...panels({
      panels: sets.map(([title, runs]) => ({
        title,
        data: (["model", "sobolev", "data"] as const).flatMap((name) =>
          runBand(continued(runs, name), (run) => run.data, {
            name: CONTINUATIONS[name],
            color: LOSS_COLOURS[name],
            dash: name === "model" ? "solid" : "dash",
          })
        ),
      })),
      sameY: true,
      xaxis: { ...AFTER_SWITCH, title: { text: "step after the switch, + 1" } },
      yaxis: { title: { text: "data loss (mean square)" }, type: "log" },
    }),
    width: 900,
    height: 400,
  });
}

/** For newcomers: two errors of one size, and what becomes of them when they are derived twice. */
export function twoErrors(): Figure {
  const x = Array.from({ length: 201 }, (_, i) => Math.PI * i / 100);
  const exact = x.map((at) => Math.sin(at) + Math.sin(10 * at));
  const errors = ([["slow error", 1, OKABE_ITO.green], ["fast error", 20, OKABE_ITO.vermillion]] as const)
    .map(([name, k, color]) => ({ name, k, color, values: x.map((at) => 0.1 * Math.sin(k * at)) }));
  const samples = x.filter((_, i) => i % 4 === 0);
  return figure({
    title:
      "Two errors of one size: the data loss sees no difference, the equation sees little but the fast one",
    ...panels({
      panels: [
        {
          title: "the solution u, and samples of it",
          data: [
            curve({ name: "exact solution", x, y: exact, color: "#999999" }),
            dots({
              name: "samples",
              x: samples,
              y: samples.map((at) => Math.sin(at) + Math.sin(10 * at)),
              color: OKABE_ITO.blue,
              size: 4,
            }),
          ],
          yaxis: { title: { text: "u" } },
        },
        {
          title: "two errors e",
          data: errors.map(({ name, values, color }) => curve({ name, x, y: values, color, size: 1.5 })),
          yaxis: { title: { text: "e" }, range: [-0.3, 0.3] },
        },
        {
          title: "what they leave in the equation, e″",
          data: errors.map(({ name, k, values, color }) =>
            curve({ name, x, y: values.map((value) => -k * k * value), color, size: 1.5 })
          ),
          yaxis: { title: { text: "e″" } },
        },
      ],
      xaxis: { title: { text: "x" } },
    }),
    width: 900,
    height: 360,
  });
}
