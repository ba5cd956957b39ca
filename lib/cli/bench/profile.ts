/** ONNX Runtime's profile of a workload, as tables. */
import { textTable } from "../text_table.ts";

/** An event of ONNX Runtime's profile; times in microseconds. */
export interface ProfileEvent {
  readonly cat: string;
  readonly name: string;
  /** When it began. */
  readonly ts: number;
  /** How long it took. */
  readonly dur: number;
  /** For a node: its op, and dtype and shape of each input. */
  readonly args: {
    readonly op_name?: string;
    readonly input_type_shape?: readonly Record<string, readonly number[]>[];
  };
}

/** Rows of the table by op and shapes. */
const LONGEST = 25;

/** Ops whose time includes the nodes in their body, which are listed separately. */
const CONTAINERS = new Set(["Loop", "If", "Scan"]);

interface Sum {
  microseconds: number;
  calls: number;
}

/**
 * Time by kind of op, and the longest times by op and input shapes.
 *
 * @param events events of `steps` steps; the profile has every node of a loop's body as a separate event
 */
export function profileTable(events: readonly ProfileEvent[], steps: number): string {
  const nodes = events.filter(({ cat, args }) => cat === "Node" && args.op_name !== undefined);
  const kinds = new Map<string, Sum>(), shaped = new Map<string, Sum>();
  let all = 0, contained = 0;
  for (const { dur, args: { op_name: op = "", input_type_shape: inputs = [] } } of nodes) {
    if (CONTAINERS.has(op)) {
      contained += dur;
      continue;
    }
    all += dur;
    const shapes = inputs.map((input) => `[${Object.values(input)[0]}]`).join(" ");
    for (const [sums, key] of [[kinds, op], [shaped, `${op} ${shapes}`]] as const) {
      const sum = sums.get(key) ?? { microseconds: 0, calls: 0 };
      sums.set(key, { microseconds: sum.microseconds + dur, calls: sum.calls + 1 });
    }
  }
  const rows = (sums: ReadonlyMap<string, Sum>) =>
    [...sums].sort(([, a], [, b]) => b.microseconds - a.microseconds).map((
      [key, { microseconds, calls }],
    ) => [
      key,
      `${(100 * microseconds / all).toFixed(1)} %`,
      (microseconds / steps).toFixed(1),
      (calls / steps).toFixed(1),
    ]);
  const table = (what: string, cells: readonly string[][]) =>
    textTable([what, "time", "µs/step", "calls/step"], cells, [1, 2, 3]);
  const milliseconds = (microseconds: number) => (microseconds / steps / 1000).toPrecision(3);
  return [
    `${(nodes.length / steps).toFixed(0)} ops per step take ${milliseconds(all)} ms` +
    // Between its ops a loop passes values on; most of this time is overhead of the profile.
    (contained > all
      ? `, and the time between them, with the profile's overhead, is ${milliseconds(contained - all)} ms`
      : ""),
    "",
    table("op", rows(kinds)),
    "",
    table("op and shapes of its inputs", rows(shaped).slice(0, LONGEST)),
  ].join("\n");
}
