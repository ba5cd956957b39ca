/** The Python environment of `task bench`. */
import { join } from "node:path";
import process from "node:process";
import { commandOutput } from "../command_output.ts";
import { STATE_FOLDER } from "../paths.ts";

/** A Python environment that cannot be made or lacks what is asked for. */
export class BenchEnvironmentError extends Error {
  /** Name of the class. */
  override name = "BenchEnvironmentError";
}

const ENVIRONMENT = join(STATE_FOLDER, "bench-venv");

/** Python of the bench's own, git-ignored environment; it need not exist. */
export const BENCH_PYTHON: string = process.platform === "win32"
  ? join(ENVIRONMENT, "Scripts", "python.exe")
  : join(ENVIRONMENT, "bin", "python");

/** A download of gigabytes takes its time. */
const INSTALL_TIMEOUT_MS = 60 * 60_000;

/**
 * Makes the bench's environment and installs PyTorch, NumPy, JAX and Deepwave into it.
 *
 * On Linux x86-64 the package index has PyTorch's CUDA build only, and that build does not even load without NVIDIA's
 * libraries (`libcudart`, `libcublas`, `libcudnn`, … are linked, not looked up), so they come along: 2.6 GB of downloads,
 * 5.4 GB on disk. Where pip is set to an index with the CPU build (`PIP_INDEX_URL`), that one is taken; an environment
 * that has PyTorch already is used with `--python`.
 *
 * @throws {BenchEnvironmentError} where there is no Python 3, or pip fails; the message has pip's last line
 */
export async function installFrameworks(): Promise<void> {
  const launcher = process.platform === "win32" ? "python" : "python3";
  await mustWork([launcher, "-m", "venv", ENVIRONMENT], "make a Python environment");
  await mustWork(
    [BENCH_PYTHON, "-m", "pip", "install", "--only-binary", ":all:", "torch", "numpy", "jax", "deepwave"],
    "install PyTorch, JAX and Deepwave",
  );
}

async function mustWork(command: readonly string[], what: string): Promise<void> {
  const { ok, stderr } = await commandOutput(command, INSTALL_TIMEOUT_MS);
  if (!ok) throw new BenchEnvironmentError(`Cannot ${what}: ${stderr.split("\n").at(-1)}`);
}

/** Frameworks beside which this engine is measured, by the name of their Python module. */
export const FRAMEWORKS = { torch: "PyTorch", jax: "JAX" } as const;

/**
 * Checks that a Python has a framework.
 *
 * @throws {BenchEnvironmentError} where it is absent or does not load; the message says how to get it
 */
export async function requireFramework(python: string, module: keyof typeof FRAMEWORKS): Promise<void> {
  const { ok, stderr } = await commandOutput([python, "-c", `import ${module}`]);
  if (!ok) {
    throw new BenchEnvironmentError(
      `task bench: ${python} has no ${FRAMEWORKS[module]} that loads (${stderr.split("\n").at(-1)}); ` +
        "install it with --install, or name a Python that has it with --python",
    );
  }
}
