/** Downloads of packages for engines that need native libraries. */
import { join } from "node:path";
import { exists } from "../../io/exists.ts";
import { UsageError } from "../usage_error.ts";

/**
 * Installs packages of the Python registry into a folder; an interrupted download does not count as complete.
 *
 * @param target folder, replaced if it exists
 * @param packages requirements and options of pip
 * @param python version of Python whose packages are taken
 * @throws {UsageError} if pip fails
 */
export async function installPackages(
  target: string,
  packages: readonly string[],
  python: string,
): Promise<void> {
  const unfinished = `${target}.unfinished`;
  await remove(unfinished);
  await mustWork([
    ...["python3", "-m", "pip", "install", "--disable-pip-version-check", "--no-compile", "--quiet"],
    ...["--only-binary", ":all:", "--python-version", python, "--target", unfinished],
    ...packages,
  ], `install ${packages.filter((name) => !name.startsWith("--")).join(", ")}`);
  await remove(target);
  await Deno.rename(unfinished, target);
}

/**
 * Checks that pip is there.
 *
 * @throws {UsageError} if it is not
 */
export async function requirePip(): Promise<void> {
  await requireProgram(
    ["python3", "-m", "pip", "--version"],
    "Python 3 with pip (Debian: apt-get install python3-pip)",
  );
}

/**
 * Folder in Deno's cache of an npm package that the library does not load; downloaded if missing.
 *
 * @param specifier `npm:NAME@VERSION`
 */
export async function cachedPackage(specifier: string): Promise<string> {
  const [, name, version] = /^npm:(.+)@([^@]+)$/.exec(specifier)!;
  await mustWork(
    [Deno.execPath(), "cache", "--quiet", "--no-config", "--no-lock", specifier],
    `download ${specifier}`,
  );
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  const { npmCache } = JSON.parse(new TextDecoder().decode(stdout)) as { npmCache: string };
  // One folder per registry.
  for await (const { name: registry } of Deno.readDir(npmCache)) {
    const folder = join(npmCache, registry, name, version);
    if (await exists(folder)) return folder;
  }
  throw new UsageError(`task gpu: ${specifier} is not in Deno's cache at ${npmCache}`);
}

/**
 * Checks that a program is there.
 *
 * @throws {UsageError} if the command fails
 */
export async function requireProgram(command: readonly string[], what: string): Promise<void> {
  if (!(await ended(command, "null")).success) throw new UsageError(`task gpu: needs ${what}`);
}

/**
 * Runs a command and shows its output.
 *
 * @throws {UsageError} that says what was to be done, if the command fails
 */
export async function mustWork(command: readonly string[], what: string): Promise<void> {
  const { success, code } = await ended(command, "inherit");
  if (!success) throw new UsageError(`Cannot ${what}: ${command[0]} ended with exit code ${code}`);
}

async function ended(
  [program, ...args]: readonly string[],
  output: "inherit" | "null",
): Promise<{ success: boolean; code: number }> {
  try {
    return await new Deno.Command(program, { args, stdin: "null", stdout: output, stderr: output }).output();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { success: false, code: 127 };
  }
}

async function remove(path: string): Promise<void> {
  if (await exists(path)) await Deno.remove(path, { recursive: true });
}
