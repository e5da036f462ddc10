#!/usr/bin/env bash
# The open data of four sites: the real one, the tree of the worked example, a new one, and one of nasty texts.
# usage: data.sh PATH-OF-TIENDO
set -euo pipefail
cd "$(dirname "$0")/.."
tiendo=$(realpath "$1")
frictionless=5.21.0 jsonschema=4.26.0
# Another version is another environment.
env="${CARGO_TARGET_DIR:-target}/open-data-$frictionless-$jsonschema"
if ! [ -x "$env/bin/python" ] || ! "$env/bin/python" -c 'import frictionless, jsonschema' 2>/dev/null; then
  python3 -m venv "$env"
  "$env/bin/pip" install --quiet --disable-pip-version-check "frictionless==$frictionless" "jsonschema==$jsonschema"
fi
sites=$(mktemp -d)
trap 'rm -rf "$sites"' EXIT
"$tiendo" build --quiet --output "$sites/real"
"$tiendo" build --quiet --root tests/sites/tree --output "$sites/tree"
"$tiendo" init "$sites/new-site" >/dev/null
"$tiendo" build --quiet --root "$sites/new-site" --output "$sites/new"
cat > "$sites/new-site/content/initiatives/nasty.yaml" <<'YAML'
- {code: "=1+1", title: '"Quoted", with, commas; and ''marks''', unit: cong-doan-a}
- {code: "-5", title: "Two\nlines and a \ttab", unit: cong-doan-a, organisation: " spaces "}
- {code: "007", title: "@SUM(A1:A9)", unit: cong-doan-b, benefit: {amount: 1, currency: USD, certified_by: "+cmd|' /C calc'!A0"}}
- {code: "2022-01-01", title: "true", unit: cong-doan-b, date: 2024-02-29}
YAML
"$tiendo" build --quiet --root "$sites/new-site" --output "$sites/nasty"
for site in real tree new nasty; do (cd "$sites/$site/du-lieu" && sha256sum --check --quiet --strict SHA256SUMS); done
"$env/bin/python" tests/data.py "$sites"/{real,tree,new,nasty}/du-lieu
