"""Random sites: a tree of unions, one or two programmes, reports, lists, kept totals. One seed, one site.

A site is a dict of the records as they stand in content/ (docs/en/content.md has the keys), so that
the same dict is written to files for the program and given to the reckoning.
"""

import json
import pathlib
import random
from datetime import date, timedelta

DAY = timedelta(days=1)
STATUSES = ["submitted", "valid", "recognised", "awarded"]


class Maker:
    """Draws one site; every draw comes from the seed alone."""

    def __init__(self, seed: int):
        self.draw = random.Random(seed)
        self.as_of = date(2024, 1, 1)
        self.units: list[dict] = []
        self.programmes: list[dict] = []
        self.reports: list[dict] = []
        self.initiatives: list[dict] = []
        self.snapshots: list[dict] = []

    def chance(self, p: float) -> bool:
        return self.draw.random() < p

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.draw.randint(0, max(0, (last - first).days)))

    def site(self) -> dict:
        for number in range(2 if self.chance(0.25) else 1):
            self.programme(number)
        self.end = max(phase["end"] for programme in self.programmes for phase in programme["phases"])
        self.as_of = self.pick_as_of()
        self.tree()
        for programme in self.programmes:
            self.lives_in(programme)
        return {
            "as_of": self.as_of,
            "programmes": self.programmes,
            "units": self.units,
            "reports": self.reports,
            "initiatives": self.initiatives,
            "snapshots": self.snapshots,
        }

    def pick_as_of(self) -> date:
        first = date(2023, 12, 1)
        days = [self.day(first, self.end + 60 * DAY) for _ in range(3)]
        for programme in self.programmes:
            for phase in programme["phases"]:
                days += [phase["start"], phase["end"], phase["end"] + DAY, self.day(phase["start"], phase["end"])]
        return self.draw.choice(days)

    def programme(self, number: int):
        start = self.draw.choice([date(2024, 1, 1), date(2024, 1, 1), self.day(date(2023, 11, 1), date(2024, 2, 1))])
        counted = start if self.chance(0.7) else start - timedelta(days=self.draw.randint(1, 90))
        phases = []
        for n in range(self.draw.randint(1, 3)):
            if n and self.chance(0.2):
                start += timedelta(days=self.draw.randint(1, 40))
            length = 1 if self.chance(0.05) else self.draw.choice([30, 91, 182, 184, self.draw.randint(2, 250)])
            phase = {"id": f"g{number}{n}", "title": f"Giai đoạn {number}{n}", "start": start, "end": start + timedelta(days=length - 1)}
            if self.chance(0.5):
                phase["target"] = self.draw.choice([self.draw.randint(1, 3000), 40_000])
                if self.chance(0.5):
                    phase["set_by"] = "Ban chỉ đạo"
            phases.append(phase)
            start = phase["end"] + DAY
        programme = {"id": f"p{number}", "title": f"Chương trình {number}", "counted_from": counted, "phases": phases}
        programme["groups"] = [{"id": f"n{number}{n}", "title": f"Nhóm {number}{n}"} for n in range(self.draw.randint(0, 3))]
        if self.chance(0.12):
            programme["records"] = "examples"
        if self.chance(0.1):
            programme["silent_after"] = self.draw.choice([0, 7, 30, 120])
        self.programmes.append(programme)

    def tree(self):
        self.unit("tinh", "province", None, False)
        uppers = self.draw.randint(1, 5)
        clusters = [f"cum{n}" for n in range(self.draw.choice([0, 0, 1, 2]))]
        for cluster in clusters:
            self.unit(cluster, "cluster", "tinh", False)
        self.draw.shuffle(clusters)
        for n in range(uppers):
            self.unit(f"h{n}", "upper", self.draw.choice(["tinh", "tinh"] + clusters), self.chance(0.25))
            if self.chance(0.4):
                for m in range(self.draw.randint(1, 3)):
                    self.unit(f"c{n}{m}", "grassroots", f"h{n}", self.chance(0.2))
        self.merger()

    def unit(self, id: str, kind: str, parent: str | None, lives: bool):
        unit = {"id": id, "title": f"Đơn vị {id}", "kind": kind}
        if parent:
            unit["parent"] = parent
        if self.chance(0.7):
            unit["members"] = self.draw.choice([7, 99, 100, self.draw.randint(1, 5000), 400, 800])
        if lives and kind in ("upper", "grassroots"):
            middle = self.day(date(2023, 12, 15), self.end)
            if self.chance(0.5):
                unit["valid_from"] = middle
            else:
                unit["valid_to"] = middle
        targets = {}
        for programme in self.programmes:
            for phase in programme["phases"]:
                chance = {"province": 0.15, "cluster": 0.1, "upper": 0.75, "grassroots": 0.6}[kind]
                if self.chance(chance) and not (kind == "province" and "target" in phase):
                    targets[phase["id"]] = self.draw.choice([self.draw.randint(1, 400), 100, 200, self.draw.randint(1, 30)])
        if targets:
            unit["targets"] = targets
            if self.chance(0.2):
                unit["targets_set_by"] = "Nghị quyết"
        self.units.append(unit)

    def merger(self):
        """A union that ended is carried on by a new one from the next day on."""
        ended = [unit for unit in self.units if unit["kind"] == "upper" and "valid_to" in unit]
        if not ended or self.chance(0.4):
            return
        old = self.draw.choice(ended)
        heir = dict(id="moi", title="Đơn vị mới", kind="upper", parent=old["parent"], valid_from=old["valid_to"] + DAY)
        heir["members"] = 400
        phases = [phase["id"] for programme in self.programmes for phase in programme["phases"]]
        heir["targets"] = {phase: self.draw.randint(1, 300) for phase in phases if self.chance(0.7)}
        old["successors"] = ["moi"]
        self.units.append(heir)
        for unit in self.units:
            if unit.get("parent") == old["id"] and self.chance(0.5):
                unit["parent"] = "moi"

    def lives_in(self, programme: dict):
        below = {unit.get("parent") for unit in self.units}
        grid = self.grid(programme)
        for unit in self.units:
            leaf = unit["id"] not in below
            way = self.draw.random()
            if unit["kind"] == "cluster":
                reports, lists = way < 0.1, False
            elif leaf:
                reports, lists = way < 0.6, 0.5 < way < 0.88
            else:
                reports, lists = way < 0.3, 0.25 < way < 0.4
            if reports:
                self.reports_of(unit, programme, grid)
            if lists:
                self.list_of(unit, programme)
            if self.chance(0.1):
                self.kept(unit, programme)

    def grid(self, programme: dict) -> list[date]:
        days, day = [], programme["counted_from"] + 29 * DAY
        while day <= self.end + 40 * DAY:
            days.append(day)
            day += timedelta(days=self.draw.choice([28, 30, 31, 14]))
        for phase in programme["phases"]:
            days += [phase["start"] - DAY, phase["end"]] + ([phase["end"]] if self.chance(0.5) else [])
        return sorted({day for day in days if day >= programme["counted_from"]})

    def reports_of(self, unit: dict, programme: dict, grid: list[date]):
        kept = self.draw.choice([1, 0.9, 0.6, 0.3])
        first = unit.get("valid_from", programme["counted_from"])
        last = unit.get("valid_to", self.end + 90 * DAY)
        days = {day for day in grid if self.chance(kept)} | {self.day(first, self.end) for _ in range(self.draw.choice([0, 0, 1, 3]))}
        if "valid_to" in unit and self.chance(0.6):
            days.add(last)
        if self.chance(0.2):
            silent = self.day(first, self.end)
            days = {day for day in days if day < silent}
        days = sorted(day for day in days if max(first, programme["counted_from"]) <= day <= last)
        metric = self.draw.random()
        stalls, falls = self.chance(0.15), self.chance(0.1)
        count = 999_999_999_900_000 + self.draw.randint(0, 9) if self.chance(0.01) else self.draw.choice([0, 0, self.draw.randint(0, 60)])
        valid = min(count, self.draw.randint(0, 30))
        for day in days:
            if not (stalls and self.chance(0.6)):
                grown = self.draw.randint(0, 80)
                count += grown
                valid += self.draw.randint(0, grown)
            reported = max(0, count - self.draw.randint(1, 30)) if falls and self.chance(0.2) else count
            report = {"as_of": day, "unit": unit["id"], "programme": programme["id"]}
            if metric < 0.8 or self.chance(0.5):
                report["submitted"] = reported
            if metric > 0.5 and self.chance(0.8) or "submitted" not in report:
                report["valid"] = min(valid, reported)
            if self.chance(0.1):
                report["source"] = f"Công văn {self.draw.randint(1, 9)}"
            if self.chance(0.03):
                report["note"] = "Số sơ bộ"
            if self.chance(0.02):
                report["conflicts"] = True
            self.reports.append(report)
            published = day
            while self.chance(0.12):
                published += timedelta(days=self.draw.randint(1, 40))
                again = {key: value for key, value in report.items() if key != "conflicts"} | {"published": published}
                for name in ("submitted", "valid"):
                    if name in again and self.chance(0.7):
                        again[name] = max(0, again[name] + self.draw.randint(-5, 5))
                if "submitted" in again and "valid" in again and self.chance(0.2):
                    del again[self.draw.choice(["submitted", "valid"])]
                if again.get("valid", 0) > again.get("submitted", 1 << 63):
                    again["valid"] = again["submitted"]
                self.reports.append(again)

    def list_of(self, unit: dict, programme: dict):
        days = self.draw.choice([0.0, 0.0, 0.1, 0.5])
        for _ in range(self.draw.choice([1, 3, 10, 40])):
            number = len(self.initiatives)
            record = {"code": f"SK{number:04}", "title": f"Sáng kiến số {number}", "unit": unit["id"], "programme": programme["id"]}
            if not self.chance(days):
                record["date"] = self.day(programme["counted_from"] - 20 * DAY, self.end + 30 * DAY)
            if self.chance(0.8):
                record["status"] = self.draw.choice(STATUSES)
            if programme["groups"] and self.chance(0.8):
                record["group"] = self.draw.choice(programme["groups"])["id"]
            if self.chance(0.3):
                record["organisation"] = f"Công ty {self.draw.randint(1, 3)}"
            if self.chance(0.2):
                record["benefit"] = {"amount": self.draw.choice([0, self.draw.randint(1, 10**9), 1 << 40])}
                if self.chance(0.3):
                    record["benefit"]["currency"] = self.draw.choice(["USD", "JPY", "EUR"])
                if self.chance(0.6):
                    record["benefit"]["certified_by"] = "Hội đồng"
            self.initiatives.append(record)

    def kept(self, unit: dict, programme: dict):
        first = max(unit.get("valid_from", programme["counted_from"]), programme["counted_from"])
        last = min(unit.get("valid_to", self.end), self.end)
        if first > last:
            return
        row = {"as_of": self.day(first, last), "unit": unit["id"], "programme": programme["id"]}
        row["submitted"] = self.draw.randint(0, 100)
        if self.chance(0.5):
            row["valid"] = self.draw.randint(0, 50)
        self.snapshots.append(row)


def make(seed: int) -> dict:
    return Maker(seed).site()


def write(site: dict, root: pathlib.Path):
    """As JSON, which is YAML too."""
    content = root / "content"
    for folder in ("programmes", "reports", "initiatives", "snapshots"):
        (content / folder).mkdir(parents=True, exist_ok=True)

    def put(path: str, value):
        (content / path).write_text(json.dumps(value, default=str, ensure_ascii=False, indent=1), "utf-8")

    put("site.yaml", {"title": "Thử", "as_of": site["as_of"]})
    for programme in site["programmes"]:
        put(f"programmes/{programme['id']}.yaml", programme)
    put("units.yaml", site["units"])
    put("reports/r.yaml", site["reports"])
    put("initiatives/i.yaml", site["initiatives"])
    if site["snapshots"]:
        keys = ["as_of", "unit", "programme", "submitted", "valid"]
        rows = [",".join(str(row.get(key, "")) for key in keys) for row in site["snapshots"]]
        (content / "snapshots/s.csv").write_text("\n".join([",".join(keys), *rows, ""]), "utf-8")
