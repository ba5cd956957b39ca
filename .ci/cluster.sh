#!/usr/bin/env bash
# Cases as jobs of a real Slurm (two nodes on this machine), of Snakemake and of GNU parallel: installs them, then tests.
set -euo pipefail
cd "$(dirname "$0")/.."

# Installs Debian packages where this machine can.
debian() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

export PATH="$PATH:/usr/sbin"
for program in slurmctld slurmd sbatch munged parallel; do
  command -v "$program" >/dev/null && continue
  debian slurmctld slurmd slurm-client munge parallel
  break
done
venv=.papers/snakemake
if [ ! -x "$venv/bin/snakemake" ]; then
  python3 -m venv "$venv" 2>/dev/null || { debian python3-venv && python3 -m venv "$venv"; }
  "$venv/bin/pip" install --quiet snakemake==9.27.1 snakemake-executor-plugin-slurm==2.8.0
fi

CLUSTER_TESTS=1 npx -y deno@2.8.1 task test tests/cluster
