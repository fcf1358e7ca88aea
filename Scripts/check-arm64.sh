#!/usr/bin/env bash
# Whether the kernels are right on arm64, with NEON: Scripts/check-arm64.sh
#
# Another machine has no standard library for Linux on arm64 or macOS, but Swift's toolchain comes with the Embedded
# one for bare arm64 processors, and the kernels ask for no more. So they are compiled to machine code here, and
# their tests with them (Tests/Arm64 makes a program of these, without Swift Testing). With the C library and libgcc of
# Debian's libc6-dev-arm64-cross and gcc-aarch64-linux-gnu, and qemu-user, the program is run; `--run` makes it a
# mistake if these are missing.
set -euo pipefail
cd "$(dirname "$0")/.."
out=.build/arm64
rm -rf "$out"
mkdir -p "$out"
cat >"$out/c.modulemap" <<MAP
module CMath { header "$PWD/Sources/CMath/include/CMath.h" export * }
module CVectors { header "$PWD/Sources/CVectors/include/CVectors.h" export * }
module CHost { header "$PWD/Tests/Arm64/CHost.h" export * }
MAP
flags=(
  -target aarch64-none-none-elf -enable-experimental-feature Embedded -swift-version 6 -wmo -parse-as-library
  -Xcc -fmodule-map-file="$out/c.modulemap" -Xcc -ffreestanding -I "$out" -warnings-as-errors
  -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility
  -enable-upcoming-feature ExistentialAny
)
swiftc=${SWIFTC:-swiftc}
tools=$(dirname "$(readlink -f "$(command -v "$swiftc")")")

find Sources/Kernels -name '*.swift' -print0 | xargs -0 "$swiftc" "${flags[@]}" -O -module-name Kernels \
  -emit-module -emit-module-path "$out/Kernels.swiftmodule" -c -o "$out/Kernels.o"
find Sources/KernelsBase/ Tests/Arm64/Handing.swift -name '*.swift' -print0 | xargs -0 "$swiftc" "${flags[@]}" \
  -Ounchecked -Xllvm -unroll-threshold=3000 -module-name KernelsBase -c -o "$out/KernelsBase.o"

disassembler=$tools/llvm-objdump
[ -x "$disassembler" ] || disassembler=$(command -v llvm-objdump || true)
if [ -n "$disassembler" ]; then
  fused=$("$disassembler" -d "$out/KernelsBase.o" | grep -cw fmla || true)
  echo "the kernels compile for arm64, with $fused fused multiplications of vectors"
  [ "$fused" -gt 100 ]
else
  echo "the kernels compile for arm64; nothing at hand to look at the instructions"
fi

# The tests that call kernels and nothing else: the others are about threads and plans of calls.
tests=()
for file in Tests/KernelsTests/*.swift Tests/KernelsTests/Support/*.swift; do
  case $file in
    */ChoiceTests.swift | */TeamProductTests.swift) ;;
    *) tests+=("$file") ;;
  esac
done
python3 Tests/Arm64/plain.py "$out/tests" "${tests[@]}"
"$swiftc" "${flags[@]}" -O -module-name KernelsTests -c -o "$out/tests.o" "$out"/tests/*.swift Tests/Arm64/Testing.swift

library=/usr/aarch64-linux-gnu/lib
compiler=$(find /usr/lib/gcc-cross/aarch64-linux-gnu -maxdepth 2 -name libgcc.a -printf '%h\n' 2>/dev/null | sort -V | tail -1)
runner=$(command -v qemu-aarch64 || command -v qemu-aarch64-static || true)
if [ ! -e $library/libc.a ] || [ -z "$compiler" ] || [ -z "$runner" ]; then
  echo "the tests of the kernels compile for arm64; to run them, install qemu-user libc6-dev-arm64-cross gcc-aarch64-linux-gnu"
  [ "${1:-}" != --run ]
  exit
fi
"$tools/ld.lld" -static -o "$out/kernels-tests" "$library/crt1.o" "$library/crti.o" "$out/tests.o" "$out/KernelsBase.o" \
  "$out/Kernels.o" -L"$library" -L"$compiler" --start-group -lm -lc -lgcc -lgcc_eh --end-group "$library/crtn.o"
timeout 300 "$runner" "$out/kernels-tests"
