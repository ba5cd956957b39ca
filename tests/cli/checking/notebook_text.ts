/** A code cell of a notebook that a test writes. */
export interface TestCell {
  /** Its program text. */
  readonly source: string;
  /** Data of its only output, by media type. */
  readonly data?: Record<string, unknown>;
}

/** Text of an `.ipynb` file with a Markdown cell, then the given code cells. */
export function notebookText(cells: readonly TestCell[], language = "typescript"): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { language_info: { name: language } },
    cells: [
      { cell_type: "markdown", id: "title", metadata: {}, source: "# Title" },
      ...cells.map(({ source, data }, index) => ({
        cell_type: "code",
        id: `cell-${index}`,
        metadata: {},
        source: source.split(/(?<=\n)/),
        execution_count: index + 1,
        outputs: data ? [{ output_type: "display_data", data, metadata: {} }] : [],
      })),
    ],
  });
}
