#!/usr/bin/env bash
# Whether the targets that are compiled for newer processors keep to themselves:
#
#     Scripts/check-vector-targets.sh [debug|release]      (release if there is none)
#
# A generic function of the standard library that is specialised in such a target becomes a weak symbol,
# and the linker may take it for the whole program, which then stops on a processor without those
# instructions. So every symbol that such a target defines for others must bear its own module's name. And
# whatever stands for one instruction must have been inlined. Build first:
# swift build -c release --target FastKernels
set -euo pipefail
cd "$(dirname "$0")/.."
configuration=${1:-release}
products=$(swift build --configuration "$configuration" --show-bin-path)
bad=0
for module in KernelsBase KernelsAVX2 KernelsAVX512; do
  folder=$products/$module.build
  if [ ! -d "$folder" ]; then
    if [ "$module" = KernelsBase ] || [ "$(uname -m)" = x86_64 ]; then
      echo "not built: $folder" >&2
      bad=1
    fi
    continue
  fi
  # Lower case letters are symbols that no one else can see. `swift::` variables and those of reflection
  # hold data, no code.
  strangers=$(find "$folder" -name '*.o' -print0 | xargs -0 nm --defined-only \
    | awk 'NF == 3 && $2 ~ /^[TWwiu]$/ { print $3 }' | sort -u | grep -v "$module" || true)
  if [ -n "$strangers" ]; then
    echo "$module defines for everyone:" >&2
    echo "$strangers" | swift demangle >&2
    bad=1
  fi
  # A function of CVectors that is there by itself is called somewhere, for a single instruction.
  called=$(find "$folder" -name '*.o' -print0 | xargs -0 nm --defined-only \
    | awk 'NF == 3 && $3 ~ /^_?gradus_/ { print $3 }' | sort -u)
  if [ -n "$called" ]; then
    echo "$module does not inline: $(echo "$called" | tr '\n' ' ')" >&2
    bad=1
  fi
done
[ $bad -eq 0 ] && echo "the vector targets define nothing but their own, and inline every instruction"
exit $bad
