/** Number of coordinates of a point that a message shows. */
const SHOWN = 4;

/** The loss, a parameter, a derivative or an observed value is no longer finite. */
export class DivergenceError extends Error {
  override name = "DivergenceError";
  constructor(
    /** First step at which it was seen. */
    readonly step: number,
    what: string,
    value: number,
    /** Point where it was seen, for a method that chooses points itself. */
    readonly point?: Float64Array,
  ) {
    super(
      `training diverged at step ${step}: ${what} is ${value}` +
        (point ? ` at the point [${shown(point)}]` : "; a smaller learning rate or initial scale may help"),
    );
  }
}

function shown(point: Float64Array): string {
  return [...point.subarray(0, SHOWN), ...(point.length > SHOWN ? ["…"] : [])].join(", ");
}
