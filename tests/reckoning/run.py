"""The program against a second reckoning: random sites, every cell of the open data.

usage: run.py PATH-OF-TIENDO [--sites 500] [--first 1] [--seed N] [--keep FOLDER] [--all]

The last line says how much was compared; the status is 1 when anything differs or nothing was compared.
"""

import argparse
import concurrent.futures
import csv
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

import reckon
import sites


def built(program: str, root: pathlib.Path) -> pathlib.Path:
    output = root / "output"
    done = subprocess.run(
        [program, "build", "--quiet", "--lang", "en", "--no-cache", "--jobs", "1", "--root", root, "--output", output],
        capture_output=True, text=True,
    )
    if done.returncode:
        raise RuntimeError(f"the build failed ({done.returncode}):\n{done.stdout}{done.stderr}")
    return output / "du-lieu"


def read(folder: pathlib.Path) -> tuple[dict, dict]:
    """Rows by key, and the columns of each file."""
    found, columns = {}, {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if path.stem not in reckon.KEYS:
                raise RuntimeError(f"{path.name}: nobody reckons this file")
            found[path.stem] = reckon.keyed(path.stem, list(reader))
            columns[path.stem] = reader.fieldnames
    return found, columns


def differences(ours: dict, theirs: dict, columns: dict) -> tuple[list[str], int]:
    found, cells = [], 0
    for name in reckon.KEYS:
        mine, yours = ours[name], theirs.get(name, {})
        for key in sorted(mine.keys() | yours.keys()):
            where = f"{name}.csv {' '.join(map(str, key))}"
            if key not in yours or key not in mine:
                found.append(f"{where}: only {'reckoned' if key in mine else 'in the file'}: {mine.get(key) or yours.get(key)}")
                continue
            strange = mine[key].keys() - set(columns[name])
            if strange:
                raise RuntimeError(f"{name}.csv has no column {strange}")
            for column in columns[name]:
                cells += 1
                right, there = mine[key].get(column, ""), yours[key][column]
                if right != there:
                    found.append(f"{where}: {column}: reckoned {right or '(blank)'}, the program says {there or '(blank)'}")
    return found, cells


def one(program: str, seed: int, keep: str | None) -> tuple[int, list[str], int]:
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(keep or folder) / f"site-{seed}"
        shutil.rmtree(root, ignore_errors=True)
        try:
            site = sites.make(seed)
            sites.write(site, root)
            theirs, columns = read(built(program, root))
            found, cells = differences(reckon.tables(site), theirs, columns)
        except Exception as error:  # whatever goes wrong belongs to a seed
            return seed, ["".join(traceback.format_exception(error))], 0
        return seed, found, cells


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--sites", type=int, default=500)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--seed", type=int, help="this one alone")
    parser.add_argument("--keep", help="leave the sites in this folder")
    parser.add_argument("--all", action="store_true", help="print every difference, not the first ten of a site")
    asked = parser.parse_args()
    seeds = [asked.seed] if asked.seed is not None else range(asked.first, asked.first + asked.sites)
    begun, wrong, cells = time.monotonic(), 0, 0
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        for seed, found, compared in pool.map(one, *zip(*((os.path.abspath(asked.program), seed, asked.keep) for seed in seeds))):
            cells += compared
            wrong += bool(found)
            for line in found if asked.all else found[:10]:
                print(f"seed {seed}: {line}")
            if len(found) > 10 and not asked.all:
                print(f"seed {seed}: … {len(found) - 10} more; --seed {seed} --all prints them")
    print(f"{len(seeds)} sites, {cells} cells compared in {time.monotonic() - begun:.0f} s: {wrong} of them differ")
    if not cells:
        print("nothing was compared")
    return 1 if wrong or not cells else 0


if __name__ == "__main__":
    sys.exit(main())
