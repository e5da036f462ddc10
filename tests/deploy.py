"""What `tiendo deploy` sends, in which order, and what it does not send again.

usage: deploy.py TIENDO MOTO_SERVER FOLDER

A store that speaks S3 (moto), an rsync daemon and servers for SFTP (asyncssh) and FTP over TLS (pyftpdlib) run on 127.0.0.1 and end with this program.
"""

import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse

import boto3

TIENDO, MOTO, WORK = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
SITE, OUTPUT = WORK / "site", WORK / "site" / "output"
BUCKET, PREFIX = "kho", "trang/thử"
TARGET = f"s3://{BUCKET}/{PREFIX}"
MEDIA = 900
ENV = os.environ | {
    "AWS_ACCESS_KEY_ID": "khoa",
    "AWS_SECRET_ACCESS_KEY": "bi-mat",
    "AWS_REGION": "us-east-1",
    "NO_PROXY": "127.0.0.1",
}
OWN = ".tiendo/"


def tiendo(*args: object, ok: bool = True, **more) -> str:
    done = subprocess.run([TIENDO, *map(str, args)], env=ENV | more, capture_output=True, text=True, timeout=300)
    assert (done.returncode == 0) == ok, (args, done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout if ok else done.stderr


def build() -> dict[str, bytes]:
    """Builds the site; what of it is to be seen."""
    tiendo("build", "--quiet", "--root", SITE)
    return tree(OUTPUT)


def tree(folder: pathlib.Path) -> dict[str, bytes]:
    files = {}
    for path in folder.rglob("*"):
        # An rsync that was cut off still takes its own files away.
        with contextlib.suppress(FileNotFoundError):
            if path.is_file():
                files[str(path.relative_to(folder))] = path.read_bytes()
    return {path: bytes_ for path, bytes_ in files.items() if not path.startswith(OWN)}


def differing(old: dict[str, bytes], new: dict[str, bytes]) -> set[str]:
    return {path for path, bytes_ in new.items() if old.get(path) != bytes_}


def dry(target: str, *flags: str) -> tuple[set[str], set[str]]:
    """What a dry run says that it would send and delete."""
    lines = tiendo("deploy", target, "--output", OUTPUT, "--dry-run", *flags).splitlines()
    sent = {re.sub(r" \([^()]*\)$", "", line[2:]) for line in lines if line.startswith("+ ")}
    return sent, {line[2:] for line in lines if line.startswith("- ")}


def page(path: str) -> bool:
    return path.endswith((".html", ".xml"))


def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def server(at: int, *command: object, log: pathlib.Path):
    """A server for the length of a test."""
    with log.open("w") as out:
        process = subprocess.Popen(list(map(str, command)), stdout=out, stderr=out, start_new_session=True)
        try:
            for _ in range(300):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", at), timeout=1):
                    break
                assert process.poll() is None, log.read_text()
                time.sleep(0.1)
            else:
                raise AssertionError(f"{command[0]} does not answer")
            yield
        finally:
            process.kill()
            process.wait(timeout=30)


def cut_off(reached, *args: object, **more) -> bool:
    """Starts a deployment and kills it, and what it started, as soon as `reached()`; whether it was cut off."""
    command = [TIENDO, "deploy", *map(str, args), "--output", str(OUTPUT), "--quiet"]
    process = subprocess.Popen(command, env=ENV | more, start_new_session=True)
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end and not reached():
        time.sleep(0.002)
    cut = process.poll() is None
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=30)
    time.sleep(0.5)  # what is under way reaches the other side
    return cut


class Store:
    """The store seen from its other side: its files, and the requests that it answered."""

    def __init__(self, endpoint: str, log: pathlib.Path):
        self.log, self.seen = log, 0
        keys = dict(aws_access_key_id="khoa", aws_secret_access_key="bi-mat", region_name="us-east-1")
        self.client = boto3.client("s3", endpoint_url=endpoint, **keys)
        self.client.create_bucket(Bucket=BUCKET)

    def keys(self) -> set[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=PREFIX + "/")
        return {item["Key"].removeprefix(PREFIX + "/") for page in pages for item in page.get("Contents", [])}

    def get(self, path: str) -> dict:
        return self.client.get_object(Bucket=BUCKET, Key=f"{PREFIX}/{path}")

    def tree(self) -> dict[str, bytes]:
        return {path: self.get(path)["Body"].read() for path in self.keys() if not path.startswith(OWN)}

    def requests(self) -> list[tuple[str, str]]:
        """Method and path of what was asked since the last time, without what reads."""
        text = self.log.read_text()
        lines, self.seen = text[self.seen :].splitlines(), len(text)
        found = [re.search(r'"(?:\x1b\[\d+m)*(PUT|POST|DELETE) (\S+)', line) for line in lines]
        paths = [(m[1], urllib.parse.unquote(m[2].split("?")[0])) for m in found if m]
        return [(method, path.removeprefix(f"/{BUCKET}/{PREFIX}/")) for method, path in paths]


def store(endpoint: str, log: pathlib.Path) -> None:
    s3, flags = Store(endpoint, log), ("--endpoint", endpoint)
    deploy = ("deploy", TARGET, "--output", OUTPUT, *flags)
    site = build()
    assert len(site) > MEDIA

    # Without keys, without a bucket, without a server: what to do is said, and at once.
    assert "AWS_ACCESS_KEY_ID" in tiendo(*deploy, ok=False, AWS_ACCESS_KEY_ID="")
    assert "tạo bucket" in tiendo("deploy", "s3://khong-co", "--output", OUTPUT, *flags, ok=False)

    # A dry run writes nothing; the first deployment is cut off again and again, and sends nothing twice.
    s3.requests()
    assert dry(TARGET, *flags) == (set(site), set())
    assert s3.requests() == [] and s3.keys() == set()
    cuts = 0
    for part in (0.1, 0.3, 0.6, 0.9):
        before = s3.keys() - {path for path in s3.keys() if path.startswith(OWN)}
        # The store writes a line for each request, and the size of its log is cheap to ask for.
        goal, start = part * len(site), len(before)
        s3.requests()
        cuts += cut_off(lambda: log.read_text().count('"PUT ') - puts(s3) + start >= goal, TARGET, *flags)
        again = before & {path for method, path in s3.requests() if method == "PUT"}
        assert not again, f"sent again: {sorted(again)[:5]}"
        assert OWN + "deployed.gz" in s3.keys() or cuts == 1
        there = s3.tree()
        assert all(site[path] == bytes_ for path, bytes_ in there.items()), "a file that is not whole"
    assert cuts >= 3, f"only {cuts} deployments were cut off"
    before = set(s3.tree())
    assert "tiếp tục" in tiendo(*deploy)
    again = before & {path for method, path in s3.requests() if method == "PUT"}
    assert not again and s3.tree() == site
    assert {path for path in s3.keys() if path.startswith(OWN)} == {OWN + "deployed.gz"}

    # No change sends nothing, not even a record.
    assert "gửi 0 tệp" in tiendo(*deploy) and s3.requests() == []

    # One edit sends one file, under a claim and before the record.
    (SITE / "content/static/m0007.csv").write_text("khác")
    site = build()
    assert dry(TARGET, *flags) == ({"media/static/m0007.csv"}, set())
    assert "gửi 1 tệp" in tiendo(*deploy)
    claim, record = OWN + "deploying/00000000.gz", OWN + "deployed.gz"
    assert [path for method, path in s3.requests() if method == "PUT"] == [claim, "media/static/m0007.csv", record]

    # Assets, pages, deletions, the record: in this order; what somebody else put there stays.
    s3.client.put_object(Bucket=BUCKET, Key=f"{PREFIX}/cua-nguoi-khac.txt", Body=b"x")
    old = site
    (SITE / "content/static/m0003.csv").unlink()
    (SITE / "content/static/m0004.csv").write_text("khác")
    (SITE / "content/pages/moi.md").write_text("---\ntitle: Trang mới\n---\nMới.\n")
    site = build()
    changed, gone = differing(old, site), set(old) - set(site)
    assert "media/static/m0003.csv" in gone and {"media/static/m0004.csv", "moi/index.html"} <= changed
    assert dry(TARGET, *flags) == (changed, gone)
    s3.requests()
    tiendo(*deploy)
    asked = s3.requests()
    sent = [path for method, path in asked if method == "PUT" and not path.startswith(OWN)]
    assert set(sent) == changed and len(sent) == len(changed)
    assert sent == [p for p in sent if not page(p)] + [p for p in sent if page(p)], sent
    deletion = next(number for number, (method, _) in enumerate(asked) if method in ("POST", "DELETE"))
    last = max(number for number, (_, path) in enumerate(asked) if path in changed)
    assert last < deletion < asked.index(("PUT", record)), asked
    there = s3.tree()
    assert there.pop("cua-nguoi-khac.txt") == b"x" and there == site

    # Headers: hashed names for ever, pages shortly, types by ending.
    for path in site:
        headers = s3.client.head_object(Bucket=BUCKET, Key=f"{PREFIX}/{path}")
        hashed = path.startswith(("assets/", "chia-se/"))
        assert ("immutable" in headers["CacheControl"]) == hashed, (path, headers["CacheControl"])
        assert not page(path) or headers["CacheControl"] == "public, max-age=300"
        assert headers["Metadata"]["blake3"]
    types = {"index.html": "text/html; charset=utf-8", "feed.json": "application/json", "robots.txt": "text/plain; charset=utf-8"}
    for path, kind in types.items():
        assert path not in site or s3.get(path)["ContentType"] == kind, path
    print(f"store: {len(site)} files, {cuts} deployments cut off")


def puts(s3: Store) -> int:
    """Files that the store had taken when its log was last read."""
    return s3.log.read_text()[: s3.seen].count('"PUT ')


def mirror(name: str, target: str, folder: pathlib.Path, **more) -> None:
    """A target whose files stand in `folder`: first, no change, a change, cut off."""
    deploy = ("deploy", target, "--output", OUTPUT)
    site = build()
    assert dry_with(more, target) == (set(site), set()) and not folder.exists()
    tiendo(*deploy, **more)
    assert tree(folder) == site
    stats = inodes(folder)
    assert "gửi 0 tệp" in tiendo(*deploy, **more) and inodes(folder) == stats

    (folder / "cua-nguoi-khac.txt").write_bytes(b"x")
    (folder / "media" / "cua-nguoi-khac.txt").write_bytes(b"x")
    media = SITE / "content/static"
    (media / "m0010.csv").write_text(name)
    (media / "m0011.csv").unlink()
    (media / "sâu [1]" / "a b+c#d.csv").unlink()
    old, site = site, build()
    changed, gone = differing(old, site), set(old) - set(site)
    assert changed == {"media/static/m0010.csv"} and len(gone) == 2
    assert dry_with(more, target) == (changed, gone)
    tiendo(*deploy, **more)
    there = tree(folder)
    assert there.pop("cua-nguoi-khac.txt") == there.pop("media/cua-nguoi-khac.txt") == b"x" and there == site
    assert not (folder / "media/static/sâu [1]").exists(), "a folder without files"
    moved = {path for path, inode in inodes(folder).items() if stats.get(path) != inode}
    assert moved - {"cua-nguoi-khac.txt", "media/cua-nguoi-khac.txt"} == changed
    fill()

    # Everything is deployed anew, is cut off in the middle, and goes on.
    shutil.rmtree(folder)
    site = build()
    cut = False
    for _ in range(5):
        count = len(tree(folder)) if folder.exists() else 0
        if cut_off(lambda: folder.exists() and sum(len(f) for _, _, f in os.walk(folder)) > count + 200, target, **more):
            cut = True
            break
        shutil.rmtree(folder)
    assert cut, "never cut off"
    stats = inodes(folder)
    there = tree(folder)
    half = {path: inode for path, inode in stats.items() if path in there and site.get(path) == there[path]}
    assert "tiếp tục" in tiendo(*deploy, **more)
    there = tree(folder)
    strange = set(there) - set(site)
    # What rsync had not renamed yet when it was killed together with tiendo is its own matter.
    assert all(pathlib.Path(path).name.startswith(".") for path in strange), strange
    assert {path: there[path] for path in site} == site
    after = inodes(folder)
    assert all(after[path] == inode for path, inode in half.items()), "sent again"
    assert sorted(os.listdir(folder / ".tiendo")) in (["deployed.gz"], ["deployed.gz", "deploying"])
    print(f"{name}: {len(site)} files, cut off after {len(half)}")


def sftp() -> None:
    """A server for SFTP, which is known by its key."""
    root = WORK / "sftp"
    (root / "home").mkdir(parents=True)
    key, other = WORK / "key", WORK / "other-key"
    for path in (key, other):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
    at = port()
    command = (sys.executable, pathlib.Path(__file__).with_name("sftp_server.py"), at, root, key)
    keys = [path.with_suffix(".pub").read_text() for path in (key, other)]
    target = f"sftp://web@127.0.0.1:{at}/srv/trang"
    logged_in(target, root / "srv/trang", at, command, keys, "khóa của máy chủ", "sftp dừng")
    known = ("deploy", target, "--output", OUTPUT, "--host-key", keys[0])
    nothing = tiendo(*known, ok=False, PATH="/nowhere", **LOGIN)
    assert "openssh-client" in nothing, nothing


def ftps() -> None:
    """A server for FTP over TLS, which is known by its certificate."""
    root, certificate = WORK / "ftps", WORK / "ftps.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=may-chu"]
    subprocess.run([*make, "-keyout", certificate, "-out", WORK / "ftps.crt"], check=True, capture_output=True)
    shown = ("openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in", WORK / "ftps.crt")
    fingerprint = subprocess.run(shown, check=True, capture_output=True, text=True).stdout.strip()
    with open(certificate, "a") as file:
        file.write((WORK / "ftps.crt").read_text())
    at = port()
    command = (sys.executable, pathlib.Path(__file__).with_name("ftps_server.py"), at, root, certificate)
    other = ":".join(["AB"] * 32)
    # The port, an account with an @, a folder below that of the account.
    target = f"ftps://web@trang.example@127.0.0.1:{at}/~/public_html/trang"
    words = ("chứng thư của máy chủ", "chạy lại")
    logged_in(target, root / "public_html/trang", at, command, [fingerprint, other], *words)
    with server(at, *command, log=WORK / "ftps.log"):
        deploy = ("deploy", target, "--output", OUTPUT)
        # What the server showed is what a careful person compares.
        assert fingerprint.split("=")[1] in tiendo(*deploy, ok=False, **LOGIN)
        assert "mật khẩu" in tiendo(*deploy, "--host-key", fingerprint, ok=False), "no password"


LOGIN = {"TIENDO_DEPLOY_PASSWORD": "mat khau"}


def logged_in(target: str, folder: pathlib.Path, at: int, command: tuple, keys: list[str], unknown: str, gone: str) -> None:
    """A server with a login: its key, the password, files by their names, a deployment that was cut off.

    `keys` are the server's own and another one; `unknown` and `gone` are what is said of a server whose key is not
    known, and of one that does not answer.
    """
    name = target.split(":")[0]
    known, wrong = (("--host-key", key) for key in keys)
    deploy = ("deploy", target, "--output", OUTPUT)
    fill()
    with server(at, *command, log=WORK / f"{name}.log"):
        assert unknown in tiendo(*deploy, *wrong, ok=False, **LOGIN)
        assert unknown in tiendo(*deploy, ok=False, **LOGIN), "a key that is not known"
        assert "không cho đăng nhập" in tiendo(*deploy, *known, ok=False, TIENDO_DEPLOY_PASSWORD="sai")
        assert not folder.exists()
        site = build()
        tiendo(*deploy, *known, **LOGIN)
        assert tree(folder) == site
        stats = inodes(folder)
        assert "gửi 0 tệp" in tiendo(*deploy, *known, **LOGIN) and inodes(folder) == stats

        (folder / "media" / "cua-nguoi-khac.txt").write_bytes(b"x")
        media = SITE / "content/static"
        (media / "m0010.csv").write_text(name)
        (media / "m0011.csv").unlink()
        (media / "m0012.csv").write_text("")
        (media / "sâu [1]" / "a b+c#d.csv").unlink()
        old, site = site, build()
        tiendo(*deploy, *known, **LOGIN)
        there = tree(folder)
        assert there.pop("media/cua-nguoi-khac.txt") == b"x" and there == site
        assert not (folder / "media/static/sâu [1]").exists(), "a folder without files"
        changed = differing(old, site)
        assert {path for path, inode in inodes(folder).items() if path in stats and stats[path] != inode} == changed
        fill()

        # A folder that holds another site, then a deployment that is cut off and goes on.
        shutil.rmtree(folder)
        folder.mkdir()
        (folder / "index.html").write_text("trang khác")
        assert "không phải do tiendo" in tiendo(*deploy, *known, ok=False, **LOGIN)
        assert [path.name for path in folder.iterdir()] == ["index.html"]
        shutil.rmtree(folder)
        site = build()
        cut = cut_off(lambda: sum(len(f) for _, _, f in os.walk(folder)) > 300, target, *known, **LOGIN)
        assert cut and 0 < len(tree(folder)) < len(site)
        assert "tiếp tục" in tiendo(*deploy, *known, **LOGIN)
        assert tree(folder) == site
    assert gone in tiendo(*deploy, *known, ok=False, **LOGIN), "a server that is gone"
    print(f"{name}: {len(site)} files")


def dry_with(more: dict, target: str) -> tuple[set[str], set[str]]:
    ENV.update(more)
    try:
        return dry(target)
    finally:
        for name in more:
            ENV.pop(name)


def inodes(folder: pathlib.Path) -> dict[str, int]:
    """A file that is written anew gets another inode: it is put beside its place and renamed."""
    found = {}
    for path in tree(folder):
        with contextlib.suppress(FileNotFoundError):
            found[path] = (folder / path).stat().st_ino
    return found


def fill() -> None:
    media = SITE / "content/static"
    (media / "sâu [1]").mkdir(parents=True, exist_ok=True)
    (media / "sâu [1]" / "a b+c#d.csv").write_text("tên lạ")
    for number in range(MEDIA):
        (media / f"m{number:04}.csv").write_text(f"tệp {number}\n" * (number % 50 + 1))


def main() -> None:
    tiendo("init", SITE)
    fill()
    at, log = port(), WORK / "moto.log"
    with server(at, MOTO, "-H", "127.0.0.1", "-p", at, log=log):
        store(f"http://127.0.0.1:{at}", log)
    fill()
    mirror("folder", str(WORK / "target"), WORK / "target")

    shell = WORK / "shell"
    shell.write_text('#!/bin/sh\n# As ssh, without going anywhere.\n[ "$1" = -l ] && shift 2\nshift\nexec "$@"\n')
    shell.chmod(0o755)
    mirror("rsync", f"web@may-chu:{WORK}/by-shell", WORK / "by-shell", RSYNC_RSH=str(shell))
    (WORK / "module").mkdir()
    at, conf = port(), WORK / "rsyncd.conf"
    conf.write_text(
        f"use chroot = no\naddress = 127.0.0.1\nuid = {os.getuid()}\ngid = {os.getgid()}\n"
        f"[web]\npath = {WORK}/module\nread only = no\n"
    )
    daemon = ("rsync", "--daemon", "--no-detach", f"--config={conf}", f"--port={at}")
    with server(at, *daemon, log=WORK / "rsync.log"):
        mirror("rsync daemon", f"rsync://127.0.0.1:{at}/web/trang", WORK / "module" / "trang")
    sftp()
    ftps()
    assert "apt install rsync" in tiendo("deploy", "may-chu:b", "--output", OUTPUT, ok=False, PATH="/nowhere")


main()
