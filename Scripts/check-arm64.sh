#!/usr/bin/env bash
# Whether the kernels compile for arm64, and with its fused multiplications: Scripts/check-arm64.sh
#
# A machine of another architecture has no standard library for Linux on arm64 or macOS, but Swift's toolchain
# comes with the Embedded one for bare arm64 processors, and the kernels ask for no more. So they are compiled
# to machine code here, with NEON; running them takes such a processor.
set -euo pipefail
cd "$(dirname "$0")/.."
out=.build/arm64
mkdir -p "$out"
cat >"$out/c.modulemap" <<MAP
module CMath { header "$PWD/Sources/CMath/include/CMath.h" export * }
module CVectors { header "$PWD/Sources/CVectors/include/CVectors.h" export * }
MAP
flags=(
  -target aarch64-none-none-elf -enable-experimental-feature Embedded -swift-version 6 -wmo -parse-as-library
  -Xcc -fmodule-map-file="$out/c.modulemap" -Xcc -ffreestanding -I "$out" -warnings-as-errors
  -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility
  -enable-upcoming-feature ExistentialAny
)
swiftc=${SWIFTC:-swiftc}
find Sources/Kernels -name '*.swift' -print0 | xargs -0 "$swiftc" "${flags[@]}" -O -module-name Kernels \
  -emit-module -emit-module-path "$out/Kernels.swiftmodule" -c -o "$out/Kernels.o"
find Sources/KernelsBase/ -name '*.swift' -print0 | xargs -0 "$swiftc" "${flags[@]}" -Ounchecked \
  -Xllvm -unroll-threshold=3000 -module-name KernelsBase -c -o "$out/KernelsBase.o"
disassembler=$(dirname "$(readlink -f "$(command -v "$swiftc")")")/llvm-objdump
[ -x "$disassembler" ] || disassembler=$(command -v llvm-objdump || true)
if [ -n "$disassembler" ]; then
  fused=$("$disassembler" -d "$out/KernelsBase.o" | grep -cw fmla || true)
  echo "the kernels compile for arm64, with $fused fused multiplications of vectors"
  [ "$fused" -gt 100 ]
else
  echo "the kernels compile for arm64; nothing at hand to look at the instructions"
fi
