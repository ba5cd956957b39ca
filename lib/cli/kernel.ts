/**
 * `task kernel`: writes the kernelspec with which JupyterLab and VS Code start Deno's kernel.
 *
 * It writes one kernel, named "deno" as in the notebooks (see `KERNEL_NAME`). `deno jupyter --install` would ignore
 * `JUPYTER_DATA_DIR`, might use another Deno on the path, and interrupts with a signal that ends the kernel.
 *
 * @module
 */
import { join, resolve } from "node:path";
import { installKernelspec, jupyterDataFolder, kernelspec, venvDataFolder } from "../jupyter/kernelspec.ts";
import { denoVersionWarning, PINNED_DENO_COMMAND } from "../notebook/deno_version.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "kernel",
  description: "Installs the Deno kernel for JupyterLab and VS Code.",
  positionals: "",
  options: {
    dir: {
      type: "string",
      value: "FOLDER",
      description: "a folder on JUPYTER_PATH, instead of the user's own",
    },
    venv: { type: "string", value: "FOLDER", description: "a Python virtual environment" },
    npx: {
      type: "boolean",
      description: `start it with \`${PINNED_DENO_COMMAND.join(" ")}\` instead of this Deno`,
    },
  },
};

async function main(args: TaskArguments): Promise<number> {
  const spec = kernelspec(args.has("npx") ? PINNED_DENO_COMMAND : [Deno.execPath()]);
  const { path, replaced } = await installKernelspec(await targetFolder(args), spec);
  console.log(`Kernel "${spec.display_name}" written to ${path}`);
  console.log(`It starts: ${spec.argv.join(" ")}`);
  if (replaced) console.log(`It replaces a kernel that started: ${replaced.join(" ") || "(unreadable)"}`);
  const warning = args.has("npx") ? undefined : denoVersionWarning();
  if (warning) console.error(warning);
  return 0;
}

async function targetFolder(args: TaskArguments): Promise<string> {
  const dir = args.text("dir");
  const venv = args.text("venv");
  if (dir !== undefined && venv !== undefined) {
    throw new UsageError("task kernel: --dir and --venv exclude each other");
  }
  if (dir !== undefined) return resolve(dir);
  if (venv === undefined) return jupyterDataFolder();
  try {
    await Deno.stat(join(venv, "pyvenv.cfg"));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new UsageError(`task kernel: ${resolve(venv)} is not a Python virtual environment (no pyvenv.cfg)`);
  }
  return resolve(venvDataFolder(venv));
}

if (import.meta.main) await runParsedTask(USAGE, main);
