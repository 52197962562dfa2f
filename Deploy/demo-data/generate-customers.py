#!/usr/bin/env python3
"""Writes the customers of the demo as CSV (RFC 4180, UTF-8) to standard output.

    generate-customers.py --today "$(TZ=Europe/Berlin date +%F)" > customers-today.csv

An import takes absolute dates only, but a demo wants customers who are due today. Hence the
demo runs this script on the day it runs itself, with that day in the zone of the head office.
The customers.csv beside this script is the output for a fixed day, to be read and tested with:

    generate-customers.py --today 2026-11-21 > customers.csv

The same arguments always give the same bytes. Of the customers, some 60 % are due later, 25 %
overdue, 3 % due today; the others, 11 %, are Inactive and never due. All people, companies, addresses
and numbers are invented: mail goes to the domains of RFC 2606, telephone numbers come from
the ranges that the Bundesnetzagentur (drama numbers) and NANPA (555-01xx) keep free for fiction.
"""

import argparse
import calendar
import csv
import random
import sys
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

COLUMNS = [
    "number", "name", "department", "parent", "branch", "owner", "email", "phone", "website",
    "street", "city", "postalCode", "country", "accountType", "leadSource", "status", "enteredAt",
    "creditLimit", "industry",
]

# Durations of the statuses in presets/staffing.yaml: keep the two in step.
DURATIONS = {
    "P": (5, "business days"), "H": (2, "business days"), "C": (3, "business days"),
    "A": (6, "months"), "D": (2, "weeks"), "I": None, "B": (10, "business days"),
}

# How often a status is drawn. Inactive is not: it has no due date and is a goal of its own.
STATUS_WEIGHTS = {
    "due later": {"P": 30, "H": 7, "C": 9, "A": 42, "D": 4, "B": 8},
    "overdue": {"P": 38, "H": 14, "C": 14, "A": 14, "D": 6, "B": 14},
    "entered today": {"P": 50, "H": 20, "C": 15, "B": 15},
}

BRANCHES = {  # code: weight, zone, telephone ranges, owners, cities with postcodes
    "head": (12, "Europe/Berlin", ["+49 30 23125 {:03}"], ["ana", "ben"],
             [("Berlin", "10117"), ("Berlin", "10785"), ("Potsdam", "14467")]),
    "berlin": (30, "Europe/Berlin", ["+49 30 23125 {:03}"], ["ana", "ben", "deniz"],
               [("Berlin", "10115"), ("Berlin", "12435"), ("Berlin", "13353"),
                ("Bernau bei Berlin", "16321")]),
    "leipzig": (14, "Europe/Berlin", ["+49 171 39200 {:02}"], ["deniz"],
                [("Leipzig", "04109"), ("Leipzig", "04317"), ("Halle (Saale)", "06108")]),
    "hamburg": (20, "Europe/Berlin", ["+49 40 66969 {:03}"], ["carla", "ben"],
                [("Hamburg", "20095"), ("Hamburg", "22765"), ("Lübeck", "23552")]),
    "high-tech-ne": (15, "America/Chicago",
                     ["+1 312 555 01{:02}", "+1 630 555 01{:02}", "+1 847 555 01{:02}"],
                     ["emre", "frida"],
                     [("Chicago", "60601"), ("Naperville", "60540"), ("Evanston", "60201")]),
    "milwaukee": (9, "America/Chicago", ["+1 414 555 01{:02}"], ["frida"],
                  [("Milwaukee", "53202"), ("Racine", "53403")]),
}

# Names that have broken importers: name, part of the mail address, branch, industry.
SPECIAL_NAMES = [
    ("Müller, Schröder & Söhne Spedition", "mueller-spedition", "hamburg", "Logistics"),
    ('Gasthaus "Zum Goldenen Anker"', "goldener-anker", "hamburg", "Hospitality"),
    ("O'Malley's Bakery", "omalley", "high-tech-ne", "Food"),
    ("株式会社さくら物流 Deutschland", "sakura-logistics", "berlin", "Logistics"),
    ("🥐 Petit Matin Feinbäckerei", "petit-matin", "berlin", "Food"),
    ("Weißbach Straßen- und Tiefbau", "weissbach", "leipzig", "Construction"),
    ('"Die Möwe", Hotel & Restaurant', "moewe", "hamburg", "Hospitality"),
    ("Lakeshore Packaging, Inc.", "lakeshore", "milwaukee", "Manufacturing"),
    ("Łukasz Żak Trockenbau", "zak", "berlin", "Construction"),
    ("한빛 정밀 Europe", "hanbit", "head", "Manufacturing"),
    ("Fêtes d'Été, Événements", "fetes-d-ete", "head", "Events"),
    ("東方電子 Chicago", "dongfang", "high-tech-ne", "Electronics"),
    ("Kindergarten «Die kleinen Bären» e. V.", "kleine-baeren", "leipzig", "Education"),
    ("Prairie & Sons, LLC", "prairie", "high-tech-ne", "Food"),
    ("Çelik Metallbau", "celik", "berlin", "Manufacturing"),
]

GERMAN_SURNAMES = [
    "Ahrens", "Böttcher", "Brandt", "Claasen", "Dörfler", "Eggers", "Fuhrmann", "Göbel", "Hübner",
    "Jansen", "Kästner", "Kröger", "Lindemann", "Mählmann", "Nowak", "Ostermann", "Petersen",
    "Quandt", "Rößler", "Schütte", "Thiele", "Ullrich", "Vogt", "Wegener", "Yıldız", "Zöllner",
]
GERMAN_TRADES = [
    ("Logistik", "Logistics"), ("Metallbau", "Manufacturing"), ("Pflegedienst", "Care"),
    ("Catering", "Hospitality"), ("Gebäudereinigung", "Cleaning"), ("Elektrotechnik", "Electronics"),
    ("Gartenbau", "Agriculture"), ("Druck", "Printing"), ("Messebau", "Events"),
    ("Lebensmittel", "Food"), ("Lagertechnik", "Logistics"), ("Hochbau", "Construction"),
]
GERMAN_FORMS = [" GmbH", " GmbH", " KG", " AG", " OHG", " GmbH & Co. KG", " e. K."]
GERMAN_STREETS = [
    "Hauptstraße", "Am Güterbahnhof", "Lindenallee", "Hafenweg", "Schillerstraße", "Industriestraße",
    "Alte Gärtnerei", "Mühlendamm", "Bahnhofstraße", "Gewerbepark Süd",
]
AMERICAN_NAMES = [
    "Blue Heron", "Cedar Ridge", "Fox River", "Great Lakes", "Iron Gate", "Lincoln Square",
    "Maple Grove", "North Pier", "Oak Park", "Prairie View", "Red Barn", "Silver Creek",
]
AMERICAN_TRADES = [
    ("Logistics", "Logistics"), ("Foods", "Food"), ("Medical Supply", "Care"),
    ("Electronics", "Electronics"), ("Builders", "Construction"), ("Event Services", "Events"),
    ("Machine Works", "Manufacturing"), ("Print Shop", "Printing"),
]
AMERICAN_FORMS = [" Inc.", " LLC", " Co.", ", Inc.", ", LLC"]
AMERICAN_STREETS = ["W Lake St", "N Main St", "Industrial Pkwy", "S Harbor Dr", "Mill Rd", "E Elm Ave"]

# Where departments may lie below the company; the innermost makes three levels.
DEPARTMENTS = [
    ["Warehouse", "Outgoing Goods", "Night Shift"], ["Accounting", "Payroll"],
    ["Production", "Assembly", "Line 2"], ["Reception"], ["Kitchen", "Banquets"], ["Customer Service"],
]
ACCOUNT_TYPES = ["Direct", "Direct", "Direct", "Managed Service", "Vendor on Premises", "Public Sector"]
LEAD_SOURCES = ["Referral", "Website", "Trade Fair", "Cold Call", "Job Board", "Tender Portal", "Walk-in"]
CREDIT_LIMITS = ["5000", "10000", "15000", "25000", "50000", "100000"]
MAIL_DOMAINS = ["example.com", "example.org", "example.net"]


class Dice:
    """Seeded choices made from random() alone, the one method whose sequence Python promises to keep."""

    def __init__(self, seed):
        self._random = random.Random(seed).random

    def chance(self, probability):
        return self._random() < probability

    def below(self, limit):
        return int(self._random() * limit)

    def pick(self, choices):
        return choices[self.below(len(choices))]

    def weighted(self, weights):
        rest = self._random() * sum(weights.values())
        for choice, weight in weights.items():
            rest -= weight
            if rest < 0:
                return choice
        return choice

    def shuffle(self, items):
        for last in range(len(items) - 1, 0, -1):
            other = self.below(last + 1)
            items[last], items[other] = items[other], items[last]


@cache
def german_holidays(year):
    # Gauss's rule in the form of H. Lichtenberg (1997), right for every Gregorian year.
    a, k = year % 19, year // 100
    m = 15 + (3 * k + 3) // 4 - (8 * k + 13) // 25
    s = 2 - (3 * k + 3) // 4
    d = (19 * a + m) % 30
    limit = 21 + d - (d + a // 11) // 29
    sunday = 7 - (year + year // 4 + s) % 7
    easter = date(year, 3, 1) + timedelta(days=limit + 7 - (limit - sunday) % 7 - 1)
    fixed = {date(year, *day) for day in [(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)]}
    return fixed | {easter + timedelta(days=n) for n in (-2, 1, 39, 50)}


@cache
def american_holidays(year):
    def nth_weekday(month, weekday, n):
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))

    def kept(day):
        return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))

    memorial_day = date(year, 5, 31) - timedelta(days=date(year, 5, 31).weekday())
    return {
        kept(date(year, 1, 1)), kept(date(year + 1, 1, 1)), memorial_day, kept(date(year, 7, 4)),
        nth_weekday(9, 0, 1), nth_weekday(11, 3, 4), kept(date(year, 12, 25)),
    }


HOLIDAYS = {"Europe/Berlin": german_holidays, "America/Chicago": american_holidays}


def is_working_day(day, zone):
    return day.weekday() < 5 and day not in HOLIDAYS[zone](day.year)


@cache
def due_on(entered, status, zone):
    """The status due date: a customer is overdue from the day after it."""
    amount, unit = DURATIONS[status]
    if unit == "weeks":
        return entered + timedelta(weeks=amount)
    if unit == "months":
        year, month = divmod(entered.year * 12 + entered.month - 1 + amount, 12)
        return date(year, month + 1, min(entered.day, calendar.monthrange(year, month + 1)[1]))
    day = entered
    while not is_working_day(day, zone):
        day += timedelta(days=1)
    for _ in range(amount):
        day += timedelta(days=1)
        while not is_working_day(day, zone):
            day += timedelta(days=1)
    return day


def goals(rows, dice):
    """What each customer is to show, in the shares the docstring promises."""
    counts = {
        "overdue": round(rows * 0.25), "due today": round(rows * 0.04),
        "entered today": round(rows * 0.05), "never due": round(rows * 0.11),
    }
    result = [goal for goal, count in counts.items() for _ in range(count)]
    result += ["due later"] * (rows - len(result))
    dice.shuffle(result)
    return result[:rows]


@cache
def entries(status, today, zone):
    """The days a customer may have entered on, latest first, and when he is due then.

    Chicago's day begins seven hours after Berlin's. Its customers keep clear of the days around
    today, so that what is due there does not depend on the hour at which the demo runs.
    """
    first = 1 if zone == "Europe/Berlin" else 2
    days = [today - timedelta(days=n) for n in range(first, 400)]
    return [(day, due_on(day, status, zone)) for day in days]


@cache
def still_open(status, today, zone):
    """The days to enter on that leave a customer due later, on working days if there are any."""
    margin = timedelta(days=0 if zone == "Europe/Berlin" else 1)
    days = [day for day, due in entries(status, today, zone) if due > today + margin]
    return [day for day in days if is_working_day(day, zone)] or days


def status_and_entry(goal, today, zone, dice):
    """A status and a civil date of entering that make the goal true."""
    in_berlin = zone == "Europe/Berlin"
    if goal == "never due":
        return "I", today - timedelta(days=5 + dice.below(700))
    if goal == "entered today" and in_berlin:
        return dice.weighted(STATUS_WEIGHTS[goal]), today
    if goal == "due today" and in_berlin:
        # On a weekend nothing counted in business days falls due, but what is counted in weeks does.
        choices = {
            status: [day for day, due in entries(status, today, zone) if due == today]
            for status, duration in DURATIONS.items() if duration
        }
        status = dice.pick([status for status, days in choices.items() if days])
        return status, dice.pick(choices[status])
    if goal == "overdue":
        status = dice.weighted(STATUS_WEIGHTS[goal])
        days = 1 + dice.below(12) if dice.chance(0.75) else 13 + dice.below(60)
        latest = today - timedelta(days=days if in_berlin else days + 1)
        return status, next(day for day, due in entries(status, today, zone) if due <= latest)
    # Due later; so is, in Chicago, what cannot be due or entered today.
    status = dice.weighted(STATUS_WEIGHTS["due later"])
    if not still_open(status, today, zone):
        status = "A"
    return status, dice.pick(still_open(status, today, zone))


def entered_at(day, today, zone, dice):
    """A date, or an instant with the zone's offset; today a date, since an hour may yet be to come."""
    if day == today or dice.chance(0.35):
        return day.isoformat()
    clock = time(8 + dice.below(8), dice.below(60), dice.below(60))
    return datetime.combine(day, clock, ZoneInfo(zone)).isoformat()


def slug(name):
    special = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "&": " "})
    plain = unicodedata.normalize("NFKD", name.lower().translate(special))
    base = "".join(c for c in plain if not unicodedata.combining(c))
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in base).split())


class Directory:
    """Hands out company names, none of them twice, and telephone numbers."""

    def __init__(self, dice):
        self.dice = dice
        self.specials = list(SPECIAL_NAMES)
        self.uses = {}
        self.serials = {}

    def company(self):
        """A name, its part of the mail address, a branch and an industry."""
        # A special name now and then, so that the first page of a list shows some.
        if self.specials and self.dice.chance(0.12):
            return self.specials.pop(0)
        for _ in range(12):
            base, form, branch, industry = self.ordinary_company()
            if slug(base) not in self.uses:
                break
        # In a large file every name has been given out before long: then they are numbered.
        serial = self.uses[slug(base)] = self.uses.get(slug(base), 0) + 1
        name = base if serial == 1 else f"{base} {serial}"
        return name + form, slug(name), branch, industry

    def ordinary_company(self):
        dice = self.dice
        branch = dice.weighted({code: entry[0] for code, entry in BRANCHES.items()})
        if BRANCHES[branch][1] == "America/Chicago":
            first, trades, forms = dice.pick(AMERICAN_NAMES), AMERICAN_TRADES, AMERICAN_FORMS
        else:
            first, trades, forms = dice.pick(GERMAN_SURNAMES), GERMAN_TRADES, GERMAN_FORMS
        trade, industry = dice.pick(trades)
        return f"{first} {trade}", dice.pick(forms), branch, industry

    def phone(self, branch):
        # The ranges kept for fiction are small: in a file of many thousands, numbers come again.
        ranges = BRANCHES[branch][2]
        serial = self.serials.get(branch, 0)
        self.serials[branch] = serial + 1
        shape = ranges[serial % len(ranges)]
        size = 1000 if "{:03}" in shape else 100
        # Berlin and the head office share a range, of which each has a half.
        start = 500 if branch == "head" else 0
        return shape.format((start + 7 * (serial // len(ranges))) % size)


def standing(number, goal, today, zone, seed):
    """The columns that depend on the day of the demo.

    They have dice of their own for each row, so that number 1042 is the same company every day.
    """
    dice = Dice(seed * 1_000_003 + number)
    status, day = status_and_entry(goal, today, zone, dice)
    # A limit is what the credit check brings: there is none before it.
    limit = dice.pick(CREDIT_LIMITS) if status in "ADI" else ""
    return {"status": status, "enteredAt": entered_at(day, today, zone, dice), "creditLimit": limit}


def company_row(number, directory):
    dice = directory.dice
    name, key, branch, industry = directory.company()
    _, zone, _, owners, cities = BRANCHES[branch]
    city, postal_code = dice.pick(cities)
    american = zone == "America/Chicago"
    house = 1 + dice.below(180)
    if american:
        street = f"{house * 10} {dice.pick(AMERICAN_STREETS)}"
    else:
        street = f"{dice.pick(GERMAN_STREETS)} {house}"
    mailbox = f"{dice.pick(['office', 'info', 'mail'])}.{key}@{dice.pick(MAIL_DOMAINS)}"
    return {
        "number": str(number), "name": name, "department": "Primary", "parent": "",
        "branch": branch,
        "owner": "" if dice.chance(0.07) else dice.pick(owners),
        "email": "" if dice.chance(0.10) else mailbox,
        "phone": "" if dice.chance(0.05) else directory.phone(branch),
        "website": f"https://{key}.example.com" if dice.chance(0.6) else "",
        "street": street, "city": city, "postalCode": postal_code,
        "country": "US" if american else "DE",
        "accountType": dice.pick(ACCOUNT_TYPES), "leadSource": dice.pick(LEAD_SOURCES),
        "industry": industry, "key": key, "zone": zone,
    }


def department_row(number, department, parent, directory):
    dice = directory.dice
    owners = BRANCHES[parent["branch"]][3]
    place = slug(department)
    return {
        **parent,
        "number": str(number), "department": department, "parent": parent["number"],
        "owner": parent["owner"] if dice.chance(0.8) else dice.pick(owners),
        "email": f"{place}.{parent['key']}@{dice.pick(MAIL_DOMAINS)}" if dice.chance(0.7) else "",
        "phone": directory.phone(parent["branch"]) if dice.chance(0.7) else "",
        "website": "", "leadSource": "",
    }


def departments(company, dice):
    """One or two chains of departments below a company, as (name, parent, names further below)."""
    chains = list(DEPARTMENTS)
    dice.shuffle(chains)
    for chain in chains[:1 + dice.below(2)]:
        depth = 1 + dice.below(len(chain))
        yield chain[0], company, chain[1:depth]


def customers(rows, today, seed):
    """Yields the rows, every parent before its departments."""
    dice = Dice(seed)
    directory = Directory(dice)
    plan = []   # departments still to come: (name, parent, names further below)
    for number, goal in enumerate(goals(rows, dice), start=1001):
        if plan:
            department, parent, further = plan.pop(0)
            row = department_row(number, department, parent, directory)
        else:
            row, further = company_row(number, directory), []
        row |= standing(number, goal, today, row["zone"], seed)
        # An archived customer needs no departments.
        if row["status"] != "I":
            if further:
                plan.append((further[0], row, further[1:]))
            elif not row["parent"] and dice.chance(0.25):
                plan += departments(row, dice)
        yield row


def day(text):
    return date.fromisoformat(text)


def main():
    parser = argparse.ArgumentParser(
        description="Write the customers of the demo as CSV to standard output.")
    parser.add_argument("--today", type=day, required=True, metavar="YYYY-MM-DD",
                        help="the day the demo runs, in the zone of the head office")
    parser.add_argument("--rows", type=int, default=300,
                        help="how many customers (default: %(default)s)")
    # This seed makes number 1042 an overdue prospect with a mail address, which is good to show.
    parser.add_argument("--seed", type=int, default=5385,
                        help="another seed gives other customers (default: %(default)s)")
    options = parser.parse_args()
    if options.rows < 1:
        parser.error("--rows must be at least 1")
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    writer = csv.DictWriter(sys.stdout, COLUMNS, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(customers(options.rows, options.today, options.seed))


if __name__ == "__main__":
    main()
