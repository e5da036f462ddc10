#!/usr/bin/env bash
# `tiendo deploy` against a store that speaks S3, against rsync, SFTP and FTPS, and into a folder, all on this computer.
# usage: deploy.sh PATH-OF-TIENDO
set -euo pipefail
cd "$(dirname "$0")/.."
tiendo=$(realpath "$1")
if ! command -v rsync >/dev/null || ! command -v sftp >/dev/null || ! command -v openssl >/dev/null; then
  root=(); [ "$(id -u)" = 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends rsync openssh-client openssl >/dev/null
fi
moto=5.2.5 flask=3.1.3 cors=6.0.5 asyncssh=2.24.1 ftpd=2.2.0 openssl=26.4.0
# Another version is another environment.
env="${CARGO_TARGET_DIR:-target}/store-$moto"
if ! [ -x "$env/bin/moto_server" ] || ! "$env/bin/python" -c 'import asyncssh, boto3, flask_cors, moto, OpenSSL, pyftpdlib' 2>/dev/null; then
  python3 -m venv "$env"
  "$env/bin/pip" install --quiet --disable-pip-version-check "moto[s3]==$moto" "flask==$flask" "flask-cors==$cors" "asyncssh==$asyncssh" "pyftpdlib==$ftpd" "pyopenssl==$openssl"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$env/bin/python" tests/deploy.py "$tiendo" "$env/bin/moto_server" "$work"
