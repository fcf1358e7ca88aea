#!/usr/bin/env bash
# Builds the engine for the browser with the stock Swift toolchain: gradus.wasm, which runs programs,
# gradus-check.wasm, which judges answers, too, and beside them gradus.js, which loads either.
#
#     Scripts/build-browser.sh [DESTINATION]        (.build/browser if there is none)
#
# Needs the package wasi-libc of Debian or Ubuntu, and makes smaller modules with the packages binaryen
# and python3. Prints the size of what it made.
#
# The modules are compiled here and not by `swift build`, because only so the linker can see the whole
# program and drop what no one calls: the module is an eighth smaller. Modules that are to go to the
# browser, and that no page calls yet, are compiled too, so that they stay fit for it.
set -euo pipefail
cd "$(dirname "$0")/.."
destination=${1:-.build/browser}
made=.build/embedded/browser
mkdir -p "$made" "$destination"

toolchain=$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")
triple=wasm32-unknown-none-wasm
headers=/usr/include/wasm32-wasi
if [ ! -e /usr/lib/wasm32-wasi/libc.a ]; then
  echo "no C library for WebAssembly: .ci/apt-install wasi-libc" >&2
  exit 1
fi

# What goes over a linked module. (LLVM could let functions return several numbers at once, as a text is, and the
# module would lose another fifteenth; but -target-abi=experimental-mv makes wrong code of some.)
shrink() { mv "$1" "$2"; }
if command -v wasm-opt >/dev/null && command -v python3 >/dev/null; then
  shrink() {
    wasm-opt -Os --always-inline-max-function-size 8 --one-caller-inline-max-function-size 100 \
      --enable-bulk-memory --enable-mutable-globals --enable-nontrapping-float-to-int --enable-sign-ext \
      ${GRADUS_STRIP:+-g} "$1" -o "$2"
    # Names would still go by the old order.
    [ -n "${GRADUS_STRIP:-}" ] || Scripts/order-wasm.py "$2" "$2"
  }
else
  echo "an eighth larger than need be: .ci/apt-install binaryen python3" >&2
fi

# A module comes after those that it imports. What a page may call is listed here and in gradus.js.
modules=(Kernels Autodiff Learning Notation Exercises Browser)
unlinked=(Drawing)
exports=(gradus_allocate gradus_release gradus_trace)
checks=(gradus_check)

# As few bytes as possible: nothing is inlined, or copied for one caller, unless that is smaller.
options=(-target "$triple" -swift-version 6 -parse-as-library -wmo -Osize -lto=llvm-full
  -enable-experimental-feature Embedded -Werror EmbeddedRestrictions -Xfrontend -disable-stack-protector
  -warnings-as-errors
  -strict-memory-safety -enable-upcoming-feature ExistentialAny
  -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility
  -package-name gradus -D GRADUS_BROWSER -module-cache-path "$made/cache" -I "$made" -Xcc -isystem -Xcc "$headers"
  -Xcc -ffreestanding -Xllvm -inline-threshold=0)
for pass in inline late-inline closure-specialize capture-prop array-property-opt; do
  options+=(-Xllvm "-sil-disable-pass=$pass")
done

# The names of C modules and where their headers are.
for module in CMath CWasmHost; do
  printf 'module %s { header "%s" export * }\n' "$module" "$PWD/Sources/$module/include/$module.h" >"$made/$module.modulemap"
  options+=(-Xcc "-fmodule-map-file=$made/$module.modulemap")
done
objects=()
for file in Sources/CWasmHost/*.c; do
  object=$made/$(basename "$file" .c).o
  "$toolchain/bin/clang" --target="$triple" -Oz -flto -ffreestanding -isystem "$headers" \
    -ISources/CWasmHost/include -c "$file" -o "$object"
  objects+=("$object")
done

make_modules() {
  # Compiles a module, as NAME.bc, with further options.
  compile() {
    local module=$1 name=$2
    shift 2
    echo "compiling $name" >&2
    find "Sources/$module" -name '*.swift' | LC_ALL=C sort >"$made/$module.files"
    "$toolchain/bin/swiftc" "${options[@]}" "$@" -module-name "$module" -emit-module \
      -emit-module-path "$made/$name.swiftmodule" -c -o "$made/$name.bc" @"$made/$module.files"
  }
  for module in "${modules[@]}" "${unlinked[@]}"; do compile "$module" "$module"; done
  compile Browser BrowserChecking -D GRADUS_CHECKS

  for module in "${modules[@]}"; do objects+=("$made/$module.bc"); done

  # The stack lies below all data, so that it cannot grow into them; what a program nested as deep as the
  # notation allows needs of it is a fraction. Memory ends at 4 GB less a page.
  link() {
    local module=$1
    shift
    "$toolchain/bin/wasm-ld" "$@" -o "$made/$module.linked.wasm" \
      --no-entry --gc-sections "${exports[@]/#/--export=}" \
      --stack-first -z stack-size=1048576 --max-memory=4294901760 \
      --lto-O2 -mllvm -enable-merge-functions -mllvm -inline-threshold=0 \
      "${GRADUS_STRIP:---strip-all}" --compress-relocations \
      -L/usr/lib/wasm32-wasi "-L$toolchain/lib/swift/embedded/$triple" \
      -lc -lm
    shrink "$made/$module.linked.wasm" "$made/$module.wasm"
  }
  # Most pages ask nothing of what checking needs, so it stands in a module of its own.
  link gradus "${objects[@]}"
  link gradus-check "${objects[@]/%Browser.bc/BrowserChecking.bc}" "${checks[@]/#/--export=}"
}

# What was made of the same sources by the same compiler is taken again.
stamp=$made/stamp
now=$({ swiftc --version; wasm-opt --version; cat Scripts/build-browser.sh Scripts/order-wasm.py; find Sources -type f -print0 | LC_ALL=C sort -z | xargs -0 cat; } 2>/dev/null | cksum)
now="$now ${GRADUS_STRIP:-}"
if [ ! -e "$stamp" ] || [ "$(cat "$stamp")" != "$now" ]; then
  rm -f "$stamp"
  make_modules
  echo "$now" >"$stamp"
fi
cp "$made"/gradus.wasm "$made"/gradus-check.wasm "$destination/"

cp Sources/Site/Assets/gradus.js "$destination/gradus.js"
chmod 644 "$destination"/gradus*.wasm
bytes() { wc -c | tr -d ' '; }
for module in "$destination"/gradus*.wasm; do
  echo "$module: $(bytes <"$module") bytes, $(gzip -9c "$module" | bytes) gzipped"
done
