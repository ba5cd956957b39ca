/** Speed of the machine in a large matrix product. */
import { pythonCommand, scriptCommand } from "./commands.ts";
import type { MatMulPeak } from "./results.ts";
import { commandOutput } from "../command_output.ts";

/**
 * 10⁹ operations per second of one thread: the larger of ONNX Runtime's matrix product and NumPy's, where `python` has
 * it.
 *
 * @throws {Error} if ONNX Runtime cannot be measured
 */
export async function measurePeak(python: string): Promise<MatMulPeak> {
  const own = await commandOutput(scriptCommand("matmul_peak.ts"));
  if (!own.ok) throw new Error(`Cannot measure the machine's matrix product: ${own.stderr}`);
  const ours = JSON.parse(own.stdout) as MatMulPeak;
  const numpy = await commandOutput([
    "env",
    "OMP_NUM_THREADS=1",
    "OPENBLAS_NUM_THREADS=1",
    "MKL_NUM_THREADS=1",
    ...pythonCommand(python, "matmul_peak.py"),
  ]);
  const theirs = numpy.ok ? JSON.parse(numpy.stdout) as MatMulPeak : ours;
  return {
    float32: Math.max(ours.float32, theirs.float32),
    float64: Math.max(ours.float64, theirs.float64),
  };
}
