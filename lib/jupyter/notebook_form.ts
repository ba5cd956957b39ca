/** The form of notebooks of format 4, as JSON. */
import * as v from "valibot";
import { isCellId } from "./cell_ids.ts";
import { isJsonMediaType } from "./notebook.ts";

/** A text is one string or a list of pieces, each with its own line end. */
const Text = v.pipe(
  v.union([v.string(), v.array(v.string())], "Expected a string or a list of strings"),
  v.transform((text) => Array.isArray(text) ? text.join("") : text),
);

const Metadata = v.optional(v.record(v.string(), v.unknown()), {});

/** Texts by media type, and any JSON under the types that are JSON. */
const Bundle = v.pipe(
  v.record(v.string(), v.unknown()),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    const bundle: Record<string, unknown> = {};
    for (const [mediaType, item] of Object.entries(value)) {
      const text = isJsonMediaType(mediaType) ? null : v.safeParse(Text, item);
      if (text && !text.success) {
        addIssue({ message: `Expected a string or a list of strings under "${mediaType}"` });
        return NEVER;
      }
      bundle[mediaType] = text ? text.output : item;
    }
    return bundle;
  }),
);

const Count = v.fallback(v.nullable(v.number()), null);

const Output = v.variant("output_type", [
  v.object({ output_type: v.literal("stream"), name: v.string(), text: Text }),
  v.object({ output_type: v.literal("display_data"), data: Bundle, metadata: v.fallback(Metadata, {}) }),
  v.object({
    output_type: v.literal("execute_result"),
    data: Bundle,
    metadata: v.fallback(Metadata, {}),
    execution_count: Count,
  }),
  v.object({
    output_type: v.literal("error"),
    ename: v.fallback(v.string(), ""),
    evalue: v.fallback(v.string(), ""),
    traceback: v.fallback(v.array(v.string()), []),
  }),
]);

const anyCell = { id: v.optional(v.unknown()), metadata: Metadata, source: Text };
const textCell = {
  ...anyCell,
  attachments: v.exactOptional(v.record(v.string(), v.record(v.string(), v.unknown()))),
};

const Cell = v.variant("cell_type", [
  v.object({
    ...anyCell,
    cell_type: v.literal("code"),
    execution_count: v.optional(v.nullable(v.number()), null),
    outputs: v.array(Output),
  }),
  v.object({ ...textCell, cell_type: v.literal("markdown") }),
  v.object({ ...textCell, cell_type: v.literal("raw") }),
]);

/** A notebook; ids of its cells are as they are in the file. */
export const NotebookForm = v.pipe(
  v.object({
    nbformat: v.literal(
      4,
      ({ received }) =>
        `Expected 4 but received ${received} (\`jupyter nbconvert --to notebook\` converts older ones)`,
    ),
    nbformat_minor: v.pipe(v.number(), v.integer(), v.minValue(0)),
    metadata: Metadata,
    cells: v.array(Cell),
  }),
  v.check(
    // Before 4.5 the format knew no ids, so that a cell may hold anything.
    ({ nbformat_minor, cells }) =>
      nbformat_minor < 5 || cells.every(({ id }) => id === undefined || isCellId(id)),
    ({ input }) => {
      const at = input.cells.findIndex(({ id }) => id !== undefined && !isCellId(id));
      return `Invalid id ${JSON.stringify(input.cells[at].id)} of cell ${
        at + 1
      }: 1 to 64 letters, digits, "-" or "_" ` +
        "are expected";
    },
  ),
);
