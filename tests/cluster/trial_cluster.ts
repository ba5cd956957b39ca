/** A real Slurm of two nodes on this machine, on the loopback alone, for the time of a test. */
import { killAll, must, processesWith, run, until } from "./processes.ts";

const CONFIG = "/etc/slurm/slurm.conf";
const MARK = "# Trial cluster of a test; removed by it.";
const NAME = "papers-trial";
export const NODES = ["n1", "n2"] as const;
/** Where Debian has the daemons. */
const PATH = `${Deno.env.get("PATH")}:/usr/sbin:/sbin`;

/** A Slurm job as the controller knows it. */
export interface SlurmJob {
  readonly id: string;
  readonly state: string;
  readonly exitCode: number;
  readonly restarts: number;
  readonly node: string;
}

/** A running trial cluster. */
export class TrialCluster {
  /** Slurm holds a job that it starts again for two minutes; this cluster does not. */
  readonly #releasing = setInterval(() => release().catch(() => {}), 3000);

  private constructor(readonly folder: string) {}

  /** Starts it. */
  static async start(): Promise<TrialCluster> {
    const existing = await Deno.readTextFile(CONFIG).catch(() => MARK);
    if (!existing.startsWith(MARK)) throw new Error(`${CONFIG}: this machine has a Slurm of its own`);
    // A folder that munged accepts: others cannot write in it.
    const folder = await Deno.makeTempDir({ dir: "/var/tmp", prefix: "papers-slurm-" });
    await Deno.chmod(folder, 0o755);
    await Deno.mkdir(`${folder}/state`);
    await Deno.mkdir("/etc/slurm", { recursive: true });
    // At its usual place, since Snakemake's job step drops SLURM_CONF.
    await Deno.writeTextFile(CONFIG, config(folder));
    await Deno.writeFile(`${folder}/munge.key`, crypto.getRandomValues(new Uint8Array(128)), { mode: 0o600 });
    const cluster = new TrialCluster(folder);
    await daemon([
      "munged",
      "--force",
      ...[
        "key-file=munge.key",
        "socket=munge.socket",
        "pid-file=munged.pid",
        "log-file=munged.log",
        "seed-file=munged.seed",
      ]
        .map((option) => `--${option.replace("=", `=${folder}/`)}`),
    ]);
    await daemon(["slurmctld"]);
    for (const node of NODES) await cluster.startNode(node);
    return cluster;
  }

  /** Starts a node, and waits until it takes jobs. */
  async startNode(node: string): Promise<void> {
    await daemon(["slurmd", "-N", node]);
    await until(
      `node ${node}`,
      async () =>
        /^(idle|mixed|allocated)$/.test((await run(["sinfo", "-h", "-n", node, "-o", "%T"])).stdout),
      { minutes: 2 },
    );
  }

  /** Kills a node: its daemon and all that runs on it. */
  async killNode(node: string): Promise<void> {
    killAll([Number(await Deno.readTextFile(`${this.folder}/slurmd-${node}.pid`))]);
    killAll(await processesWith({ SLURM_CLUSTER_NAME: NAME, SLURMD_NODENAME: node }, { parents: true }));
  }

  /** Kills all processes of a job. */
  async killJob(id: string): Promise<void> {
    killAll(await processesWith({ SLURM_CLUSTER_NAME: NAME, SLURM_JOB_ID: id }));
  }

  /** The tasks of a job, or of all jobs. */
  async jobs(array?: string): Promise<SlurmJob[]> {
    const text = await must(["scontrol", "show", "job", "-o", ...(array ? [array] : [])]);
    return text.split("\n").filter((line) => line.startsWith("JobId=")).map((line) => {
      const of = (name: string) => new RegExp(`(?:^|\\s)${name}=(\\S*)`).exec(line)?.[1] ?? "";
      return {
        id: of("JobId"),
        state: of("JobState"),
        exitCode: Number(of("ExitCode").split(":")[0]),
        restarts: Number(of("Restarts")),
        node: of("NodeList"),
      };
    });
  }

  /** Waits until a job has ended. */
  async ended(array: string, minutes = 8): Promise<SlurmJob[]> {
    let found: SlurmJob[] = [];
    await until(`the end of job ${array}`, async () => {
      found = await this.jobs(array);
      return found.every(({ state }) => !/^(PENDING|RUNNING|COMPLETING|CONFIGURING|REQUEUED)$/.test(state));
    }, { minutes, milliseconds: 1000 });
    return found;
  }

  /** Ends it. */
  async stop(): Promise<void> {
    clearInterval(this.#releasing);
    await run(["scancel", "-u", "root"]);
    for (const name of [...NODES.map((node) => `slurmd-${node}`), "slurmctld", "munged"]) {
      const pid = Number(await Deno.readTextFile(`${this.folder}/${name}.pid`).catch(() => "0"));
      try {
        if (pid > 0) Deno.kill(pid, "SIGTERM");
      } catch {
        // It has ended.
      }
      const gone = () => Deno.stat(`/proc/${pid}`).then(() => false, () => true);
      if (pid > 0) await until(`the end of ${name}`, gone, { minutes: 1 }).catch(() => killAll([pid]));
    }
    killAll(await processesWith({ SLURM_CLUSTER_NAME: NAME }, { parents: true }));
    await Deno.remove(CONFIG);
    await Deno.remove(this.folder, { recursive: true });
  }
}

/** Lets jobs that wait after a requeue begin. */
async function release(): Promise<void> {
  const { stdout } = await run(["squeue", "-h", "-t", "PD", "-o", "%A %r"]);
  for (const [id, reason] of stdout.split("\n").map((line) => line.split(" "))) {
    if (reason === "BeginTime") await run(["scontrol", "update", `JobId=${id}`, "StartTime=now"]);
  }
}

/** Starts a daemon; its outputs go nowhere, since it would keep a pipe open. */
async function daemon([program, ...args]: readonly string[]): Promise<void> {
  const stdio = { stdin: "null", stdout: "null", stderr: "null" } as const;
  const { code } = await new Deno.Command("env", { args: [`PATH=${PATH}`, program, ...args], ...stdio })
    .output();
  if (code !== 0) throw new Error(`${program}: ended with code ${code}; is it installed? See .ci/cluster.sh`);
}

/** No systemd, no cgroups, no accounting; two jobs a node. */
function config(folder: string): string {
  const host = Deno.hostname().split(".")[0];
  const nodes = NODES.map((node, k) =>
    `NodeName=${node} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${
      16821 + k
    } CPUs=2 RealMemory=8000 State=UNKNOWN`
  );
  return `${MARK}
ClusterName=${NAME}
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmctldPort=16817
SlurmdPort=16818
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool-%n
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd-%n.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
MpiDefault=none
SwitchType=switch/none
ReturnToService=2
JobRequeue=1
MinJobAge=86400
SlurmdTimeout=30
KillWait=30
${nodes.join("\n")}
PartitionName=main Nodes=${NODES.join(",")} Default=YES MaxTime=1-00:00:00 State=UP
`;
}
