#!/usr/bin/env bash
# Packs the command gradus with the libraries that a bare Linux lacks, so that it runs where there is no Swift:
# on a grader's machine.
#
#     Scripts/pack-linux.sh [DESTINATION]        (.build/pack/gradus if there is none)
#
# Takes .build/release/gradus, which `make course` makes, or what GRADUS names. What is packed runs on Linux of
# the same processor whose C library is as new as that of this machine.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${GRADUS:-.build/release/gradus}
destination=${1:-.build/pack/gradus}

[ "$(uname)" = Linux ] || { echo "packing needs Linux, found $(uname)" >&2; exit 1; }
[ -x "$program" ] || { echo "there is no $program; make it with: make course" >&2; exit 1; }
libraries=$(ldd "$program")
if grep 'not found' <<<"$libraries" >&2; then exit 1; fi

mkdir -p "$destination"
cp -L "$program" "$destination/gradus"
# Programs made by Swift look for libraries beside themselves. Those of the C library stay the machine's own.
awk '$2 == "=>" { print $3 }' <<<"$libraries" |
  grep -vE '/(ld-linux|libc|libm|libdl|libpthread|librt|libresolv|libutil)[-.][^/]*$' |
  xargs cp -L -t "$destination"
env -i "$destination/gradus" --version >/dev/null
echo "$destination: $(du -sm "$destination" | cut -f1) MB"
