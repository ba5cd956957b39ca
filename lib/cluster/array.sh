#!/usr/bin/env bash
# The commands of a list, one a line, as one Slurm job array: task k of n runs lines k, k + n, k + 2n, …
#   deno task compute 01 --list --missing --commands >jobs.txt
#   sbatch --array=0-199 --time=30 lib/cluster/array.sh jobs.txt
# A node that fails, and a time limit that is reached, give the task back to Slurm. It then goes on from its checkpoint.
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=.papers/logs/%A_%a.log
#SBATCH --signal=B:USR1@60
#SBATCH --mem=2000
set -uo pipefail
echo "host $SLURMD_NODENAME, start $((${SLURM_RESTART_COUNT:-0} + 1))"

job=
at_time_limit() {
  kill -TERM "$job"
  # It saves, unless it is in a long computation without a training, which a restart repeats.
  for _ in $(seq 40); do
    kill -0 "$job" 2>/dev/null || break
    sleep 1
  done
  status='it did not end'
  kill -0 "$job" 2>/dev/null || { wait "$job"; status="exit code $?"; }
  echo "time limit: $status, given back to Slurm"
  scontrol requeue "$SLURM_JOB_ID" && exit 0
}
trap at_time_limit USR1
trap 'kill -TERM "$job"' TERM

worst=0
first=$((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN + 1))
mapfile -t commands < <(awk -v first="$first" -v n="$SLURM_ARRAY_TASK_COUNT" 'NR % n == first % n' "$1")
for command in "${commands[@]}"; do
  bash -c "exec $command" &
  job=$!
  wait "$job"
  status=$?
  # A signal ends the first wait before the job.
  while kill -0 "$job" 2>/dev/null; do
    wait "$job"
    status=$?
  done
  if [ "$status" -gt "$worst" ]; then worst="$status"; fi
  if [ "$status" -ge 128 ]; then break; fi
done
exit "$worst"
