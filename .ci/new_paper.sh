#!/usr/bin/env bash
# What `task new` writes passes as it is: in a clone, which is removed afterwards, a paper is made, checked, tested and
# run; once its files are gone, Git sees nothing of it.
set -euo pipefail
cd "$(dirname "$0")/.."

clone="$(mktemp -d)"
trap 'rm -rf "$clone"' EXIT
git clone --quiet --shared . "$clone/papers"
cd "$clone/papers"

task() {
  local began="$SECONDS"
  npx -y deno@2.8.1 task "$@"
  printf '%s s  task %s\n\n' "$((SECONDS - began))" "$*"
}
task new 99 trial --title 'A trial' --arxiv 2405.17479
if npx -y deno@2.8.1 task new 99 again; then
  echo 'A number that is taken was given twice'
  exit 1
fi
task check 99
task test tests/notebooks/99_trial
task run 99

rm -r notebooks/99_trial.ipynb notebooks/99_trial tests/notebooks/99_trial
left="$(git status --porcelain)"
if [ -n "$left" ]; then
  printf 'Left behind:\n%s\n' "$left"
  exit 1
fi
printf 'A new paper passes, in %s s\n' "$SECONDS"
