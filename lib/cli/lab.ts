/**
 * `task lab`: starts JupyterLab on the notebooks, with this Deno as its kernel.
 *
 * It uses the `jupyter` on the path; if there is none with JupyterLab, it makes a Python environment in `.papers/venv`
 * once. The kernelspec goes into a folder of this repository that only the started JupyterLab knows, so the user's own
 * kernels are not changed. Further arguments are passed on to `jupyter lab`.
 *
 * @module
 */
import { delimiter, join } from "node:path";
import { installKernelspec, kernelspec, venvDataFolder } from "../jupyter/kernelspec.ts";
import { denoVersionWarning } from "../notebook/deno_version.ts";
import { commandOutput } from "./command_output.ts";
import { NOTEBOOKS_FOLDER, STATE_FOLDER } from "./paths.ts";
import { runTask, UsageError } from "./usage_error.ts";

/** Python packages: JupyterLab, and `plotly` for its extension, which draws the figures. */
const PYTHON_PACKAGES = ["jupyterlab", "plotly"];
const VENV = join(STATE_FOLDER, "venv");

async function main(args: readonly string[]): Promise<number> {
  if (args[0] === "--help") {
    console.log(
      "Starts JupyterLab on the notebooks with this Deno as kernel.\n" +
        "Usage: deno task lab [arguments of jupyter lab, for example --no-browser]",
    );
    return 0;
  }
  const warning = denoVersionWarning();
  if (warning) console.error(warning);
  const jupyter = await findJupyter();
  const dataFolder = join(STATE_FOLDER, "jupyter");
  await installKernelspec(dataFolder, kernelspec());
  const searched = [dataFolder, Deno.env.get("JUPYTER_PATH")].filter((path) => path).join(delimiter);
  // Ctrl-C also reaches JupyterLab, which asks and shuts its kernels down; this program waits for it.
  Deno.addSignalListener("SIGINT", () => {});
  const lab = new Deno.Command(jupyter, {
    args: ["lab", NOTEBOOKS_FOLDER, ...args],
    env: { JUPYTER_PATH: searched },
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", () => lab.kill("SIGTERM"));
  return (await lab.status).code;
}

/** A `jupyter` that has JupyterLab: from the path, or from our own environment, which is created if missing. */
async function findJupyter(): Promise<string> {
  if ((await commandOutput(["jupyter", "lab", "--version"])).ok) return "jupyter";
  const folder = join(VENV, Deno.build.os === "windows" ? "Scripts" : "bin");
  const jupyter = join(folder, "jupyter");
  if ((await commandOutput([jupyter, "lab", "--version"])).ok) return jupyter;
  console.log(`No JupyterLab on the path: installing ${PYTHON_PACKAGES.join(" and ")} into ${VENV}`);
  const python = Deno.build.os === "windows" ? "python" : "python3";
  await runStep([python, "-m", "venv", VENV], "make a Python environment");
  const pip = [join(folder, "python"), "-m", "pip", "install", "--disable-pip-version-check"];
  await runStep([...pip, ...PYTHON_PACKAGES], "install JupyterLab");
  await installKernelspec(venvDataFolder(VENV), kernelspec());
  return jupyter;
}

async function runStep(command: readonly string[], purpose: string): Promise<void> {
  const [program, ...args] = command;
  let code: number;
  try {
    ({ code } = await new Deno.Command(program, { args, stdin: "null" }).spawn().status);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new UsageError(`Cannot ${purpose}: ${program} was not found; JupyterLab needs Python 3`);
  }
  if (code !== 0) {
    throw new UsageError(`Cannot ${purpose}: \`${command.join(" ")}\` ended with exit code ${code}`);
  }
}

if (import.meta.main) await runTask(main);
