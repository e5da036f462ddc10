"""What stands in a folder of open data: a valid data package, JSON that follows its schemas, hashes that hold.

usage: data.py FOLDER…
"""

import hashlib
import json
import pathlib
import sys
import zipfile

import frictionless
import jsonschema


def check(folder: pathlib.Path) -> int:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, f"{folder}: {report.flatten(['title', 'fieldName', 'rowNumber', 'message'])[:5]}"
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    jsons = 0
    for resource in package["resources"]:
        csv = folder / resource["path"]
        bytes_ = csv.read_bytes()
        assert resource["bytes"] == len(bytes_), csv
        assert resource["hash"] == "sha256:" + hashlib.sha256(bytes_).hexdigest(), csv
        if csv.parent != folder:
            continue  # a chart has no JSON
        schema = json.loads(csv.with_suffix(".schema.json").read_text("utf-8"))
        data = json.loads(csv.with_suffix(".json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(data)
        rows = next(task for task in report.tasks if task.name == resource["name"]).stats["rows"]
        assert rows == len(data["rows"]), f"{csv}: {rows} rows, {len(data['rows'])} in the JSON"
        jsons += 1
    listed = [line.split("  ", 1) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines()]
    for known, name in listed:
        assert known == hashlib.sha256((folder / name).read_bytes()).hexdigest(), name
    files = {str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file()} - {"SHA256SUMS", "index.html"}
    assert files == {name for _, name in listed}, files ^ {name for _, name in listed}
    # The archive is the package: everything that it names, as it lies here.
    with zipfile.ZipFile(folder / "tat-ca.zip") as archive:
        assert archive.testzip() is None
        named = {"datapackage.json"} | {resource["path"] for resource in package["resources"]}
        if "licenses" in package:
            named.add("giay-phep.txt")
        assert set(archive.namelist()) == named, set(archive.namelist()) ^ named
        for name in named:
            assert archive.read(name) == (folder / name).read_bytes(), name
    # A validator that finds nothing wrong in a spoilt file would find nothing at all.
    first = folder / package["resources"][0]["path"]
    kept = first.read_bytes()
    try:
        first.write_bytes(kept + kept.splitlines()[-1] + b"\r\n")
        assert not frictionless.validate(str(folder / "datapackage.json")).valid, "a row twice was not seen"
    finally:
        first.write_bytes(kept)
    print(f"{folder}: {jsons} tables valid, {len(listed)} hashes hold")
    return jsons


if __name__ == "__main__":
    assert all([check(pathlib.Path(folder)) for folder in sys.argv[1:]]), "no table at all"
