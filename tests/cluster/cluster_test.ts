/**
 * Cases as jobs of a real Slurm, of Snakemake and of GNU parallel, with what goes wrong on clusters. Needs what
 * `.ci/cluster.sh` installs, and root; runs where `CLUSTER_TESTS` is 1.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import type { ListedCase } from "../../lib/cli/compute/list_cases.ts";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";
import { Collection } from "./collection.ts";
import { must, run, until } from "./processes.ts";
import { TrialCluster } from "./trial_cluster.ts";

const wanted = Deno.env.get("CLUSTER_TESTS") === "1";
if (!wanted) {
  console.log("Cluster tests are skipped: they run where CLUSTER_TESTS is 1, as in .ci/cluster.sh");
}

const SNAKEMAKE = join(REPOSITORY_ROOT, ".papers/snakemake/bin/snakemake");
const PROFILES = "lib/cluster/profiles";
const SNAKEFILE = ["-s", "lib/cluster/Snakefile"];

let cluster: TrialCluster;
/** A case that takes longer than its job may; it runs beside the other tests, on the node that stays alive. */
let limited: { collection: Collection; cases: ListedCase[]; array: string };
let folderOfLimited: string;
if (wanted) {
  Deno.test.beforeAll(async () => {
    cluster = await TrialCluster.start();
    folderOfLimited = await Deno.makeTempDir();
    const collection = await Collection.make(folderOfLimited);
    const cases = (await collection.missing("01", "activations")).slice(0, 1);
    const array = await collection.submit(cases, { minutes: 2, exclude: "n2" });
    limited = { collection, cases, array };
  });
  Deno.test.afterAll(async () => {
    await cluster.stop();
    await Deno.remove(folderOfLimited, { recursive: true });
  });
}

function clusterTest(name: string, body: (collection: Collection) => Promise<void>): void {
  Deno.test({
    name,
    ignore: !wanted,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () =>
      withTemporaryFolder(async (folder) => {
        // Slurm's tasks of another user could not enter it.
        await Deno.chmod(folder, 0o755);
        await body(await Collection.make(folder));
      }),
  });
}

/** Number of the Slurm job in the description of a process. */
const slurmJob = (holder: string) => /Slurm job (\d+)/.exec(holder)?.[1] ?? "";

/** Whether a process runs on a node. */
async function isOn(node: string, holder: string): Promise<boolean> {
  return (await cluster.jobs()).some((job) => job.id === slurmJob(holder) && job.node === node);
}

async function writeJobs({ root }: Collection, cases: readonly ListedCase[]): Promise<void> {
  await Deno.writeTextFile(`${root}/jobs.json`, JSON.stringify(cases));
}

clusterTest(
  "Slurm: arrays of two papers, each with a merge behind it, give the results of one machine",
  async (collection) => {
    const first = await collection.missing("01", "parity_training", 2);
    const second = await collection.missing("04", "frequency_order", 2);
    const arrays = [await collection.submit(first), await collection.submit(second, { name: "others.txt" })];
    const merges = [
      await collection.submitMerge("01", arrays[0]),
      await collection.submitMerge("04", arrays[1]),
    ];
    for (const job of [...arrays, ...merges]) {
      for (const { state } of await cluster.ended(job)) {
        assertEquals(state, "COMPLETED", await collection.log(job));
      }
    }
    await collection.assertSame([...first, ...second]);
    assertEquals((await collection.missing("01", "parity_training")).length, 8, "the list has the rest");
  },
);

clusterTest(
  "Slurm: of two arrays of the same cases at once, one computes each case, the other ends by its own code",
  async (collection) => {
    const cases = await collection.missing("01", "remedies", 2);
    const arrays = [await collection.submit(cases), await collection.submit(cases)];
    const tasks = [...await cluster.ended(arrays[0]), ...await cluster.ended(arrays[1])];
    const codes = tasks.map(({ exitCode }) => exitCode).sort((a, b) => a - b);
    assert(codes.every((code) => code === 0 || code === 75), codes.join(" "));
    assertEquals(codes.includes(75), true, "both were at work at one time");
    await collection.compute("01", "remedies", "--merge");
    await collection.assertSame(cases);
  },
);

clusterTest(
  "Slurm: a task that is killed fails, the merge behind it stores the others, and the list names it to submit anew",
  async (collection) => {
    const cases = await collection.missing("01", "remedies", 2), array = await collection.submit(cases);
    const merge = await collection.submitMerge("01", array);
    const holder = await collection.training(cases);
    await cluster.killJob(slurmJob(holder));
    const states = (await cluster.ended(array)).map(({ state }) => state).sort();
    assertEquals(states, ["COMPLETED", "FAILED"], await collection.log(array));
    await cluster.ended(merge);
    const wanted = new Set(cases.map(({ key }) => key));
    const left = (await collection.missing("01", "remedies")).filter(({ key }) => wanted.has(key));
    assertEquals(left.map(({ state }) => state), ["begun"]);
    assert(holder.includes(left[0].key), holder);
    await cluster.ended(await collection.submit(left));
    await collection.compute("01", "--merge");
    await collection.assertSame(cases);
  },
);

clusterTest(
  "Slurm: what trains on a node that dies goes on, on the other one, from its checkpoint",
  async (collection) => {
    const cases = await collection.missing("01", "remedies", 3), array = await collection.submit(cases);
    await collection.training(cases, (holder) => isOn("n2", holder));
    await cluster.killNode("n2");
    try {
      const tasks = await cluster.ended(array), log = await collection.log(array);
      assertEquals(new Set(tasks.map(({ state }) => state)), new Set(["COMPLETED"]), log);
      assert(tasks.some(({ restarts, node }) => restarts > 0 && node === "n1"), log);
      assertStringIncludes(log, "host n1, start 2");
    } finally {
      await cluster.startNode("n2");
    }
    await collection.compute("01", "--merge");
    await collection.assertSame(cases);
  },
);

clusterTest(
  "Snakemake on Slurm: a node dies in a training, and all results and the merge are made",
  async (collection) => {
    const cases = await collection.missing("01", "remedies", 3);
    // Snakemake mostly waits: time for what one machine gives for the longest case.
    await collection.missing("01", "activations", 1);
    await writeJobs(collection, cases);
    const snakemake = collection.run([SNAKEMAKE, ...SNAKEFILE, "--workflow-profile", `${PROFILES}/slurm`]);
    let ended = false;
    const settled = snakemake.then(() => ended = true, () => ended = true);
    await Promise.race([collection.training(cases, (holder) => isOn("n2", holder)), snakemake]);
    await cluster.killNode("n2");
    try {
      await until("the end of Snakemake", () => ended, { minutes: 10 });
      await settled;
      await snakemake;
    } finally {
      await cluster.startNode("n2");
    }
    await collection.assertSame(cases);
  },
);

clusterTest("Snakemake on one machine makes what is missing, and nothing twice", async (collection) => {
  const cases = await collection.missing("04", "frequency_order", 2);
  await writeJobs(collection, cases);
  const snakemake = [SNAKEMAKE, ...SNAKEFILE, "--workflow-profile", `${PROFILES}/default`, "--cores", "2"];
  await collection.run(snakemake);
  await collection.assertSame(cases);
  assertStringIncludes(
    (await must([...snakemake, "--dry-run"], { cwd: collection.root, env: collection.env })) + "\n",
    "Nothing to be done",
  );
});

clusterTest("GNU parallel: a job that is killed is tried again, from its checkpoint", async (collection) => {
  const cases = await collection.missing("01", "remedies", 2);
  await Deno.writeTextFile(
    `${collection.root}/jobs.txt`,
    cases.map(({ command }) => `${command}\n`).join(""),
  );
  const parallel = collection.run([
    "sh",
    "-c",
    "parallel --will-cite --retries 3 --joblog job.log -j 2 <jobs.txt",
  ]);
  const holder = await collection.training(cases);
  Deno.kill(Number(/process (\d+)/.exec(holder)![1]), "SIGKILL");
  assertStringIncludes(await parallel, "done, seed");
  await collection.compute("01", "--merge");
  await collection.assertSame(cases);
});

clusterTest("a machine without a network computes from the archive of task pack", async (collection) => {
  const folder = `${collection.root}/.papers`, [one] = await collection.missing("04", "frequency_order", 1);
  await collection.run(["deno", "run", "-A", "lib/cli/pack.ts", "--out", `${folder}/node.tgz`]);
  await must(["tar", "-xzf", `${folder}/node.tgz`, "-C", folder]);
  const env = { PATH: `${folder}/bin:/usr/bin:/bin`, DENO_DIR: `${folder}/cache` };
  const offline = ["unshare", "--net", "sh", "-c"];
  const online = await run([...offline, "deno eval 'await fetch(\"https://deno.com\")'"], { env });
  assertEquals(online.code === 0, false, "there is a network");
  await collection.run([...offline, one.command], env);
  await collection.compute("04", "--merge");
  await collection.assertSame([one]);
});

Deno.test({
  name: "Slurm: a task over its time limit saves, is given back, and goes on from there until it is done",
  ignore: !wanted,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const { collection, cases, array } = limited;
    const [task] = await cluster.ended(array, 12), log = await collection.log(array);
    assertEquals(task.state, "COMPLETED", log);
    assert(task.restarts >= 1, log);
    assertStringIncludes(log, "time limit: exit code 130, given back to Slurm");
    assertStringIncludes(log, "start 2");
    await collection.compute("01", "--merge");
    await collection.assertSame(cases);
  },
});
