import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { ListedCase } from "../../lib/cli/compute/list_cases.ts";
import { readResults } from "../../lib/experiments/mod.ts";
import { lockHolder } from "../../lib/io/file_lock.ts";
import { type SmallRepository, withSmallRepository } from "../support/small_repository.ts";

async function listed({ task }: SmallRepository, ...args: string[]): Promise<ListedCase[]> {
  const { code, stdout, stderr } = await task("compute", "99", "--list", "--json", ...args);
  assertEquals(code, 0, stderr);
  return JSON.parse(stdout);
}

/** The results file, without times. */
async function stored({ root }: SmallRepository): Promise<unknown[]> {
  const found = await readResults(`${root}/data/results/99/counting.json`);
  return found.map(({ seconds: _, ...one }) => one);
}

/** A job that has made its steps and cannot end, since it is held. */
async function heldJob(
  repository: SmallRepository,
  { key, output }: ListedCase,
): Promise<{ job: Deno.ChildProcess; output: Promise<Deno.CommandOutput> }> {
  await Deno.writeTextFile(`${repository.root}/hold`, "");
  const job = repository.start("compute", "99", "--case", key), folder = caseFolder(repository, { output });
  const ended = job.output();
  await until(() => present(`${folder}/count.checkpoint.held`));
  return { job, output: ended };
}

function caseFolder({ root }: SmallRepository, { output }: Pick<ListedCase, "output">): string {
  return `${root}/${output.replace("/parts/", "/cases/").replace(/\.json$/, "")}`;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const began = Date.now(); !await condition();) {
    if (Date.now() - began > 60_000) throw new Error("until: nothing happened for a minute");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A test with signals, links and shells of Unix. */
function unixTest(name: string, fn: () => Promise<void>): void {
  Deno.test({ name, ignore: Deno.build.os === "windows", fn });
}

const present = (path: string) => Deno.stat(path).then(() => true, () => false);

unixTest(
  "one list has all jobs; each command makes its output alone; a merge stores what plain computing gives",
  () =>
    withSmallRepository(async (repository) => {
      const { root, task } = repository, all = await listed(repository);
      assertEquals(
        all.map((
          { seed, state, block, seconds, minutes, cores },
        ) => [seed, state, block, seconds, minutes, cores]),
        [
          [1, "not computed", "short", 300, 15, 1],
          [2, "not computed", "short", 300, 15, 1],
          [3, "not computed", "short", 300, 15, 1],
          [4, "not computed", "failing", 100, 5, 1],
        ],
      );
      const commands = (await task("compute", "99", "--list", "--commands", "--save-seconds", "60")).stdout;
      assertEquals(commands.trimEnd().split("\n"), all.map(({ command }) => `${command} --save-seconds 60`));
      const bin = `${root}/bin`;
      await Deno.mkdir(bin);
      await Deno.symlink(Deno.execPath(), `${bin}/deno`);
      const run = (command: string) =>
        new Deno.Command("sh", {
          args: ["-c", command],
          cwd: root,
          env: { PATH: `${bin}:${Deno.env.get("PATH")}` },
          stderr: "null",
        }).output();
      assertEquals((await run(all[1].command)).code, 0);
      assert(await present(`${root}/${all[1].output}`));
      assertEquals(await stored(repository), [], "a job leaves the results as they are");
      assertEquals((await listed(repository)).map(({ state }) => state), [
        "not computed",
        "finished",
        "not computed",
        "not computed",
      ]);
      const again = await task("compute", "99", "--case", all[1].key);
      assertEquals([again.code, again.stdout], [
        0,
        "counting: the case is finished; --again computes it anew\n",
      ]);
      assertEquals((await run(all[0].command)).code, 0);
      assertEquals((await run(all[3].command)).code, 1, "a case that fails");
      assertEquals((await listed(repository, "--missing")).map(({ seed }) => seed), [3, 4]);
      // Two at once wait for each other.
      const merged = await Promise.all([task("compute", "99", "--merge"), task("compute", "99", "--merge")]);
      for (const { code, stdout } of merged) {
        assertEquals(code, 0);
        assertStringIncludes(
          stdout,
          "counting: 2 results of jobs merged, 2 of 4 cases are stored\n2 cases are missing",
        );
      }
      const states = (await listed(repository)).map(({ state }) => state);
      assertEquals(states, ["exact", "exact", "not computed", "begun"]);
      assertEquals((await run(all[2].command)).code, 0);
      // What jobs have finished is stored before anything else is computed; one case fails in either way.
      assertEquals((await task("compute", "99", "counting", "--resume")).code, 1);
      const byJobs = await stored(repository);
      assertEquals(byJobs.length, 3);
      await Deno.remove(`${root}/data`, { recursive: true });
      await Deno.remove(`${root}/.papers`, { recursive: true });
      assertEquals((await task("compute", "99", "counting")).code, 1);
      assertEquals(await stored(repository), byJobs);
    }),
);

unixTest(
  "a key that is of no case today, and options that exclude each other, are refused",
  () =>
    withSmallRepository(async ({ task }) => {
      const unknown = await task("compute", "99", "--case", "0123456789abcdef");
      assertEquals(unknown.code, 2);
      assertStringIncludes(unknown.stderr, 'no case of paper 99 has the key "0123456789abcdef"');
      for (const args of [["--merge", "--list"], ["--commands"], ["--case", "a", "--save-seconds", "-1"]]) {
        assertEquals((await task("compute", "99", ...args)).code, 2, args.join(" "));
      }
    }),
);

for (const signal of ["SIGTERM", "SIGUSR1"] as const) {
  unixTest(
    `a job that gets ${signal}, as its worker does, saves, ends as resumable, and goes on from there`,
    () =>
      withSmallRepository(async (repository) => {
        const [one] = await listed(repository), { job, output } = await heldJob(repository, one);
        // As a cluster signals all processes of a job.
        const holder = await lockHolder(`${caseFolder(repository, one)}/lock`);
        Deno.kill(Number(/process (\d+)/.exec(holder!)![1]), signal);
        job.kill(signal);
        const { code, stdout } = await output;
        assertEquals(code, 130);
        assertStringIncludes(new TextDecoder().decode(stdout), `${signal}: saving`);
        assertEquals(await Deno.readTextFile(`${caseFolder(repository, one)}/count.checkpoint`), "3");
        assertEquals((await listed(repository))[0].state, "begun");
        await Deno.remove(`${repository.root}/hold`);
        const resumed = await repository.task("compute", "99", "--case", one.key);
        assertEquals(resumed.code, 0);
        assertStringIncludes(resumed.stdout, "began at step 3");
      }),
  );
}

unixTest(
  "a worker whose parent is killed saves before it ends",
  () =>
    withSmallRepository(async (repository) => {
      const [one] = await listed(repository), { job, output } = await heldJob(repository, one);
      job.kill("SIGKILL");
      await output;
      await until(() => present(`${caseFolder(repository, one)}/count.checkpoint`));
      await until(async () => await lockHolder(`${caseFolder(repository, one)}/lock`) === null);
    }),
);

unixTest(
  "a second writer of a case ends by its own code and names the first; `task stop KEY` stops this one alone",
  () =>
    withSmallRepository(async (repository) => {
      const { root, task } = repository, [one, two] = await listed(repository);
      const first = await heldJob(repository, one), other = await heldJob(repository, two);
      const second = await task("compute", "99", "--case", one.key);
      assertEquals(second.code, 75);
      assertStringIncludes(second.stdout, `process ${first.job.pid}: deno compute.ts 99 --case ${one.key}`);
      assertStringIncludes(second.stdout, ` on ${Deno.hostname()}`);
      const unknown = await task("stop", "0123456789abcdef");
      assertEquals([unknown.code, unknown.stderr.includes(one.key)], [2, true]);
      const stop = await task("stop", one.key);
      assertStringIncludes(stop.stdout, `99/counting ${one.key}: process ${first.job.pid}`);
      assertStringIncludes(stop.stdout, "1 of 2 running cases are asked to stop");
      assertEquals((await first.output).code, 130);
      assertEquals(
        await lockHolder(`${caseFolder(repository, two)}/lock`) !== null,
        true,
        "the other runs on",
      );
      // Starting all cases again leaves alone what a job began.
      await Deno.remove(`${root}/hold`);
      assertEquals((await other.output).code, 0);
      const plain = await task("compute", "99", "counting", "--workers", "1");
      assertStringIncludes(plain.stdout, `a job began the case with key ${one.key}, it goes on from there`);
      assertStringIncludes(plain.stdout, "began at step 3");
    }),
);

unixTest(
  "`task stop` without a key stops every job and says which",
  () =>
    withSmallRepository(async (repository) => {
      const [one, two] = await listed(repository);
      const jobs = [await heldJob(repository, one), await heldJob(repository, two)];
      const { stdout } = await repository.task("stop");
      for (const { key } of [one, two]) assertStringIncludes(stdout, `99/counting ${key}: process `);
      for (const { output } of jobs) assertEquals((await output).code, 130);
    }),
);
