#!/usr/bin/env bash
# The engine `onnx` on the ONNX Runtime that browsers have: kernels, conformance, special values, loops and optimisers
# again, with onnxruntime-node mapped to onnxruntime-web.
set -euo pipefail
cd "$(dirname "$0")/.."

export CI=true
export NO_COLOR=1
export PAPERS_ONNX_RUNTIME=web
exec npx -y deno@2.8.1 task test tests/graph/conformance_test.ts tests/graph/kernels_on_engines_test.ts \
  tests/graph/loop_test.ts tests/graph/onnx/session_test.ts tests/graph/special_values_test.ts tests/graph/accuracy_test.ts tests/optim
