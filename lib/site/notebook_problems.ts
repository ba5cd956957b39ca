import { CLAIMS_MIME } from "../claims/claims_table.ts";
import type { CodeCell, MimeBundle, Notebook } from "../jupyter/notebook.ts";
import { isPlotlySpec, PLOTLY_MIME } from "./plotly_output.ts";

/** Kinds of traces that the site's copy of plotly.js, the cartesian bundle, can draw. */
export const SITE_TRACES: readonly string[] = [
  "bar",
  "box",
  "contour",
  "heatmap",
  "histogram",
  "histogram2d",
  "histogram2dcontour",
  "image",
  "pie",
  "scatter",
  "scatterternary",
  "violin",
];

/**
 * Why a notebook cannot be shown: not executed, an output with an error, no claims table, or a figure that some readers
 * could not see.
 *
 * @param notebook the notebook
 * @returns sentences that name the cell, counted from 1 among all cells; none if there are no problems
 */
export function notebookProblems({ cells }: Notebook): string[] {
  const code = cells.flatMap((cell, index) => cell.cell_type === "code" ? [{ cell, number: index + 1 }] : []);
  if (code.every(({ cell }) => cell.outputs.length === 0)) {
    return ["it has no outputs: no cell was executed"];
  }
  const problems = code.flatMap(({ cell, number }) =>
    cellProblems(cell).map((problem) => `cell ${number} ${problem}`)
  );
  if (
    !code.some(({ cell }) => cell.outputs.some((output) => "data" in output && CLAIMS_MIME in output.data))
  ) {
    problems.push("no cell has a claims table");
  }
  return problems;
}

function cellProblems(cell: CodeCell): string[] {
  if (cell.execution_count === null && cell.source.trim() !== "") return ["was not executed"];
  return cell.outputs.flatMap((output) => {
    if (output.output_type === "error") return [`has an error output, ${output.ename}: ${output.evalue}`];
    return "data" in output ? figureProblems(output.data) : [];
  });
}

function figureProblems(data: MimeBundle): string[] {
  const spec = data[PLOTLY_MIME], picture = data["image/png"];
  if (spec === undefined && picture === undefined) return [];
  const problems: string[] = [];
  if (typeof picture !== "string" || picture.trim() === "") {
    problems.push("has a figure without a PNG, which GitHub and nbviewer would not show");
  }
  const alt = data["text/plain"];
  if (typeof alt !== "string" || alt.trim() === "") {
    problems.push("has a figure without alt text (text/plain), for readers who cannot see it");
  }
  return spec === undefined ? problems : [...problems, ...specProblems(spec)];
}

function specProblems(spec: unknown): string[] {
  if (!isPlotlySpec(spec)) return [`has a figure whose ${PLOTLY_MIME} has no lists of traces and no layout`];
  const unknown = spec.data.map(({ type }) => String(type ?? "scatter")).find((type) =>
    !SITE_TRACES.includes(type)
  );
  if (unknown === undefined) return [];
  return [`has a trace "${unknown}"; the site's copy of plotly.js draws ${SITE_TRACES.join(", ")}`];
}
