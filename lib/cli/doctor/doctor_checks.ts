import { join } from "node:path";
import { installedCommand, jupyterDataFolder } from "../../jupyter/kernelspec.ts";
import type { EngineName } from "../../graph/mod.ts";
import { denoVersionWarning, PINNED_DENO } from "../../notebook/deno_version.ts";
import { commandOutput } from "../command_output.ts";
import { diskUse } from "./disk_use.ts";
import { probeEngine } from "./engine_probe.ts";
import { assertSource } from "../testing/jsr_probe.ts";
import { STATE_FOLDER } from "../paths.ts";
import { REPOSITORY_ROOT } from "../repository.ts";
import { exists } from "../../io/exists.ts";

/** Result of one check: "broken" is something that the notebooks need, "absent" something optional. */
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
  /** Makes the check and returns what it found. */
  run(): Promise<CheckResult>;
}

/** The checks of `task doctor`, in the order of its table. */
export const CHECKS: readonly Check[] = [
  { name: "Deno", run: checkDeno },
  { name: "engine onnx", run: () => checkEngine("onnx") },
  { name: "engine cuda", run: () => checkEngine("cuda") },
  { name: "engine tensorflow", run: () => checkEngine("tensorflow") },
  { name: "engine webgpu", run: () => checkEngine("webgpu") },
  { name: "engine wasm", run: () => checkEngine("wasm") },
  { name: "engine cpu", run: () => checkEngine("cpu") },
  { name: "Kernelspec", run: checkKernelspec },
  { name: "JupyterLab", run: checkJupyter },
  { name: "JSR registry", run: checkJsr },
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

/** The notebooks need onnx; they run without the other engines. */
async function checkEngine(engine: EngineName): Promise<CheckResult> {
  const { state, details } = await probeEngine(engine);
  if (state === "present") return { state: "ok", details };
  if (engine === "onnx") return { state: "broken", details };
  return state === "absent" ? { state, details } : { state: "warning", details: `does not work: ${details}` };
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
    details: "`task kernel` installs it for JupyterLab and VS Code; `task run` does not need it",
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
      ? `\`task lab\` installs it (${python.stdout}); \`task run\` does not need it`
      : "needs Python 3, which is not on the path; `task run` and VS Code need neither",
  };
}

async function checkJsr(): Promise<CheckResult> {
  const { kind, line } = await assertSource(REPOSITORY_ROOT);
  return { state: kind === "jsr" ? "ok" : "absent", details: line };
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

/** The line of an error with its message, without colours and stack. */
function errorLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return (lines.find((line) => /error/i.test(line)) ?? lines[0] ?? "").slice(0, 200);
}
