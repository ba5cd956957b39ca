/** The file by which a workload's settings and arrays reach the Python side. */
import { Buffer } from "node:buffer";
import type { Workload } from "./workload.ts";

const DTYPES = [[Int32Array, "int32"], [Float32Array, "float32"], [Float64Array, "float64"]] as const;

/**
 * Write `PATH.json` (kind, precision, settings, parameter shapes, and shape, dtype and offset of each array) and `PATH.bin` (the arrays one after
 * another, little-endian).
 */
export async function writeProblem(path: string, workload: Workload): Promise<void> {
  let offset = 0;
  const parts: Uint8Array[] = [], arrays: Record<string, unknown> = {};
  for (const [name, { shape, values }] of Object.entries(workload.arrays)) {
    const dtype = DTYPES.find(([type]) => values instanceof type)![1];
    arrays[name] = { shape, dtype, offset, count: values.length };
    parts.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    offset += values.byteLength;
  }
  const { name, kind, precision, settings } = workload;
  const parameters = workload.parameters.map(({ name, shape }) => ({ name, shape }));
  await Deno.writeFile(`${path}.bin`, Buffer.concat(parts));
  await Deno.writeTextFile(
    `${path}.json`,
    JSON.stringify({ name, kind, precision, settings, parameters, arrays }),
  );
}
