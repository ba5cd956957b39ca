/** Coordinates of a point that a message shows. */
const SHOWN = 4;

/** The loss, a parameter, a derivative, or something observed is no longer a finite number. */
export class DivergenceError extends Error {
  override name = "DivergenceError";
  constructor(
    /** First step at which it was seen. */
    readonly step: number,
    what: string,
    value: number,
    /** Where it was seen, of a method that looks at points by itself. */
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
