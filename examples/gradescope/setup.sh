#!/usr/bin/env bash
# Gradescope runs this once, when it builds the autograder. All that is needed lies in the zip.
set -euo pipefail
source=${AUTOGRADER:-/autograder}/source

chmod +x "$source/gradus/gradus"
if ! "$source/gradus/gradus" --version; then
  echo "This image's system is older than the one that gradus was made on." >&2
  echo "Choose a newer base image, or make the zip on an older system; see the README." >&2
  exit 1
fi
