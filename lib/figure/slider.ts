import { usedAxes } from "./axes.ts";
import { checkFigure } from "./check_figure.ts";
import { describeFigure } from "./describe_figure.ts";
import { checkFrame, DEFAULT_HEIGHT, DEFAULT_WIDTH, Figure } from "./figure.ts";
import { fitLines } from "./fit_texts.ts";
import { legendExcess } from "./legend.ts";
import { isPlainObject, mergeLayout } from "./merge_layout.ts";
import { largest } from "./numbers.ts";
import { plainText } from "./plotly_text.ts";
import { prepareSpec } from "./prepare_spec.ts";
import { sharedRange } from "./shared_range.ts";
import { HEADING_PIXELS, smallMultiples } from "./small_multiples.ts";
import { titleLines, withTitleObjects } from "./theme.ts";
import type { Layout, PlotlySpec, Trace } from "./trace.ts";

/** Maximum number of frames of a slider. */
export const MOST_FRAMES = 12;
/** Minimum and maximum number of frames that the picture shows side by side. */
const SHOWN_LIMITS = [2, 4] as const;
/** Default maximum number of points of a curve: frames multiply the size of a figure. */
const FRAME_POINTS = 250;
/** Space for the slider below the axes, pixels. */
const SLIDER_HEIGHT = 90;
/** Maximum width of a name in the legend beside the axes, pixels. */
const NAME_WIDTH = 220;
/** Space between the headings of columns, and to the left and right of them, pixels. */
const HEADING_GAP = 8, AXIS_WIDTH = 90;
/** Space for a legend below the slider, pixels. */
const LEGEND_HEIGHT = 26;

/** One position of the slider. */
export interface Frame {
  /** Label of the slider position, e.g. the step. */
  readonly label: string;
  /** A few words for this frame, e.g. its losses; written below the title, and above the frame's column. */
  readonly note?: string;
  /** Traces that are visible only at this position. */
  readonly data: readonly Trace[];
}

/** Options of {@linkcode sliderFigure}. */
export interface SliderFigureOptions {
  /** Title of the whole figure. */
  readonly title: string;
  /** Positions of the slider, 2 … {@linkcode MOST_FRAMES}. */
  readonly frames: readonly Frame[];
  /** Traces that are visible at every position; drawn first. */
  readonly shared?: readonly Trace[];
  /** Plotly layout of one frame; axes without a range get one that fits all frames. */
  readonly layout?: Layout;
  /** Positions (indices of `frames`) that the picture shows side by side, 2 … 4 of them. */
  readonly shown: readonly number[];
  /** Meaning of the labels, e.g. `"step"` or `"σ ="`. */
  readonly sliderName: string;
  /** Width of the picture, pixels. */
  readonly width?: number;
  /** Height, pixels; a legend that takes more than a third is added to it. */
  readonly height?: number;
  /** Maximum number of points of a curve in a frame; default 250. */
  readonly points?: number;
  /** The figure in words; default made from title, axes and names. */
  readonly alt?: string;
}

/**
 * Makes a figure with a slider. Its picture shows some frames side by side.
 *
 * The slider switches the visibility of traces, which every renderer of Plotly figures in notebooks can do.
 *
 * @param options frames and what they share
 * @returns the figure
 * @throws {RangeError} for fewer than 2 or more than 12 frames, equal labels, `shown` that is not 2 … 4 increasing
 * positions, and for whatever {@linkcode figure} rejects
 * @throws {TypeError} for a title inside the layout, or attributes that JSON cannot hold
 */
export function sliderFigure(options: SliderFigureOptions): Figure {
  const { title, frames, shared = [], shown, sliderName, points = FRAME_POINTS } = options;
  const { width = DEFAULT_WIDTH, height = DEFAULT_HEIGHT } = options;
  const callerLayout = withTitleObjects(options.layout ?? {});
  checkFrame(title, callerLayout, width, height);
  checkFrames(title, frames, shown);
  for (const { label, data } of frames) checkFigure(title, [...shared, ...data], callerLayout, label);
  const drawn = [...shared, ...frames.flatMap(({ data }) => data)];
  const layout = withRanges(drawn, callerLayout);
  const prepare = (height: number) =>
    frames.map(({ data }) =>
      prepareSpec({ title, data: [...shared, ...data], layout, width, height }, {
        points,
        drawn,
        nameWidth: NAME_WIDTH,
      })
    );
  const headings = shown.map((i) =>
    headingLines(sliderName, frames[i], (width - AXIS_WIDTH) / shown.length - HEADING_GAP)
  );
  const draw = (specs: readonly PlotlySpec[]) =>
    smallMultiples(
      shown.map((i, k) => ({ heading: headings[k].join("<br>"), data: specs[i].data })),
      specs[shown[0]].layout,
    );
  const specs = prepare(height);
  let still = draw(specs);
  const excess = legendExcess(still.data, still.layout, width, height);
  if (excess > 0) still = draw(prepare(height + excess));
  const margin = still.layout.margin as { t: number };
  still.layout.margin = { ...margin, t: margin.t + 16 * largest(1, headings.map(({ length }) => length)) };
  const interactive = withSlider(specs, frames, shared.length, shown[0], sliderName, width);
  const words = describeFigure(title, [...shared, ...frames[shown[0]].data], layout);
  const labels = shown.map((i) => plainText(frames[i].label)).join(", ");
  return new Figure({
    title,
    interactive,
    still,
    width,
    height: height + excess,
    alt: options.alt ?? `${words} The picture shows ${sliderName} ${labels} side by side.`,
  });
}

function checkFrames(title: string, frames: readonly Frame[], shown: readonly number[]): void {
  const fail = (problem: string): never => {
    throw new RangeError(`Cannot draw the slider figure "${title}": ${problem}`);
  };
  if (frames.length < 2 || frames.length > MOST_FRAMES) {
    fail(`it has ${frames.length} frames, allowed are 2 … ${MOST_FRAMES}`);
  }
  if (new Set(frames.map(({ label }) => label)).size < frames.length) fail("two frames have the same label");
  const [fewest, most] = SHOWN_LIMITS;
  const inOrder = shown.every((i, k) =>
    Number.isInteger(i) && i >= 0 && i < frames.length && !(shown[k - 1] >= i)
  );
  if (shown.length < fewest || shown.length > most || !inOrder) {
    fail(
      `shown is [${shown.join(", ")}]; it must be ${fewest} … ${most} increasing positions in 0 … ${
        frames.length - 1
      }`,
    );
  }
}

function withRanges(traces: readonly Trace[], layout: Layout): Layout {
  const ranges: Layout = {};
  for (const { key, attributes } of usedAxes(traces, layout)) {
    const range = attributes.range === undefined ? sharedRange(traces, key, attributes) : undefined;
    if (range) ranges[key] = { range };
  }
  return mergeLayout(layout, ranges);
}

function withSlider(
  specs: readonly PlotlySpec[],
  frames: readonly Frame[],
  sharedCount: number,
  active: number,
  sliderName: string,
  width: number,
): PlotlySpec {
  const layout = specs[active].layout;
  const data: Trace[] = [...specs[0].data.slice(0, sharedCount)];
  const owners: (number | undefined)[] = data.map(() => undefined);
  specs.forEach((spec, i) => {
    for (const trace of spec.data.slice(sharedCount)) {
      data.push({ ...trace, visible: i === active });
      owners.push(i);
    }
  });
  const themedTitle = (layout.title as { text: string }).text;
  const titleOf = (frame: Frame) => [themedTitle, ...noteLines(frame, width)].join("<br>");
  const steps = frames.map((frame, i) => ({
    label: plainText(frame.label),
    method: "update",
    args: [
      { visible: owners.map((owner) => owner === undefined || owner === i) },
      { "title.text": titleOf(frame) },
    ],
  }));
  const margin = layout.margin as { t: number; b: number };
  // The slider is below the axes and a colour bar beside them; the legend takes the free side.
  const crowded = data.some((trace) => hasColourBar(trace, layout)) && data.some(hasLegendEntry);
  const below = SLIDER_HEIGHT + (crowded ? LEGEND_HEIGHT : 0);
  const beside = { orientation: "v", x: 1.02, xanchor: "left", y: 1, yanchor: "top", yref: "paper" };
  const notes = largest(0, frames.map((frame) => noteLines(frame, width).length));
  return {
    data,
    layout: mergeLayout(layout, {
      title: { text: titleOf(frames[active]) },
      height: (layout.height as number) + below,
      margin: { t: margin.t + 21 * notes, b: margin.b + below },
      legend: crowded ? undefined : beside,
      sliders: [{
        active,
        currentvalue: { prefix: /[=:]$/.test(sliderName) ? `${sliderName} ` : `${sliderName}: ` },
        pad: { t: 56, b: 8 },
        steps,
      }],
    }),
  };
}

function hasColourBar(trace: Trace, layout: Layout): boolean {
  const scale = typeof trace.coloraxis === "string" ? layout[trace.coloraxis] : trace;
  return isPlainObject(scale) && scale.colorbar !== undefined && scale.showscale !== false;
}

function hasLegendEntry(trace: Trace): boolean {
  return (trace.type ?? "scatter") !== "heatmap" && trace.name !== undefined && trace.showlegend !== false;
}

/** Lines above the column of a frame. */
function headingLines(sliderName: string, { label, note }: Frame, most: number): string[] {
  return [`${sliderName} ${label}`, ...note === undefined ? [] : [note]]
    .flatMap((text) => fitLines(text, most, HEADING_PIXELS));
}

/** Lines below the title. */
function noteLines({ note }: Frame, width: number): string[] {
  return note === undefined ? [] : titleLines(note, width);
}
