/** Sides of a bench that measure nothing. */

/** What a fake side says of its workload. */
export const OWN = { setup: { trace: 0.25, compile: 0.5 }, operations: 20e6 };

/**
 * Command of a side that answers with fixed numbers: losses halve, the k-th measurement takes `times[k]`, by `threads`
 * threads that are busy all the time.
 */
export function fakeSide(times: readonly number[], firstLoss = 1, threads = 1): string[] {
  const program = `
    import { createInterface } from "node:readline";
    import process from "node:process";
    let measured = 0;
    console.log(JSON.stringify({ versions: { fake: "1.0" }, ...${JSON.stringify(OWN)} }));
    for await (const line of createInterface({ input: process.stdin })) {
      const { do: what, steps } = JSON.parse(line);
      if (what === "losses") {
        console.log(JSON.stringify({ losses: Array.from({ length: steps }, (_, i) => ${firstLoss} / 2 ** i) }));
      } else {
        const millisecondsPerStep = ${JSON.stringify(times)}[measured++];
        const wallMillisecondsPerStep = millisecondsPerStep / ${threads};
        console.log(JSON.stringify({ millisecondsPerStep, wallMillisecondsPerStep }));
      }
    }`;
  return [Deno.execPath(), "eval", program];
}
