import { basename } from "node:path";
import { assert, assertEquals } from "@std/assert";
import { REPOSITORY_ROOT } from "../lib/cli/repository.ts";
import { PINNED_DENO } from "../lib/notebook/deno_version.ts";

const read = (path: string) => Deno.readTextFile(`${REPOSITORY_ROOT}/${path}`);

/** What Git prints in the repository. */
async function git(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command("git", { args, cwd: REPOSITORY_ROOT }).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

/** Paths of all files that are committed or will be. */
async function files(): Promise<string[]> {
  const listed = await git("ls-files", "-z", "--cached", "--others", "--exclude-standard");
  return listed.split("\0").filter((path) => path !== "");
}

/** What CI runs. */
async function scripts(): Promise<string[]> {
  return (await files()).filter((path) => path.startsWith(".ci/"));
}

Deno.test("every file that names a version of Deno to install names the pinned one", async () => {
  const named = [
    ...(await read(".github/workflows/check.yml")).matchAll(/deno-version: (\S+)/g),
    ...(await read(".binder/requirements.txt")).matchAll(/^deno==(\S+)$/gm),
    ...(await Promise.all((await scripts()).map(read))).join("\n").matchAll(
      /deno@(\d[\w.]*)/g,
    ),
    ...(await read("README.md")).matchAll(/deno@(\d[\w.]*)/g),
  ].map(([, version]) => version);
  assert(named.length >= 6, `${named.length} versions found`);
  assertEquals(new Set(named), new Set([PINNED_DENO]));
});

Deno.test("files and tasks that containers, workflows and texts name are there, the scripts can be executed", async () => {
  const present = new Set(await files());
  const dockerfile = await read(".devcontainer/Dockerfile");
  for (const [, path] of dockerfile.matchAll(/(?:COPY|RUN) (?:--\S+ )?(\.binder\/\w[\w.]*)/g)) {
    assert(present.has(path), path);
  }
  const { build } = JSON.parse((await read(".devcontainer/devcontainer.json")).replace(/^\s*\/\/.*$/gm, ""));
  assert(present.has(`.devcontainer/${build.dockerfile}`), build.dockerfile);
  const tasks = Object.keys(JSON.parse(await read("deno.json")).tasks);
  for (const path of present) {
    if (!/^\.(github|binder|devcontainer|ci)\/|\.md$/.test(path)) continue;
    for (const [, task] of (await read(path)).matchAll(/deno(?:@[\d.]+)? task ([a-z]+)/g)) {
      assert(tasks.includes(task), `${path} calls the task ${task}`);
    }
  }
  if (Deno.build.os === "windows") return;
  for (const script of [".binder/postBuild", ...await scripts()]) {
    assert(((await Deno.stat(`${REPOSITORY_ROOT}/${script}`)).mode! & 0o100) !== 0, script);
  }
});

Deno.test("VS Code starts the kernel beside the notebook, and recommends what draws the outputs", async () => {
  const settings = await read(".vscode/settings.json");
  assertEquals(/"jupyter\.notebookFileRoot": "(.*)"/.exec(settings)?.[1], "${fileDirname}");
  const { recommendations } = JSON.parse(await read(".vscode/extensions.json"));
  assertEquals(recommendations.includes("ms-toolsai.jupyter-renderers"), true);
});

Deno.test("no file name breaks on Windows: characters, device names, length, names that differ by case", async () => {
  const paths = await files(), seen = new Map<string, string>();
  for (const path of paths) {
    assert(!/[<>:"\\|?*]|[. ](?:\/|$)/.test(path), path);
    assert(!/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(basename(path)), path);
    assert(path.length < 180, path);
    assertEquals(seen.get(path.toLowerCase()), undefined, path);
    seen.set(path.toLowerCase(), path);
  }
  assert(paths.length > 500);
});

Deno.test("text files have Unix line ends, in the commit and on every machine", async () => {
  const lines = (await git("ls-files", "--eol")).trim().split("\n");
  assertEquals(lines.filter((line) => /^i\/(crlf|mixed)|w\/mixed/.test(line)), []);
  assertEquals(
    (await git("check-attr", "eol", "README.md", ".ci/run", "notebooks/01_grokking_frequency.ipynb"))
      .trim().split("\n").map((line) => line.split(": ").at(-1)),
    ["lf", "lf", "lf"],
  );
});

Deno.test("no path is taken from the pathname of an address, which has a slash before the drive on Windows", async () => {
  const sources = (await files()).filter((path) => /^(lib|notebooks)\/.*\.ts$/.test(path));
  const found = [];
  for (const path of sources) if (/import\.meta\.url\)?\.pathname/.test(await read(path))) found.push(path);
  assertEquals(found, []);
});
