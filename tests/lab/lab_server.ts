import { delimiter, join } from "node:path";
import { STATE_FOLDER } from "../../lib/cli/paths.ts";

/** A JupyterLab that runs. */
export interface LabServer {
  /** Its address, with a slash at the end. */
  readonly address: string;
  /** What lets a browser in. */
  readonly token: string;
  /** Runs another task in the same copy of the repository. */
  task(name: string): Promise<void>;
  /** Ends it with its kernels. */
  stop(): Promise<void>;
}

/** Environment in which `task lab` finds JupyterLab on the path, where it was installed once for this repository. */
const PATH = `${join(STATE_FOLDER, "venv", "bin")}${delimiter}${Deno.env.get("PATH") ?? ""}`;

/** Whether there is a JupyterLab, so that the test need not install one. */
export async function labPresent(): Promise<boolean> {
  try {
    const { success } = await new Deno.Command("jupyter", {
      args: ["lab", "--version"],
      env: { PATH },
      stdout: "null",
      stderr: "null",
    }).output();
    return success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * Starts `task lab` in a copy of the repository, on this machine's own address only.
 *
 * @param repository folder of the copy
 * @throws {Error} where it does not answer within a minute; the message ends with what it printed
 */
export async function startLab(repository: string): Promise<LabServer> {
  const token = crypto.randomUUID(), port = freePort(), address = `http://127.0.0.1:${port}/`;
  const env = {
    PATH,
    NO_COLOR: "1",
    HOME: repository,
    DENO_DIR: denoFolder(),
    JUPYTER_DATA_DIR: `${repository}/data`,
  };
  const deno = (script: string, ...args: string[]) =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-lock", join("lib", "cli", `${script}.ts`), ...args],
      cwd: repository,
      env,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    });
  const process = deno(
    "lab",
    "--no-browser",
    "--allow-root",
    "--ip=127.0.0.1",
    `--port=${port}`,
    "--ServerApp.port_retries=0",
    `--IdentityProvider.token=${token}`,
    // No question whether to ask for news, no look for updates, and the application for the test to read from.
    "--LabApp.news_url=",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--expose-app-in-browser",
  ).spawn();
  let log = "";
  const reading = [process.stdout, process.stderr].map(async (stream) => {
    const decoder = new TextDecoder();
    for await (const piece of stream) log += decoder.decode(piece, { stream: true });
  });
  const stop = async () => {
    process.kill("SIGTERM");
    await process.status;
    await Promise.all(reading);
  };
  for (const begin = performance.now(); !await answers(`${address}api/status?token=${token}`);) {
    if (performance.now() - begin < 60_000) continue;
    await stop();
    throw new Error(`JupyterLab does not answer at ${address}:\n${log.slice(-3000)}`);
  }
  const task = async (name: string) => {
    const { success, stderr } = await deno(name).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
  };
  return { address, token, task, stop };
}

async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(address);
    await response.body?.cancel();
    return response.ok;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return false;
  }
}

/** A port that nobody listens on at this moment. */
function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}

/** Deno's cache, which must stay where it is though the home folder is another. */
function denoFolder(): string {
  const { stdout } = new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).outputSync();
  return (JSON.parse(new TextDecoder().decode(stdout)) as { denoDir: string }).denoDir;
}
