# make course   writes the course of lessons/ to site/ and prints the page to open
# make engine   builds the engine with which pages check answers; the next `make course` uses it
# make test     runs the tests
# make lint     checks the format of the Swift files
# make clean    removes what the compiler made
#
# make course and make test install libcmark and zlib when pkg-config does not find them; macOS has zlib.
# Nothing else is needed but Swift.

SWIFT ?= swift
DESTINATION ?= site

.PHONY: course engine test lint clean libcmark

course: libcmark
	@$(SWIFT) build --configuration release --product gradus
	@"$$($(SWIFT) build --configuration release --show-bin-path)/gradus" build lessons --destination "$(DESTINATION)"

engine:
	@Scripts/build-browser.sh "$$($(SWIFT) build --configuration release --show-bin-path)/../share/gradus"

test: libcmark
	@$(SWIFT) test

lint:
	@git ls-files -z '*.swift' | xargs -0 $(SWIFT) format lint --strict --parallel

clean:
	@$(SWIFT) package clean

libcmark:
	@{ pkg-config --exists libcmark && { [ "$$(uname)" = Darwin ] || pkg-config --exists zlib; }; } 2>/dev/null \
	  || .ci/install-libcmark
