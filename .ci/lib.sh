# Sourced by the lanes: the folder of the project, headings with times, and programs from Debian.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
# Tests and lints are built without optimisation; sites are built by the program as the README builds it, since that is
# sooner than waiting for an unoptimised one; .ci/slow has its tests optimised too.
program=$target/release/tiendo

# A run of CI compiles each crate once: what the compiler keeps for its next run would only fill the disk.
export CARGO_INCREMENTAL=${CARGO_INCREMENTAL:-0}

# Random cases are the same in each run, so that a failure is that of the change; try others with another number.
export PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-20}

# Says what comes now, and how long the step before took.
step() { took; doing=$1 began=$SECONDS; printf '\n== %s\n' "$1"; }
took() { [ -z "${doing:-}" ] || printf '   [%d s] %s\n' $((SECONDS - began)) "$doing"; doing=; }
trap took EXIT

# debian PROGRAM=PACKAGE…: installs the packages whose programs are not there.
debian() {
  local pair missing=() root=()
  for pair; do PATH=$PATH:/usr/sbin command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}"); done
  ((${#missing[@]})) || return 0
  [ "$(id -u)" = 0 ] || root=(sudo)
  # Two lanes may ask at once: the second waits for the first, since apt waits for packages, but not for its lists.
  mkdir -p "$target"; exec 7>"$target/debian.lock"; flock 7
  # Servers are installed, not started.
  "${root[@]}" apt-get -o DPkg::Lock::Timeout=600 update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive SYSTEMD_OFFLINE=1 RUNLEVEL=1 apt-get -o DPkg::Lock::Timeout=600 install -y -qq \
    --no-install-recommends "${missing[@]}" >/dev/null
  flock -u 7
}

# Node with the packages of tests/browser, and Chromium: $node and $CHROMIUM.
browsers() {
  local own=tests/browser/node_modules/.node/node_modules/node/bin/node
  debian chromium=chromium node=nodejs npm=npm
  # One lane at a time; what is there for this lock file is left alone.
  exec 8>"$target/npm.lock"; flock 8
  if ! cmp -s tests/browser/package-lock.json tests/browser/node_modules/.lock; then
    (cd tests/browser && npm ci --loglevel=error --no-audit --no-fund)
    cp tests/browser/package-lock.json tests/browser/node_modules/.lock
  fi
  # Debian has Node 18 or 20, and the YAML server asks for 22.13: npm carries a newer one.
  node=node
  if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 13) ? 0 : 1)'; then
    [ -x $own ] || npm install --loglevel=error --no-audit --no-fund --no-save --prefix tests/browser/node_modules/.node node@22
    node=$own
  fi
  flock -u 8
  export CHROMIUM="${CHROMIUM:-$(command -v chromium)}"
}
