/** A clone of this repository in which the results of some experiments are not computed yet. */
import { assert, assertEquals } from "@std/assert";
import type { ListedCase } from "../../lib/cli/compute/list_cases.ts";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { readProvenance } from "../../lib/experiments/provenance/provenance_file.ts";
import { readResults, resultDigest } from "../../lib/experiments/results_file.ts";
import { lockHolder } from "../../lib/io/file_lock.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";
import { must, until } from "./processes.ts";

/** Experiments of two papers whose cases train for seconds, with checkpoints, and one of a minute. */
export const EXPERIMENTS = {
  "01": ["parity_training", "remedies", "activations"],
  "04": ["frequency_order"],
} as const;

/** Papers of the tests. */
export type PaperNumber = keyof typeof EXPERIMENTS;

/** A clone. */
export class Collection {
  private constructor(readonly root: string, readonly env: Record<string, string>) {}

  /** Makes one, with `deno` on the path. */
  static async make(folder: string): Promise<Collection> {
    const root = `${folder}/papers`, bin = `${folder}/bin`;
    await must(["git", "clone", "--quiet", "--shared", REPOSITORY_ROOT, root]);
    await Deno.mkdir(bin);
    await Deno.symlink(Deno.execPath(), `${bin}/deno`);
    for (const [paper, names] of Object.entries(EXPERIMENTS)) {
      for (const name of names) {
        await Deno.remove(`${root}/data/results/${paper}/${name}.json`);
        await Deno.remove(`${root}/data/results/${paper}/provenance/${name}.json`);
      }
    }
    await Deno.mkdir(`${root}/.papers/logs`, { recursive: true });
    return new Collection(root, { PATH: `${bin}:${Deno.env.get("PATH")}`, NO_COLOR: "1" });
  }

  /** Runs a program in it. */
  run(command: readonly string[], env: Record<string, string> = {}): Promise<string> {
    return must(command, { cwd: this.root, env: { ...this.env, ...env } });
  }

  /** Runs `task compute` in it. */
  compute(...args: string[]): Promise<string> {
    return this.run(["deno", "run", "-A", "--cached-only", "lib/cli/compute.ts", ...args]);
  }

  /**
   * The first missing cases of an experiment, saving often; what one machine gives for them is computed in the meantime.
   */
  async missing(paper: PaperNumber, experiment: string, count = Infinity): Promise<ListedCase[]> {
    const text = await this.compute(
      paper,
      experiment,
      "--list",
      "--missing",
      "--json",
      "--save-seconds",
      "0.5",
    );
    const found = JSON.parse(text) as ListedCase[];
    if (count === Infinity) return found;
    const chosen = found.slice(0, count);
    for (const one of chosen) oneMachine(one).catch(() => {});
    return chosen;
  }

  /** Submits commands as an array, and returns the number of the job. */
  async submit(
    cases: readonly ListedCase[],
    { minutes = 10, name = "jobs.txt", exclude = "" } = {},
  ): Promise<string> {
    await Deno.writeTextFile(`${this.root}/${name}`, cases.map(({ command }) => `${command}\n`).join(""));
    const options = [
      `--array=0-${cases.length - 1}`,
      `--time=${minutes}`,
      ...(exclude ? [`--exclude=${exclude}`] : []),
    ];
    return await this.run(["sbatch", "--parsable", ...options, "lib/cluster/array.sh", name]);
  }

  /** Submits the merge of a paper behind another job, and returns its number. */
  submitMerge(paper: PaperNumber, after: string): Promise<string> {
    const merge = `deno run -A --cached-only lib/cli/compute.ts ${paper} --merge`;
    const log = "--output=.papers/logs/merge.log";
    return this.run([
      "sbatch",
      "--parsable",
      `--dependency=afterany:${after}`,
      log,
      "--mem=1000",
      "--wrap",
      merge,
    ]);
  }

  /** What the tasks of an array printed. */
  async log(array: string): Promise<string> {
    const names = (await Array.fromAsync(Deno.readDir(`${this.root}/.papers/logs`))).map(({ name }) => name);
    const own = names.filter((name) => name.startsWith(`${array}_`)).sort();
    return (await Promise.all(own.map((name) => Deno.readTextFile(`${this.root}/.papers/logs/${name}`))))
      .join("\n");
  }

  /** Waits until one of the cases trains and has saved, in a process that is accepted; that process. */
  async training(
    cases: readonly ListedCase[],
    accept: (holder: string) => boolean | Promise<boolean> = () => true,
  ): Promise<string> {
    let found: string | null = null;
    await until("a training that has saved", async () => {
      for (const { output } of cases) {
        const folder = `${this.root}/${output.replace("/parts/", "/cases/").replace(/\.json$/, "")}`;
        const holder = await lockHolder(`${folder}.lock`);
        if (holder === null || !await accept(holder) || !await hasCheckpoint(folder)) continue;
        found = holder;
        return true;
      }
      return false;
    }, { milliseconds: 100 });
    return found!;
  }

  /** Checks that the cases are stored, with the results that one machine gives. */
  async assertSame(cases: readonly ListedCase[]): Promise<void> {
    for (const each of cases) {
      const { paper, experiment, key } = each, one = await stored(this.root, paper, experiment, key);
      assert(one !== null, `${paper}/${experiment} ${key} is not stored`);
      assertEquals(one, await oneMachine(each), `${paper}/${experiment} ${key}`);
    }
  }
}

async function hasCheckpoint(folder: string): Promise<boolean> {
  const names = await Array.fromAsync(Deno.readDir(folder)).catch(() => []);
  return names.some(({ name }) => name.endsWith(".checkpoint"));
}

/** Digests of a stored result and of the trainings that led to it; `null` if it is not stored. */
async function stored(root: string, paper: string, experiment: string, key: string): Promise<unknown> {
  const folder = `${root}/data/results/${paper}`;
  const one = (await readResults(`${folder}/${experiment}.json`)).find((each) => each.key === key);
  const { cases } = await readProvenance(`${folder}/provenance/${experiment}.json`, experiment);
  if (!one) return null;
  const trainings = cases.find((each) => each.key === key)?.trainings.map(({ digests }) => digests);
  return { result: resultDigest(one.result), trainings };
}

/** Results of one machine by key, computed here one after another: committed ones may be of another processor. */
const reference = new Map<string, Promise<unknown>>();
let last: Promise<unknown> = Promise.resolve();

function oneMachine({ paper, experiment, key }: ListedCase): Promise<unknown> {
  const known = reference.get(key);
  if (known) return known;
  const next = last.then(() =>
    withTemporaryFolder(async (folder) => {
      const collection = await Collection.make(folder);
      await collection.compute(paper, "--case", key);
      await collection.compute(paper, experiment, "--merge");
      return await stored(collection.root, paper, experiment, key);
    })
  );
  reference.set(key, next);
  // Whoever compares with it sees the error.
  last = next.catch(() => {});
  return next;
}
