import { join } from "node:path";
import { KERNEL_ENVIRONMENT, kernelCommand } from "./kernel_process.ts";
import { atomicWrite } from "../io/atomic_write.ts";

/**
 * Name under which the kernel is installed.
 *
 * It is the name of Deno's own kernel and not of this project, because the notebooks name it in their metadata: GitHub
 * and VS Code know it, and `jupyter execute` or nbconvert find this kernel by themselves. One name also means one entry
 * in the list of kernels.
 */
export const KERNEL_NAME = "deno";

/** Name that Jupyter shows. */
export const KERNEL_DISPLAY_NAME = "Deno";

/** Content of a `kernel.json`. */
export interface Kernelspec {
  /** Command line; Jupyter replaces `{connection_file}`. */
  argv: string[];
  /** Name that Jupyter shows. */
  display_name: string;
  /** Language of the cells. */
  language: string;
  /** Interrupts come as messages: a signal would end the kernel. */
  interrupt_mode: "message";
  /** Additional environment variables. */
  env: Record<string, string>;
}

/** Result of {@linkcode installKernelspec}. */
export interface InstalledKernelspec {
  /** The `kernel.json` that was written. */
  path: string;
  /** Command line of the kernel that had this name before, if it was another one. */
  replaced: string[] | undefined;
}

/**
 * Content of the kernel's `kernel.json`.
 *
 * @param deno command that starts Deno: the running executable by default, or `PINNED_DENO_COMMAND`
 * @returns the kernelspec
 */
export function kernelspec(deno: readonly string[] = [Deno.execPath()]): Kernelspec {
  return {
    argv: kernelCommand(deno),
    display_name: KERNEL_DISPLAY_NAME,
    language: "typescript",
    interrupt_mode: "message",
    env: { ...KERNEL_ENVIRONMENT },
  };
}

/** The parts of the system that {@linkcode jupyterDataFolder} needs. */
export interface JupyterPlatform {
  /** Operating system. */
  os: typeof Deno.build.os;
  /** Value of an environment variable. */
  env: (name: string) => string | undefined;
}

/**
 * The user's Jupyter data folder, where JupyterLab, and VS Code without Python, look for kernels.
 * Source: https://docs.jupyter.org/en/latest/use/jupyter-directories.html
 *
 * @param platform operating system and environment, this machine's by default
 * @returns `JUPYTER_DATA_DIR` if set, otherwise the folder of the platform
 * @throws {TypeError} if neither this variable nor that of the home folder is set
 */
export function jupyterDataFolder(
  platform: JupyterPlatform = { os: Deno.build.os, env: (name) => Deno.env.get(name) },
): string {
  const given = platform.env("JUPYTER_DATA_DIR");
  if (given) return given;
  const folderOf = (name: string): string => {
    const value = platform.env(name);
    if (!value) {
      throw new TypeError(
        `Cannot find the Jupyter data folder: neither JUPYTER_DATA_DIR nor ${name} is set`,
      );
    }
    return value;
  };
  if (platform.os === "windows") return join(folderOf("APPDATA"), "jupyter");
  if (platform.os === "darwin") return join(folderOf("HOME"), "Library", "Jupyter");
  const data = platform.env("XDG_DATA_HOME");
  return join(data ? data : join(folderOf("HOME"), ".local", "share"), "jupyter");
}

/**
 * The Jupyter data folder of a Python virtual environment.
 *
 * @param environment folder of the environment
 * @returns its data folder
 */
export function venvDataFolder(environment: string): string {
  return join(environment, "share", "jupyter");
}

/**
 * Writes the kernelspec where Jupyter finds it.
 *
 * @param dataFolder a Jupyter data folder, or a folder on `JUPYTER_PATH`; created if missing
 * @param spec the kernelspec
 * @returns the file, and the command of the kernel that it replaced
 */
export async function installKernelspec(dataFolder: string, spec: Kernelspec): Promise<InstalledKernelspec> {
  const folder = join(dataFolder, "kernels", KERNEL_NAME);
  const path = join(folder, "kernel.json");
  const before = await installedCommand(dataFolder);
  await Deno.mkdir(folder, { recursive: true });
  await atomicWrite(path, JSON.stringify(spec, null, 2) + "\n");
  const same = before === undefined || JSON.stringify(before) === JSON.stringify(spec.argv);
  return { path, replaced: same ? undefined : before };
}

/**
 * Command line of the kernel installed in a Jupyter data folder.
 *
 * @param dataFolder a Jupyter data folder
 * @returns its words, or undefined if none is installed; empty if its file is not a readable kernelspec
 */
export async function installedCommand(dataFolder: string): Promise<string[] | undefined> {
  const path = join(dataFolder, "kernels", KERNEL_NAME, "kernel.json");
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  try {
    const { argv } = JSON.parse(text) as { argv?: unknown };
    return Array.isArray(argv) ? argv.map(String) : [];
  } catch {
    return [];
  }
}
