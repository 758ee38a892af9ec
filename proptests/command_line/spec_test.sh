#!/usr/bin/env bash
# ./mmspec spec, with faked tools: what it runs, what it says where a step fails, and what it serves.
set -u
source "$(dirname -- "${BASH_SOURCE[0]}")/sandbox.sh"
make_sandbox
mkdir -p "$tree/spec/site"
printf '#!%s\nmkdir -p "$1/pages" && echo "${FAKE_STAGE-staged}"; exit "${FAKE_STAGE_STATUS-0}"\n' "$BASH" >"$tree/spec/site/stage"
printf '#!%s\necho "${FAKE_REFERENCE-}"; exit "${FAKE_REFERENCE_STATUS-0}"\n' "$BASH" >"$tree/spec/site/reference"
chmod 755 "$tree/spec/site/stage" "$tree/spec/site/reference"
fake mkdocs <<'END_OF_FAKE'
echo "mkdocs in $PWD: $*" >>"$sandbox/calls"
mkdir -p "${@: -1}" && echo '<html></html>' >"${@: -1}/index.html"
END_OF_FAKE
fake doxygen <<<'exit 0'
fake python3 <<<'echo "python3 in $PWD: $*"'

run spec && expect_status 0
expect '[1/4] packages         ok'
expect '[4/4] site             ok'
expect "$tree/build/site/index.html"
expect 'With its search: ./mmspec spec --serve'
expect_file "$sandbox/calls" "--site-dir $tree/build/site"

run spec --serve && expect_status 0
expect "python3 in $tree/build/site: -u -m http.server --bind 127.0.0.1 "

run FAKE_STAGE="spec/x.md:3: the link to 'y.md' leads nowhere" FAKE_STAGE_STATUS=1 spec
expect_status 1
expect '[2/4] pages            failed'
expect "| spec/x.md:3: the link to 'y.md' leads nowhere"
expect "the site was not made: the step 'pages' failed. See $tree/build/site.parts/pages.log."
run FAKE_REFERENCE='a.hpp:1: warning: unable to resolve reference' FAKE_REFERENCE_STATUS=1 spec
expect_status 1
expect '[3/4] API reference    failed'
expect '| a.hpp:1: warning'

fake mkdocs <<<'echo "ERROR - Config value: theme" && exit 1'
run spec
expect_status 1
expect '[4/4] site             failed'
fake mkdocs <<<'echo "No space left on device" && exit 1'
run spec
expect_status 3
expect 'the disk is full'

lack mkdocs doxygen
run spec
expect_status 3
expect 'mkdocs'
finish
