import { join } from "node:path";
import { installedCommand, jupyterDataFolder } from "../jupyter/kernelspec.ts";
import { denoVersionWarning, PINNED_DENO } from "../jupyter/version.ts";
import { commandOutput } from "./command_output.ts";
import { diskUse } from "./disk_use.ts";
import { assertSource } from "./jsr_probe.ts";
import { STATE_FOLDER } from "./paths.ts";
import { REPOSITORY_ROOT } from "./repository.ts";

/** Result of one check: "broken" is something that the notebooks need, "absent" something that they can do without. */
export interface CheckResult {
  /** What was found. */
  state: "ok" | "absent" | "warning" | "broken";
  /** Details in one line. */
  details: string;
}

/** One check of the machine. */
export interface Check {
  /** What is checked. */
  name: string;
  /** Looks and says what it found. */
  run(): Promise<CheckResult>;
}

const LOAD_TIMEOUT_MS = 300_000;

/** The checks of `task doctor`, in the order of its table. */
export const CHECKS: readonly Check[] = [
  { name: "Deno", run: checkDeno },
  { name: "ONNX Runtime", run: checkOnnxRuntime },
  { name: "Kernelspec", run: checkKernelspec },
  { name: "JupyterLab", run: checkJupyter },
  { name: "JSR registry", run: checkJsr },
  { name: "tfjs-node-gpu", run: () => checkNativeLibrary("@tensorflow/tfjs-node-gpu") },
  { name: "tfjs-node", run: () => checkNativeLibrary("@tensorflow/tfjs-node") },
  { name: "WebGPU", run: checkWebGpu },
  { name: "Data", run: checkData },
  { name: "Deno's cache", run: checkCache },
];

function checkDeno(): Promise<CheckResult> {
  const warning = denoVersionWarning();
  return Promise.resolve(
    warning === undefined
      ? { state: "ok", details: `${PINNED_DENO}, ${Deno.execPath()}` }
      : { state: "warning", details: warning },
  );
}

/** In a process of its own: a native library that does not fit ends the whole process. */
async function checkOnnxRuntime(): Promise<CheckResult> {
  const program = 'const { InferenceSession } = await import("onnxruntime-node");' +
    'console.log(typeof InferenceSession.create === "function" ? "loaded" : "no InferenceSession")';
  const { ok, stdout, stderr } = await commandOutput(
    [Deno.execPath(), "eval", "--no-lock", program],
    LOAD_TIMEOUT_MS,
  );
  if (ok && stdout.endsWith("loaded")) return { state: "ok", details: "its native library loads" };
  return { state: "broken", details: `does not load: ${errorLine(stderr) || stdout}` };
}

async function checkKernelspec(): Promise<CheckResult> {
  const folders = [jupyterDataFolder(), join(STATE_FOLDER, "jupyter"), ...jupyterPath()];
  const found: string[] = [];
  for (const folder of folders) {
    const command = await installedCommand(folder);
    if (command) found.push(`${folder} (starts ${command[0] ?? "nothing"})`);
  }
  return found.length > 0 ? { state: "ok", details: found.join("; ") } : {
    state: "absent",
    details: "`task kernel` installs it for JupyterLab and VS Code; `task run` needs none",
  };
}

function jupyterPath(): string[] {
  const separator = Deno.build.os === "windows" ? ";" : ":";
  return (Deno.env.get("JUPYTER_PATH") ?? "").split(separator).filter((folder) => folder !== "");
}

async function checkJupyter(): Promise<CheckResult> {
  const jupyter = await commandOutput(["jupyter", "lab", "--version"]);
  if (jupyter.ok) return { state: "ok", details: `${jupyter.stdout} on the path` };
  const own = join(STATE_FOLDER, "venv", Deno.build.os === "windows" ? "Scripts" : "bin", "jupyter");
  const ownLab = await commandOutput([own, "lab", "--version"]);
  if (ownLab.ok) return { state: "ok", details: `${ownLab.stdout} in ${join(STATE_FOLDER, "venv")}` };
  const python = await commandOutput([Deno.build.os === "windows" ? "python" : "python3", "--version"]);
  return {
    state: "absent",
    details: python.ok
      ? `\`task lab\` installs it (${python.stdout}); \`task run\` needs none`
      : "needs Python 3, which is not on the path; `task run` and VS Code need neither",
  };
}

async function checkJsr(): Promise<CheckResult> {
  const { kind, line } = await assertSource(REPOSITORY_ROOT);
  return { state: kind === "jsr" ? "ok" : "absent", details: line };
}

/** Deno runs no install scripts, so the package may be there without the library that its script downloads. */
async function checkNativeLibrary(name: string): Promise<CheckResult> {
  const folders = await packageFolders(name);
  if (folders.length === 0) return { state: "absent", details: "the package is not in Deno's cache" };
  for (const folder of folders) {
    const library = join(folder, "lib", "napi-v8", "tfjs_binding.node");
    if (await exists(library)) return { state: "ok", details: library };
  }
  return {
    state: "absent",
    details:
      "the package is there, its native library is not: an install script downloads it, Deno runs none",
  };
}

/** Folders of the versions of an npm package in Deno's cache, whichever registry they came from. */
async function packageFolders(name: string): Promise<string[]> {
  const npm = join(await cacheFolder(), "npm");
  const folders: string[] = [];
  for (const registry of await folderNames(npm)) {
    const versions = join(npm, registry, ...name.split("/"));
    for (const version of await folderNames(versions)) folders.push(join(versions, version));
  }
  return folders;
}

async function checkWebGpu(): Promise<CheckResult> {
  const program = "const adapter = await navigator.gpu?.requestAdapter();" +
    "console.log(adapter ? `adapter ${adapter.info.description}` : '')";
  const { ok, stdout, stderr } = await commandOutput([
    Deno.execPath(),
    "eval",
    "--no-lock",
    "--unstable-webgpu",
    program,
  ]);
  if (!ok) return { state: "absent", details: `cannot be asked: ${errorLine(stderr)}` };
  if (stdout === "") return { state: "absent", details: "no adapter" };
  return { state: "ok", details: stdout.replace(/^adapter /, "") || "an adapter without a name" };
}

async function checkData(): Promise<CheckResult> {
  const folder = Deno.env.get("PAPERS_DATA_DIR");
  if (!folder) {
    return { state: "absent", details: "PAPERS_DATA_DIR is not set; `task data NAME` downloads sets" };
  }
  if (!await exists(folder)) {
    return { state: "warning", details: `PAPERS_DATA_DIR names ${folder}, which is absent` };
  }
  const names: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    names.push(entry.isDirectory ? `${entry.name}/` : entry.name);
  }
  return { state: "ok", details: `${folder}: ${names.sort().join(", ") || "empty"}` };
}

async function checkCache(): Promise<CheckResult> {
  const folder = await cacheFolder();
  if (!await exists(folder)) return { state: "absent", details: `${folder} does not exist yet` };
  const bytes = await diskUse(folder);
  return { state: "ok", details: `${(bytes / 1e9).toFixed(2)} GB in ${folder}` };
}

async function cacheFolder(): Promise<string> {
  const { ok, stdout, stderr } = await commandOutput([Deno.execPath(), "info", "--json"]);
  const folder = ok ? (JSON.parse(stdout) as { denoDir?: unknown }).denoDir : undefined;
  if (typeof folder !== "string") throw new TypeError(`Cannot find Deno's cache: ${errorLine(stderr)}`);
  return folder;
}

async function folderNames(folder: string): Promise<string[]> {
  if (!await exists(folder)) return [];
  const names: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) names.push(entry.name);
  }
  return names;
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** The line of an error that says what is wrong, without colours and stack. */
function errorLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return (lines.find((line) => /error/i.test(line)) ?? lines[0] ?? "").slice(0, 200);
}
