"""Every column of the open data of a site, reckoned from docs/en/method.md.

Exact: whole numbers and fractions. It shares nothing with the program but that page. A site is the
dict that sites.py makes; the answer is {file: {key of the row: {column: text}}}.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)
EVER = date(1, 1, 2)
METRICS = ("submitted", "valid")


def whole(value: Fraction) -> int:
    """Rounded half away from zero (nothing here is below zero)."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def digits(value: Fraction | None, lines=(0,)) -> str:
    """Four decimals; what only rounds to a line is a ten-thousandth beside it."""
    if value is None:
        return ""
    tenth = 10_000
    rounded = whole(abs(value) * tenth) * (1 if value >= 0 else -1)
    for line in lines:
        if rounded == line * tenth and value != line:
            rounded += 1 if value > line else -1
    sign = "-" if rounded < 0 else ""
    before, after = divmod(abs(rounded), tenth)
    return f"{sign}{before}.{after:04}".rstrip("0").rstrip(".")


def percent(count: int | None, target: int | None) -> Fraction | None:
    return Fraction(100 * count, target) if count is not None and target else None


def text(value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


@dataclass
class Figure:
    """What is known of one unit in a span of days."""

    value: int | None = None
    why: str | None = None  # the reason for a blank
    origin: str | None = None
    first: date | None = None  # the oldest day of the parts
    last: date | None = None  # the newest
    reported: int | None = None
    in_part: int | None = None
    expected: int | None = None
    uncounted: int | None = None
    settled_units: int | None = None
    settled: bool = False  # every unit has a count for the last day
    most: int | None = None  # it cannot be more
    undated: int = 0
    source: str | None = None
    parts: list = field(default_factory=list)  # the (unit, way, from, to) it is made of

    @property
    def partial(self) -> bool:
        return self.expected is not None and self.reported < self.expected


class Programme:
    def __init__(self, site: dict, record: dict):
        self.record, self.as_of = record, site["as_of"]
        self.phases = record["phases"]
        self.begin = record["counted_from"]
        self.units = {unit["id"]: unit for unit in site["units"]}
        self.children = defaultdict(list)
        for unit in site["units"]:
            self.children[unit.get("parent")].append(unit["id"])
        self.root = self.children[None][0]
        self.reports = [r for r in self.mine(site["reports"]) if max(r["as_of"], r.get("published", EVER)) <= self.as_of]
        self.listed = [i for i in self.mine(site["initiatives"]) if i.get("date", EVER) <= self.as_of]
        self.kept = [s for s in self.mine(site["snapshots"]) if s["as_of"] <= self.as_of]
        self.own = {metric: defaultdict(dict) for metric in METRICS}
        self.sources = {}
        self.revisions = []
        for report in sorted(self.reports, key=lambda r: (r["as_of"], r.get("published", EVER))):
            self.take(report)
        self.records = defaultdict(list)
        for record in self.listed:
            self.count_record(record)
        self.complete = {}

    def mine(self, rows: list[dict]) -> list[dict]:
        return [row for row in rows if row["programme"] == self.record["id"]]

    def take(self, report: dict):
        if report.get("conflicts"):
            return
        for metric in METRICS:
            if metric not in report:
                continue
            days, day = self.own[metric][report["unit"]], report["as_of"]
            if day in days and days[day] != report[metric]:
                revised = (report["unit"], metric, day, days[day], report[metric])
                self.revisions.append((*revised, report.get("published"), report.get("source")))
            days[day] = report[metric]
            self.sources[metric, report["unit"], day] = report.get("source")

    def count_record(self, record: dict):
        unit, day = self.units[record["unit"]], record.get("date")
        if day is not None and (day < self.begin or day < unit.get("valid_from", EVER) or day > unit.get("valid_to", date.max)):
            return
        self.records[record["unit"]].append((day, record.get("status", "submitted") != "submitted"))

    # What a unit has of its own.

    def life(self, unit: str, first: date, last: date) -> tuple[date, date]:
        u = self.units[unit]
        return max(first, u.get("valid_from", EVER), self.begin), min(last, u.get("valid_to", date.max), self.as_of)

    def lived(self, unit: str, first: date, last: date) -> bool:
        u = self.units[unit]
        return max(first, u.get("valid_from", EVER)) <= min(last, u.get("valid_to", date.max))

    def listing(self, unit: str, metric: str) -> list:
        """The days of the initiatives of a unit's own that count."""
        return [day for day, valid in self.records[unit] if metric == "submitted" or valid]

    def has_list(self, unit: str, metric: str) -> bool:
        """A list in which nothing is valid does not tell how many are; nor does it speak for one that reports."""
        gone = min(self.as_of, self.units[unit].get("valid_to", date.max))
        if self.record.get("records") == "examples" or gone < self.begin or self.own[metric][unit]:
            return False
        return bool(self.listing(unit, metric)) and self.whole(unit)

    def doubted(self, unit: str, metric: str) -> bool:
        """Whether a unit has a list that would be counted if it were not known to be wrong."""
        return bool(self.record.get("records") != "examples" and self.listing(unit, metric) and not self.own[metric][unit])

    def living(self, unit: str, first: date, last: date) -> list[str]:
        """A unit and those below that existed with it in a span."""
        found, (start, end) = [unit], self.life(unit, first, last)
        for child in self.children[unit]:
            if self.lived(child, start, end):
                found += self.living(child, start, end)
        return found

    def subtree(self, unit: str) -> list[str]:
        found = [unit]
        for child in self.children[unit]:
            found += self.subtree(child)
        return found

    def whole(self, unit: str) -> bool:
        """Whether the list of a unit and of those below agrees with the newest report of the unit."""
        if unit not in self.complete:
            self.complete[unit] = not any(self.difference(unit, metric) for metric in METRICS)
        return self.complete[unit]

    def difference(self, unit: str, metric: str) -> tuple[date, int, int] | None:
        """The day of the newest report, what it says, and what the list counts, when these differ."""
        days = self.own[metric][unit]
        listed = [day for u in self.subtree(unit) for day in self.listing(u, metric)]
        if not days or not listed:
            return None
        newest, since = max(days), self.units[unit].get("valid_from", EVER)
        counted = sum(day is None or since <= day <= newest for day in listed)
        return (newest, days[newest], counted) if counted != days[newest] else None

    def reports_itself(self, unit: str) -> bool:
        return any(self.own[metric][unit] for metric in METRICS)

    # A count within a span.

    def count(self, unit: str, metric: str, first: date, last: date, undated: bool, lists: bool = True) -> Figure:
        """`undated`: initiatives without a date are counted (cumulative figures). `lists`: lists may be used."""
        own = self.report(unit, metric, first, last)
        if own is not None and own.value is not None:
            return own
        figure = self.summed(unit, metric, first, last, undated, lists)
        if figure.value is None and own is not None:
            figure.why = own.why or figure.why
            figure.most = figure.most if own.most is None else own.most
        return figure

    def report(self, unit: str, metric: str, first: date, last: date) -> Figure | None:
        u = self.units[unit]
        begun = max(u.get("valid_from", EVER), self.begin) >= first
        start, end = self.life(unit, first, last)
        days = self.own[metric][unit]
        inside = [day for day in days if start <= day <= end]
        before = 0 if begun else days.get(start - DAY)
        later = min((day for day in days if day >= end), default=None)
        most = None if later is None or before is None else days[later] - before
        if not inside:
            return Figure(most=most) if days else None
        newest = max(inside)
        if before is None:
            return Figure(why="no-baseline")
        return Figure(
            value=days[newest] - before,
            origin="report",
            first=newest,
            last=newest,
            settled=newest == end,
            most=most,
            source=self.sources[metric, unit, newest],
            parts=[(unit, "report", start, end)],
        )

    def below(self, unit: str, metric: str, first: date, last: date, lists: bool) -> list[tuple[str, bool]]:
        """The units that are counted for this one in a span, and whether their lists may be: clusters
        only group, unless they report."""
        found = []
        start, end = self.life(unit, first, last)
        for child in self.children[unit]:
            if not self.lived(child, start, end):
                continue
            own = self.report(child, metric, start, end)
            empty = self.reports_itself(child) and not any(self.lived(c, *self.life(child, start, end)) for c in self.children[child])
            if self.units[child]["kind"] == "cluster" and (own is None or own.value is None) and not empty:
                found += self.below(child, metric, start, end, lists and self.whole(child))
            else:
                found.append((child, lists))
        return found

    def opened(self, unit: str, metric: str, first: date, last: date) -> list[str]:
        """The clusters below whose units are counted for this one."""
        counted = {child for child, _ in self.below(unit, metric, first, last, True)}
        found, left = [], list(self.children[unit])
        while left:
            child = left.pop()
            inside = [c for c in self.children[child] if self.lived(c, *self.life(child, first, last))]
            if self.units[child]["kind"] == "cluster" and child not in counted and inside:
                found.append(child)
                left += inside
        return found

    def tells(self, unit: str, metric: str, first: date, last: date) -> bool:
        """Whether a unit, or one below it that lived in a span, reports at all."""
        if self.reports_itself(unit):
            return True
        start, end = self.life(unit, first, last)
        return any(self.lived(c, start, end) and self.tells(c, metric, start, end) for c in self.children[unit])

    def own_list(self, unit: str, metric: str, first: date, last: date) -> tuple[int, int]:
        """With a date in a span, and without a date: these only when the whole life of the unit is counted."""
        start, end = self.life(unit, first, last)
        days = self.listing(unit, metric)
        return sum(day is not None and start <= day <= end for day in days), sum(day is None for day in days)

    def by_list(self, unit: str, metric: str, first: date, last: date, undated: bool) -> Figure | None:
        """Counted by the list alone: nobody below reports."""
        dated, dateless, strange, any_list = 0, 0, 0, False
        spans = []

        def add(u: str, first: date, last: date):
            nonlocal dated, dateless, strange, any_list
            start, end = self.life(u, first, last)
            if self.has_list(u, metric):
                any_list = True
                one, none = self.own_list(u, metric, first, last)
                ours = self.born(u) >= start or not undated
                dated, dateless, strange = dated + one, dateless + none * ours, strange + none * (not ours)
                spans.append((u, "list", start, end))
            for child in self.children[u]:
                if self.lived(child, start, end):
                    add(child, start, end)

        add(unit, first, last)
        if not any_list:
            return None
        end = self.life(unit, first, last)[1]
        figure = Figure(origin="records", first=end, last=end, undated=dateless, parts=spans)
        figure.value = dated + (dateless if undated else 0)
        figure.settled = dateless == 0
        figure.most = dated + dateless
        if figure.value == 0 and (strange or (dateless and not undated)):
            figure.value, figure.why = None, "undated"
        return figure

    def summed(self, unit: str, metric: str, first: date, last: date, undated: bool, lists: bool) -> Figure:
        lists = lists and self.whole(unit)
        if not any(
            self.lived(c, *self.life(unit, first, last)) and self.tells(c, metric, *self.life(unit, first, last)) for c in self.children[unit]
        ):
            listed = self.by_list(unit, metric, first, last, undated) if lists else None
            doubtful = not lists and any(self.doubted(u, metric) for u in self.living(unit, first, last))
            return listed or Figure(why="not-comparable" if doubtful else "not-reported")
        start, end = self.life(unit, first, last)
        total = Figure(value=0, origin="sum", reported=0, in_part=0, expected=0, uncounted=0, settled_units=0, settled=True, most=0)
        known = False
        whys = []
        for child, trusted in self.below(unit, metric, start, end, lists):
            part = self.count(child, metric, start, end, undated, trusted)
            total.expected += 1
            total.settled = total.settled and part.value is not None and part.settled
            total.settled_units += part.value is not None and part.settled
            total.most = None if total.most is None or part.most is None else total.most + part.most
            total.undated += part.undated
            if part.value is None:
                total.uncounted += part.why in ("no-baseline", "undated")
                whys.append(part.why)
                continue
            known = True
            total.reported += not part.partial
            total.in_part += part.partial
            self.join(total, part)
        if lists and self.has_list(unit, metric):
            dated, dateless = self.own_list(unit, metric, start, end)
            strange = dateless if undated and self.born(unit) < start else 0
            dateless -= strange
            extra = dated + (dateless if undated else 0)
            total.undated += dateless
            total.most = None if total.most is None else total.most + dated + dateless
            total.settled = total.settled and not dateless
            if extra or not (dateless or strange):
                known = True
                self.join(total, Figure(value=extra, first=end, last=end, parts=[(unit, "list", start, end)]))
        whys += [self.count(c, metric, start, end, undated, lists).why for c in self.opened(unit, metric, start, end)]
        dateless = total.undated and not undated
        if not known or (total.value == 0 and (total.reported < total.expected or dateless)):
            whys += ["undated"] if dateless else []
            whys += ["not-comparable"] if not lists and self.doubted(unit, metric) else []
            order = ["no-baseline", "undated", "not-comparable", "not-reported"]
            return Figure(why=next((w for w in order if w in whys), "not-reported"), most=total.most)
        return total

    @staticmethod
    def join(total: Figure, part: Figure):
        total.value += part.value
        total.first = min(filter(None, [total.first, part.first]))
        total.last = max(filter(None, [total.last, part.last]))
        total.parts += part.parts

    # Targets.

    def target(self, unit: str, phase: dict) -> tuple[int | None, str | None]:
        u = self.units[unit]
        if unit == self.root and "target" in phase:
            return phase["target"], phase.get("set_by")
        given = u.get("targets", {}).get(phase["id"])
        if given is not None:
            return given, u.get("targets_set_by") or self.above(unit)
        total = self.target_below(unit, phase)
        return total, None if total is None else "sum"

    def above(self, unit: str) -> str | None:
        parent = self.units[unit].get("parent")
        while parent and self.units[parent]["kind"] == "cluster":
            parent = self.units[parent].get("parent")
        return self.units[parent]["title"] if parent else None

    def target_below(self, unit: str, phase: dict) -> int | None:
        total, some = 0, False
        u = self.units[unit]
        start, end = max(phase["start"], u.get("valid_from", EVER)), min(phase["end"], u.get("valid_to", date.max))
        for child in self.children[unit]:
            if not self.lived(child, start, end):
                continue
            one, _ = self.target(child, phase)
            if one is not None:
                total, some = total + one, True
            elif self.empty_cluster(child, phase) or self.units[child].get("valid_to", date.max) < phase["end"]:
                continue
            else:
                return None
        return total if some else None

    def lives_in(self, unit: str, phase: dict) -> bool:
        return self.lived(unit, phase["start"], phase["end"])

    def empty_cluster(self, unit: str, phase: dict) -> bool:
        return self.units[unit]["kind"] == "cluster" and all(
            not self.lives_in(child, phase) or self.empty_cluster(child, phase) for child in self.children[unit]
        )

    # Days of a sum.

    def born(self, unit: str) -> date:
        return max(self.units[unit].get("valid_from", EVER), self.begin)

    def at(self, part: tuple, metric: str, day: date) -> int | None:
        """The cumulative count of a part on a day; None where it is not known."""
        unit, way, _, end = part
        if way == "list":
            days = self.listing(unit, metric)
            return sum(d is not None and d <= min(day, end) for d in days)
        days = self.own[metric][unit]
        if day < self.born(unit):
            return 0
        if day > end and end < self.as_of:
            return days[max(d for d in days if d <= end)]
        return days.get(day) if day <= end else None

    def on(self, figure: Figure, metric: str, day: date) -> int | None:
        """The count of all parts on a day; None where that of one is missing."""
        counts = [self.at(part, metric, day) for part in figure.parts]
        eve = min(self.born(part[0]) for part in figure.parts) - DAY
        return None if None in counts or day < eve else sum(counts)

    def newest(self, figure: Figure, metric: str, last: date, first: date) -> date | None:
        while last >= first:
            if self.on(figure, metric, last) is not None:
                return last
            last -= DAY
        return None

    def settled_now(self, figure: Figure, metric: str) -> bool:
        """Whether nobody has to report any more."""
        return all(
            way == "list" or self.born(unit) > self.as_of or end < self.as_of for unit, way, _, end in figure.parts
        )

    def alive(self, figure: Figure) -> bool:
        return any(way == "list" or end >= self.as_of for _, way, _, end in figure.parts)

    def falls(self, figure: Figure, metric: str, after: date) -> bool:
        for unit, way, _, end in figure.parts:
            days = sorted(d for d in self.own[metric][unit] if d <= end) if way == "report" else []
            reported = self.own[metric][unit]
            if any(b > after and reported[b] < reported[a] for a, b in zip(days, days[1:])):
                return True
        return False

    def recent(self, figure: Figure, metric: str, phase: dict) -> date | None:
        """The newest day on which all is known, when it is in the phase and not too old."""
        oldest = max(phase["start"], self.as_of - timedelta(days=self.record.get("silent_after", 56)))
        return self.newest(figure, metric, self.as_of, oldest) if self.alive(figure) else None

    def pace(self, figure: Figure, metric: str, phase: dict):
        last = self.recent(figure, metric, phase)
        if last is None:
            return None
        first = self.newest(figure, metric, last - 28 * DAY, last - 56 * DAY)
        if first is None or self.falls(figure, metric, first):
            return None
        grown = self.on(figure, metric, last) - self.on(figure, metric, first)
        return Fraction(grown, (last - first).days), first, last

    def report_days(self, figure: Figure, metric: str, phase: dict) -> list[date]:
        """The days of a phase from which a forecast is made."""
        days = []
        if self.settled_now(figure, metric):
            day = self.as_of
            while day >= phase["start"] and self.on(figure, metric, day) is not None:
                days.insert(0, day)
                day -= 28 * DAY
            return days
        reported = {d for unit, way, _, end in figure.parts if way == "report" for d in self.own[metric][unit] if d <= end}
        return [d for d in sorted(reported) if phase["start"] <= d and self.on(figure, metric, d) is not None]

    def forecast(self, figure: Figure, metric: str, phase: dict):
        if self.recent(figure, metric, phase) is None:
            return None
        days = self.report_days(figure, metric, phase)
        if len(days) < 4 or self.falls(figure, metric, phase["start"] - DAY):
            return None
        first, last = days[0], days[-1]
        ahead = (phase["end"] - last).days
        if ahead > (last - first).days:
            return None
        counts = [self.on(figure, metric, day) for day in days]
        paces = [Fraction(m - n, (b - a).days) for a, b, n, m in zip(days, days[1:], counts, counts[1:])]
        mean = Fraction(counts[-1] - counts[0], (last - first).days)
        base = counts[-1] - self.before(figure, metric)
        ends = [max(base + whole(pace * ahead), figure.value) for pace in (mean, min(paces), max(paces))]
        return (*ends, first, last)

    def before(self, figure: Figure, metric: str) -> int:
        """What all parts counted on the eves of their spans."""
        total = 0
        for part in figure.parts:
            unit, way, start, _ = part
            if way == "list":
                total += sum(d is not None and d < start for d in self.listing(unit, metric))
            elif self.born(unit) < start:
                total += self.own[metric][unit][start - DAY]
        return total

    # The rows of one phase.

    def row(self, unit: str, phase: dict) -> dict:
        u = self.units[unit]
        row = {"programme": self.record["id"], "phase": phase["id"], "unit": unit}
        target, set_by = self.target(unit, phase)
        row |= {"target": target, "target_set_by": set_by}
        if self.as_of < phase["start"]:
            blanks = ("submitted_blank", "valid_blank", "percent_blank", "rank_blank")
            return row | {"status": "ahead"} | dict.fromkeys(blanks, "not-begun")
        if self.as_of < max(u.get("valid_from", EVER), self.begin):
            blanks = ("submitted_blank", "valid_blank", "percent_blank", "rank_blank", "pace_blank")
            return row | {"status": "unreported"} | dict.fromkeys(blanks, "not-begun")
        figures = {metric: self.count(unit, metric, phase["start"], phase["end"], False) for metric in METRICS}
        figure, valid = figures["submitted"], figures["valid"]
        row["_figure"] = figure
        gone = u.get("valid_to", date.max)
        ended = gone < self.as_of
        left_early = gone <= min(phase["end"], self.as_of)
        over = self.as_of > phase["end"] or ended
        for metric in METRICS:
            row[metric] = figures[metric].value
            if figures[metric].value is None:
                row[f"{metric}_blank"] = "ended" if left_early and figures[metric].why == "not-reported" else figures[metric].why
        share = percent(figure.value, target)
        row["_percent"] = share
        row["percent"] = digits(share, (0, 100))
        row["valid_percent"] = digits(percent(valid.value, target), (0, 100))
        if share is None:
            row["percent_blank"] = row.get("submitted_blank") or "no-target"
        under_way = self.as_of <= phase["end"]
        if figure.value is None:
            row["status"] = {"no-baseline": "no-baseline", "undated": "undated"}.get(figure.why, "unreported")
            if under_way:
                row["pace_blank"] = "ended" if ended else row["submitted_blank"]
            return row
        row |= {"date": figure.last, "oldest": figure.first, "origin": figure.origin}
        if figure.origin == "sum":
            row |= {
                "units_reported": figure.reported,
                "units_in_part": figure.in_part,
                "units_expected": figure.expected,
                "units_uncounted": figure.uncounted,
                "units_settled": figure.settled_units,
            }
        if u.get("members", 0) >= 100:
            row["_per"] = Fraction(100 * figure.value, u["members"])
            row["per_100_members"] = digits(row["_per"])
        row["official"] = self.as_of > phase["end"] and figure.settled
        silent = (self.as_of - figure.last).days > self.record.get("silent_after", 56)
        row["status"] = self.standing(figure, target, phase, over, silent)
        if under_way:
            self.paces(row, figure, target, phase, ended, silent)
        return row

    def standing(self, figure: Figure, target: int | None, phase: dict, over: bool, silent: bool) -> str:
        if not target:
            return "no-target"
        if figure.value >= target:
            return "exceeded" if figure.value > target else "met"
        if over:
            missed = figure.settled or (figure.most is not None and figure.most < target)
            return "missed" if missed else "undecided"
        if silent:
            return "silent"
        length = (phase["end"] - phase["start"]).days + 1
        gone = (figure.last - phase["start"]).days + 1
        return "on-track" if figure.value * length >= target * gone else "behind"

    def paces(self, row: dict, figure: Figure, target: int | None, phase: dict, ended: bool, silent: bool):
        if ended:
            row["pace_blank"] = "ended"
            return
        left = (phase["end"] - self.as_of).days
        if silent:
            row["pace_blank"] = "not-comparable"
            return
        if target and left and figure.value < target:
            row["required_per_day"] = digits(Fraction(target - figure.value, left))
        pace = self.pace(figure, "submitted", phase)
        if pace is None:
            row["pace_blank"] = "not-comparable"
        else:
            row |= {"actual_per_day": digits(pace[0]), "actual_from": pace[1], "actual_to": pace[2]}
        reported = self.forecast(figure, "submitted", phase) if left else None
        if reported:
            names = ("forecast", "forecast_low", "forecast_high", "forecast_from", "forecast_to")
            row |= dict(zip(names, reported))

    def ranks(self, rows: list[dict]):
        for by, name in (("_percent", "rank_percent"), ("submitted", "rank_count"), ("_per", "rank_per_100_members")):
            levels = defaultdict(list)
            for row in rows:
                if row.get(by) is not None and row.get("submitted") is not None and not row["_figure"].partial:
                    levels[self.units[row["unit"]]["kind"]].append(row)
            for level in levels.values():
                if len(level) > 1:
                    for row in level:
                        row[name] = 1 + sum(other[by] > row[by] for other in level)
        for row in rows:
            if row.get("rank_percent") is None and "rank_blank" not in row:
                row["rank_blank"] = row.get("percent_blank") or "not-comparable"

    # Whole tables.

    def progress(self) -> list[dict]:
        found = []
        for phase in self.phases:
            rows = [self.row(unit, phase) for unit in self.units if self.lives_in(unit, phase)]
            self.ranks(rows)
            found += rows
        return found

    def whole_phases(self, rows: list[dict]) -> list[dict]:
        taken = ("target", "submitted", "percent", "valid", "valid_percent", "date", "status", "official")
        taken += ("units_reported", "units_in_part", "units_expected")
        blanks = ("submitted_blank", "valid_blank", "percent_blank")
        covered = ("units_reported", "units_in_part", "units_expected")
        found = []
        for phase in self.phases:
            root = next(row for row in rows if row["phase"] == phase["id"] and row["unit"] == self.root)
            row = {"programme": self.record["id"], "phase": phase["id"], "title": phase["title"], "start": phase["start"], "end": phase["end"]}
            row |= {name: root.get(name) for name in taken + blanks + covered}
            figure = root.get("_figure")
            row["source"] = figure.source if figure and figure.value is not None else None
            found.append(row)
        return found

    def gaps(self) -> list[tuple[date, date]]:
        spans, start = [], EVER
        for phase in self.phases:
            if start < phase["start"]:
                spans.append((start, phase["start"] - DAY))
            start = phase["end"] + DAY
        spans.append((start, date.max - DAY))
        return [(first, last) for first, last in spans if first <= self.as_of and last >= self.begin]

    def cumulative(self) -> list[dict]:
        found = []
        for unit in self.units:
            for metric in METRICS:
                figure = self.count(unit, metric, EVER, self.as_of, True)
                if figure.value is None or not self.lived(unit, EVER, self.as_of):
                    continue
                row = {"programme": self.record["id"], "unit": unit, "metric": metric, "value": figure.value}
                row |= {"date": figure.last, "oldest": figure.first, "origin": figure.origin}
                if figure.origin == "sum":
                    row |= {"units_reported": figure.reported, "units_in_part": figure.in_part, "units_expected": figure.expected}
                inside = sum(self.span(unit, metric, p["start"], p["end"]) for p in self.phases if p["start"] <= self.as_of)
                outside = figure.undated + sum(self.span(unit, metric, *gap) for gap in self.gaps())
                row |= {"in_phases": inside, "outside_phases": outside, "in_unknown_phase": figure.value - inside - outside}
                found.append(row)
        return found

    def span(self, unit: str, metric: str, first: date, last: date) -> int:
        start, end = self.life(unit, first, last)
        return (self.count(unit, metric, first, last, False).value or 0) if start <= end else 0

    def series(self) -> list[dict]:
        found = []
        for unit in self.units:
            for metric in METRICS:
                for day, value in sorted(self.days_of(unit, metric).items()):
                    row = {"programme": self.record["id"], "unit": unit, "metric": metric, "date": day, "value": value}
                    row["source"] = self.source_of(unit, metric, day)
                    found.append(row)
        return found

    def pieces(self, unit: str, metric: str, first: date, last: date, lists: bool) -> list:
        """What the series of a unit is made of: (unit, its points by day, since when, daily, all of it)."""
        found = []
        u = self.units[unit]
        start, end = max(first, u.get("valid_from", EVER)), min(last, u.get("valid_to", date.max))
        clipped = start > max(self.begin, u.get("valid_from", EVER)) or end < min(u.get("valid_to", self.as_of), self.as_of)
        reported = self.own[metric][unit]
        if reported:
            base = 0
            if self.born(unit) < start:
                base = reported.get(start - DAY)
            points = {} if base is None else {d: n - base for d, n in reported.items() if start <= d <= end}
            return [(unit, points, max(self.born(unit), start), False, not clipped)] if points else []
        lists = lists and self.whole(unit)
        for child in self.children[unit]:
            if self.lived(child, start, end):
                found += self.pieces(child, metric, start, end, lists)
        if lists and self.has_list(unit, metric):
            days = self.listing(unit, metric)
            dateless = 0 if self.born(unit) < start else sum(d is None for d in days)
            inside = sorted(d for d in days if d is not None and start <= d <= end)
            points = {day: dateless + sum(d <= day for d in inside) for day in inside}
            points[None] = dateless
            found.append((unit, points, self.born(unit), True, not clipped))
        return found

    def days_of(self, unit: str, metric: str) -> dict[date, int]:
        pieces = self.pieces(unit, metric, EVER, self.as_of, True)
        kind = self.units[unit]["kind"]
        if all(daily for _, _, _, daily, _ in pieces) and kind == "grassroots":
            return {}
        found = {}
        for day in sorted({d for _, points, *_ in pieces for d in points if d is not None}):
            if any(not daily and since <= day < min(points) for _, points, since, daily, _ in pieces):
                continue
            value = 0
            for _, points, *_ in pieces:
                value += points[max((d for d in points if d is not None and d <= day), default=None)] if None in points or min(points) <= day else 0
            if value or self.nobody_missing(unit, metric, day):
                found[day] = value
        return found

    def nobody_missing(self, unit: str, metric: str, day: date, lists: bool = True) -> bool:
        """Whether each unit that existed up to a day has a count by now."""
        lists = lists and self.whole(unit)
        if self.own[metric][unit] or (lists and self.count(unit, metric, EVER, self.as_of, True).origin == "records"):
            return True
        start, end = self.life(unit, EVER, self.as_of)
        children = [child for child in self.children[unit] if self.lived(child, start, end)]
        if children or (self.units[unit]["kind"] == "cluster" and not self.reports_itself(unit)):
            return all(self.nobody_missing(child, metric, day, lists) for child in children)
        return start > day

    def source_of(self, unit: str, metric: str, day: date) -> str | None:
        """A sum in which one unit alone has a count is that unit's, with its sources, when nobody is missing."""
        pieces = self.pieces(unit, metric, EVER, self.as_of, True)
        if len(pieces) == 1 and pieces[0][4] and self.nobody_missing(unit, metric, self.as_of):
            return self.sources.get((metric, pieces[0][0], day))
        return None

    def revised(self) -> list[dict]:
        rows = list(self.revisions)
        for kept in self.kept:
            for metric in METRICS:
                now = self.count(kept["unit"], metric, EVER, kept["as_of"], True).value
                reported = any(r[:3] == (kept["unit"], metric, kept["as_of"]) for r in self.revisions)
                if metric in kept and not reported and now is not None and kept[metric] != now:
                    rows.append((kept["unit"], metric, kept["as_of"], kept[metric], now, None, None))
        names = ("unit", "metric", "date", "was", "now", "published", "source")
        return [{"programme": self.record["id"]} | dict(zip(names, row)) for row in rows]

    def compared(self) -> list[dict]:
        """Reports beside lists."""
        found = []
        for unit in self.units:
            for metric in METRICS:
                one = self.difference(unit, metric)
                if one:
                    row = {"programme": self.record["id"], "unit": unit, "metric": metric}
                    row |= dict(zip(("date", "reported", "counted"), one))
                    found.append(row | {"complete": self.record.get("records") != "examples"})
        return found

    def sorted_by(self) -> list[dict]:
        found = []

        def put(by, key, records, valid=None, unit=None):
            row = {"programme": self.record["id"], "by": by, "key": key, "unit": unit}
            found.append(row | {"records": records, "valid": valid})

        if not self.listed:
            return found
        groups = Counter(r.get("group") for r in self.listed)
        for group in [g["id"] for g in self.record["groups"]] + [None]:
            put("group", group, groups[group])
        statuses = Counter(r.get("status", "submitted") for r in self.listed)
        for status in ("submitted", "valid", "recognised", "awarded"):
            put("status", status, statuses[status])
        months = defaultdict(list)
        for r in self.listed:
            months[r["date"].strftime("%Y-%m") if "date" in r else None].append(r.get("status", "submitted") != "submitted")
        for month, ones in months.items():
            put("month", month, len(ones), sum(ones))
        places = defaultdict(list)
        for r in self.listed:
            own = self.units[r["unit"]]["kind"] == "grassroots"
            place = r["unit"] if own else r.get("organisation")
            if place:
                places[place, r["unit"]].append(r.get("status", "submitted") != "submitted")
        for (place, unit), ones in places.items():
            put("organisation", place, len(ones), sum(ones), unit)
        return found

    def benefits(self) -> list[dict]:
        found = {}
        for record in self.listed:
            if "benefit" not in record:
                continue
            benefit = record["benefit"]
            row = found.setdefault(benefit.get("currency", "VND"), {"amount": 0, "records": 0, "claimed": 0})
            if "certified_by" in benefit:
                row["amount"] += benefit["amount"]
                row["records"] += 1
            else:
                row["claimed"] += 1
        return [{"programme": self.record["id"], "currency": currency} | row for currency, row in found.items()]


KEYS = {
    "giai-doan": ["programme", "phase"],
    "tien-do": ["programme", "phase", "unit"],
    "luy-ke": ["programme", "unit", "metric"],
    "chuoi-so-lieu": ["programme", "unit", "metric", "date"],
    "bao-cao": ["programme", "unit", "as_of", "published", "submitted", "valid"],
    "sua-doi": ["programme", "unit", "metric", "date", "was", "now"],
    "doi-chieu": ["programme", "unit", "metric"],
    "phan-loai": ["programme", "by", "key", "unit"],
    "loi-ich": ["programme", "currency"],
    "don-vi": ["id"],
    "sang-kien": ["id"],
}


def keyed(name: str, rows: list[dict]) -> dict:
    """Rows by their key; each cell as text; rows of one key are numbered."""
    found, seen = {}, Counter()
    for row in rows:
        cells = {column: text(value) for column, value in row.items() if not column.startswith("_")}
        key = tuple(cells.get(column, "") for column in KEYS[name])
        seen[key] += 1
        found[(*key, seen[key])] = cells
    return found


def tables(site: dict) -> dict:
    rows = {name: [] for name in KEYS}
    for record in site["programmes"]:
        programme = Programme(site, record)
        progress = programme.progress()
        rows["tien-do"] += progress
        rows["giai-doan"] += programme.whole_phases(progress)
        rows["luy-ke"] += programme.cumulative()
        rows["chuoi-so-lieu"] += programme.series()
        rows["sua-doi"] += programme.revised()
        rows["doi-chieu"] += programme.compared()
        rows["phan-loai"] += programme.sorted_by()
        rows["loi-ich"] += programme.benefits()
        names = ("as_of", "unit", "submitted", "valid", "published", "source", "note")
        for report in programme.reports:
            row = {"programme": record["id"], "conflicts": bool(report.get("conflicts"))}
            rows["bao-cao"].append(row | {name: report.get(name) for name in names})
        for one in programme.listed:
            benefit = one.get("benefit", {})
            rows["sang-kien"].append({
                "id": one["code"], "title": one["title"], "date": one.get("date"), "programme": one["programme"],
                "unit": one["unit"], "organisation": one.get("organisation"), "group": one.get("group"),
                "status": one.get("status", "submitted"), "benefit": benefit.get("amount"),
                "currency": benefit.get("currency", "VND") if benefit else None,
                "certified_by": benefit.get("certified_by"), "authors": None,
            })
    for unit in site["units"]:
        names = ("id", "title", "kind", "parent", "members", "valid_from", "valid_to")
        rows["don-vi"].append({name: unit.get(name) for name in names} | {"successors": " ".join(unit.get("successors", []))})
    return {name: keyed(name, found) for name, found in rows.items()}
