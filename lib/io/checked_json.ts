/** Reads JSON and checks its form. */
import * as v from "valibot";

/** Number of faults that a message lists, with their paths. */
const MOST_FAULTS = 3;

/**
 * Parses JSON text and checks its form; `fault` makes the error from what was found.
 *
 * @param fault called with a sentence without a subject, e.g. "is not JSON: …" or "has … at runs.0.seed"
 */
export function checkedJson<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  fault: (reason: string, cause?: unknown) => Error,
): v.InferOutput<Schema> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw fault(`is not JSON (${(error as Error).message})`, error);
  }
  return checkedValue(schema, data, fault);
}

/** The same for parsed data. */
export function checkedValue<Schema extends v.GenericSchema>(
  schema: Schema,
  data: unknown,
  fault: (reason: string, cause?: unknown) => Error,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, data);
  if (parsed.success) return parsed.output;
  const faults = parsed.issues.slice(0, MOST_FAULTS).map((issue) => {
    const path = v.getDotPath(issue);
    return `${issue.message}${path ? ` at ${path}` : ""}`;
  });
  throw fault(`has another form: ${faults.join("; ")}`);
}
