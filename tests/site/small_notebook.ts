import { claimRow } from "../../lib/claims/claim_row.ts";
import { CLAIMS_MIME } from "../../lib/claims/claims_table.ts";
import type { CodeCell, MimeBundle, Notebook, Output, TextCell } from "../../lib/jupyter/notebook.ts";
import { MEASUREMENT } from "../claims/measurement.ts";

/** A picture of one white pixel. */
const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==";

/** Outputs of a figure as `figure()` of lib makes them. */
export const FIGURE: MimeBundle = {
  "application/vnd.plotly.v1+json": {
    data: [{ type: "scatter", x: [1, 2], y: [3, 4], name: "</script>" }],
    layout: { height: 300, title: { text: "Growth" } },
  },
  "image/png": PNG,
  "text/plain": 'Figure: Growth of "it". Horizontal axis: t; vertical axis: y. Shown: one; two.',
};

/** Outputs of a claims table with rows of the given ids; those after the bar are not decided. */
export function claimsOutput(ids: readonly string[], undecided: readonly string[] = []): MimeBundle {
  const rows = [
    ...ids.map((id) => claimRow({ ...MEASUREMENT, id })),
    ...undecided.map((id) => claimRow({ ...MEASUREMENT, id, decided: false })),
  ];
  return {
    [CLAIMS_MIME]: JSON.parse(JSON.stringify({ paper: "01", profile: "full", rows })),
    "text/markdown": `| Verdict |\n| --- |\n${rows.map(({ id }) => `| ${id} |`).join("\n")}`,
  };
}

/** An executed code cell with one output a bundle. */
export function code(source: string, ...data: MimeBundle[]): CodeCell {
  const outputs: Output[] = data.map((bundle) => ({
    output_type: "display_data",
    data: bundle,
    metadata: {},
  }));
  return { cell_type: "code", id: "x", metadata: {}, source, execution_count: 1, outputs };
}

/** A text cell. */
export function text(source: string): TextCell {
  return { cell_type: "markdown", id: "x", metadata: {}, source };
}

/** A notebook of the given cells, which get ids of their own. */
export function notebook(...cells: (CodeCell | TextCell)[]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { language_info: { name: "typescript" } },
    cells: cells.map((cell, k) => ({ ...cell, id: `cell-${k}` })),
  };
}

/** A notebook in which all is well: title, section, figure, claims. */
export const SOUND: Notebook = notebook(
  text("# 01 · Title\n\nText with $x^2$ and [a link](#A-section)."),
  text("## A section\n\nAbout C1."),
  code("const a = 1 < 2;", FIGURE),
  text("## Claims"),
  code("claims", claimsOutput(["C1"], ["C2"])),
);
