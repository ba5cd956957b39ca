/** The Python environment of `task bench`. */
import { join } from "node:path";
import process from "node:process";
import { commandOutput } from "../command_output.ts";
import { STATE_FOLDER } from "../paths.ts";

/** A Python environment that cannot be made or lacks something required. */
export class BenchEnvironmentError extends Error {
  /** Name of the class. */
  override name = "BenchEnvironmentError";
}

const ENVIRONMENT = join(STATE_FOLDER, "bench-venv");

/** Python of the bench's own git-ignored environment; it may not exist. */
export const BENCH_PYTHON: string = process.platform === "win32"
  ? join(ENVIRONMENT, "Scripts", "python.exe")
  : join(ENVIRONMENT, "bin", "python");

/** Time limit for a download of gigabytes. */
const INSTALL_TIMEOUT_MS = 60 * 60_000;

/**
 * Makes the bench's environment and installs PyTorch, NumPy, JAX and Deepwave into it.
 *
 * On Linux x86-64 the package index has only PyTorch's CUDA build, which does not load without NVIDIA's libraries
 * (`libcudart`, `libcublas`, `libcudnn`, … are linked), so they are installed too: 2.6 GB of downloads, 5.4 GB on disk.
 * If pip is set to an index with the CPU build (`PIP_INDEX_URL`), that one is used; an environment that already has
 * PyTorch can be used with `--python`.
 *
 * @throws {BenchEnvironmentError} if there is no Python 3, or pip fails; the message has pip's last line
 */
export async function installFrameworks(): Promise<void> {
  await installPackages(["torch", "numpy", "jax", "deepwave"]);
}

/**
 * Makes the bench's environment and installs packages into it.
 *
 * @throws {BenchEnvironmentError} if there is no Python 3, or pip fails; the message has pip's last line
 */
export async function installPackages(packages: readonly string[]): Promise<void> {
  const launcher = process.platform === "win32" ? "python" : "python3";
  await mustWork([launcher, "-m", "venv", ENVIRONMENT], "make a Python environment");
  await mustWork(
    [BENCH_PYTHON, "-m", "pip", "install", "--only-binary", ":all:", ...packages],
    `install ${packages.join(", ")}`,
  );
}

async function mustWork(command: readonly string[], what: string): Promise<void> {
  const { ok, stderr } = await commandOutput(command, INSTALL_TIMEOUT_MS);
  if (!ok) throw new BenchEnvironmentError(`Cannot ${what}: ${stderr.split("\n").at(-1)}`);
}

/** Frameworks with which this engine is compared, by the name of their Python module. */
export const FRAMEWORKS = { torch: "PyTorch", jax: "JAX" } as const;

/**
 * Checks that a Python has a framework.
 *
 * @throws {BenchEnvironmentError} if it is absent or does not load; the message says how to get it
 */
export async function requireFramework(python: string, module: keyof typeof FRAMEWORKS): Promise<void> {
  const { ok, stderr } = await commandOutput([python, "-c", `import ${module}`]);
  if (!ok) {
    throw new BenchEnvironmentError(
      `task bench: ${python} cannot load ${FRAMEWORKS[module]} (${stderr.split("\n").at(-1)}); ` +
        "install it with --install, or name a Python that has it with --python",
    );
  }
}
