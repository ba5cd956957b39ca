import { titleText, usedAxes } from "./axes.ts";
import { inLegend } from "./check_figure.ts";
import { plainText } from "./plotly_text.ts";
import type { Layout, Trace } from "./trace.ts";

/**
 * A figure in one or two sentences, for readers who cannot see it.
 *
 * @param title title of the whole figure
 * @param data traces
 * @param layout layout with the names of the axes
 * @returns plain text: title, axes, names of the curves
 */
export function describeFigure(title: string, data: readonly Trace[], layout: Layout): string {
  const names = (letter: "x" | "y") =>
    unique(
      usedAxes(data, layout).filter((axis) => axis.letter === letter && titleText(axis.attributes) !== "")
        .map(({ attributes }) =>
          plainText(titleText(attributes)) + (attributes.type === "log" ? " (logarithmic)" : "")
        ),
    ).join(" / ");
  const curves = unique(
    data.filter((trace) => inLegend(trace) && trace.name).map((trace) => String(trace.name)),
  );
  const shown = curves.length > 0 ? ` Shown: ${curves.map(plainText).join("; ")}.` : "";
  return `Figure: ${plainText(title).replace(/\.$/, "")}. Horizontal axis: ${names("x")}; vertical axis: ${
    names("y")
  }.${shown}`;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
