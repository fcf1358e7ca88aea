#!/usr/bin/env bash
# Proves that the modules without Foundation build in Embedded Swift for WebAssembly, with the stock
# toolchain. Needs, from Debian: wasi-libc libclang-rt-14-dev-wasm32.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=.build/embedded
mkdir -p "$scratch"
cat >"$scratch/toolset.json" <<JSON
{ "schemaVersion": "1.0",
  "swiftCompiler": { "extraCLIOptions": ["-enable-experimental-feature", "Embedded", "-wmo",
      "-Xfrontend", "-disable-stack-protector", "-Werror", "EmbeddedRestrictions"] },
  "cCompiler": { "extraCLIOptions": ["-isystem", "/usr/include/wasm32-wasi", "-ffreestanding"] } }
JSON
for module in Kernels Autodiff Notation Learning Drawing; do
  swift build -c release --target "$module" --triple wasm32-unknown-none-wasm \
    --toolset "$scratch/toolset.json" --scratch-path "$scratch"
done
echo "Kernels, Autodiff, Notation, Learning and Drawing build in Embedded Swift"
