#!/usr/bin/env bash
# The native engine for real: builds the binding of tfjs-node (TensorFlow of the Python registry, g++) unless it is built
# already, and runs the conformance matrix on it and on every other engine. It fails, not skips, where that cannot be done;
# webgpu alone may be absent, where no software adapter can be installed.
set -euo pipefail
cd "$(dirname "$0")/.."

export CI=true
export NO_COLOR=1

deno() { npx -y deno@2.8.1 "$@"; }

# Installs Debian packages where this machine can.
debian() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

command -v g++ >/dev/null || debian g++
python3 -m pip --version >/dev/null 2>&1 || debian python3-pip

deno task gpu --cpu

required=onnx,tensorflow,wasm,cpu,interpreter
if deno eval --no-lock 'Deno.exit(await navigator.gpu?.requestAdapter() ? 0 : 1)' 2>/dev/null ||
  debian mesa-vulkan-drivers; then
  required=$required,webgpu
else
  echo 'WebGPU: no adapter, and mesa-vulkan-drivers cannot be installed here'
fi

export PAPERS_REQUIRE_ENGINES=$required
# One process each: Deno allows one test file in a process to compute by WebGPU.
deno task test tests/graph/kernels_on_engines_test.ts
deno task test tests/graph/conformance_test.ts
