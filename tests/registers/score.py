"""Compare a register with the expected one, kind by kind.

score(expected, register) gives for each kind a Tally: how many expected entries were found, missed,
and how many entries of the register are false. Rules, the same for every kind:

* Text is compared after NFKC, without white space, in lower case.
* The overlap of two quotes is the share of the shorter one's runs of five characters that the longer
  one has; 0.6 makes a match. Pairs are made best overlap first, each entry once.
* An expected entry marked "optional" may be found or not; neither counts. A second or third hit on
  an expected entry already matched does not count either; a fourth is false.
* "accept" lists other values taken as right.

What must agree beside the quote is in KINDS below. `overlap` is used by the caller as well.
"""
import re
import unicodedata

LEAST_OVERLAP = 0.6
REPEATS = 2
RUN = 5


def flat(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text or ""))).lower()


def runs(text):
    return {text[i:i + RUN] for i in range(max(1, len(text) - RUN + 1))}


def overlap(a, b):
    a, b = sorted((flat(a), flat(b)), key=len)
    if not a:
        return 0.0
    if len(a) < RUN:
        return 1.0 if (a in b if len(a) >= 2 else a == b) else 0.0
    if a in b:
        return 1.0
    own = runs(a)
    return len(own & runs(b)) / len(own)


def likeness(a, b):
    """as overlap, but of the longer text: equal texts give 1"""
    a, b = flat(a), flat(b)
    if a == b:
        return 1.0 if a else 0.0
    n = max(len(a), len(b))
    return overlap(a, b) * min(len(a), len(b)) / n if n else 0.0


def q_overlap(expected, entry):
    quotes = [expected.get("quote")] + list(expected.get("alt_quotes") or [])
    return max(overlap(q, entry.get("quote")) for q in quotes)


class Tally:
    def __init__(self):
        self.tp = self.fp = self.fn = self.ign = 0
        self.attr = {}  # name: (agreeing, of)
        self.missed, self.false = [], []

    def add(self, other):
        for name in ("tp", "fp", "fn", "ign"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name, (yes, of) in other.attr.items():
            a, b = self.attr.get(name, (0, 0))
            self.attr[name] = (a + yes, b + of)

    def compare(self, name, agrees):
        yes, of = self.attr.get(name, (0, 0))
        self.attr[name] = (yes + bool(agrees), of + 1)


# ---- what each kind compares: a function (expected, entry) -> how well they match, 0 = not ----

def day(value):
    value = flat(value).replace("初旬", "上旬")
    m = re.fullmatch(r"fy(\d{4})", value)
    if m:
        return "%s-04-01/%d-03-31" % (m.group(1), int(m.group(1)) + 1)
    ends = ["" if e in ("", "..") else re.sub(r"(t\d\d:\d\d):00$", r"\1", e) for e in value.split("/")]
    if len(ends) == 2 and "t" in ends[0] and re.fullmatch(r"t\d\d:\d\d", ends[1]) and ends[0][0] != "t":
        ends[1] = ends[0].split("t")[0] + ends[1]
    return "/".join(ends)


def accepted(expected, field, normal):
    return {normal(v) for v in [expected.get(field)] + list(expected.get("accept") or [])}


def match_fact(expected, entry):
    if expected["key"] != entry.get("key"):
        return 0.0
    if expected["key"] in ("eligibility", "award_rule"):
        return max(q_overlap(expected, entry), likeness(expected["value"], entry.get("value")))
    value = str(entry.get("value"))
    if value.isdigit() or expected["key"] == "contact_phone":
        digits = {re.sub(r"\D", "", flat(v)) for v in accepted(expected, "value", str)}
        return 1.0 if re.sub(r"\D", "", flat(value)) in digits else 0.0
    if day(value) in accepted(expected, "value", day):
        return 1.0
    best = max(likeness(v, value) for v in accepted(expected, "value", str))
    return best if best >= 0.8 else 0.0


HEAD = ("before", "after", "until", "by", "during", "on", "upon", "at", "as of", "for", "from")


def rule_words(value):
    value = re.sub(r"\s+", " ", str(value or "").strip().lower()).replace("exactly ", "approx ")
    for long, short in (("p1d recurring", "daily"), ("p1w recurring", "weekly"), ("p7d recurring", "weekly"),
                        ("p1m recurring", "monthly"), ("p1y recurring", "annually"),
                        ("p12m recurring", "annually"), ("p6m recurring", "half-yearly")):
        value = value.replace(long, short)
    value = re.sub(r"^(at least|approx) (\d+) per year$", r"annually \1 \2", value)
    value = re.sub(r"^(daily|weekly|monthly|annually|half-yearly)( approx 1)?$", r"\1 approx 1", value)
    for head in HEAD:
        if value.startswith(head + " "):
            return head
    return value


def match_rule(expected, entry):
    same = rule_words(entry.get("rule")) in accepted(expected, "rule", rule_words)
    return q_overlap(expected, entry) if same else 0.0


def bounds(entry):
    low, high = entry.get("min"), entry.get("max")
    if entry.get("value") is not None:
        low = high = entry["value"]
    qualifier = entry.get("qualifier")
    if qualifier == "at least":
        high = None
    elif qualifier == "at most":
        low = None
    return tuple(None if x is None else float(x) for x in (low, high))


def match_quantity(expected, entry):
    least = None
    for other in [expected] + list(expected.get("accept") or []):
        try:
            same = bounds(other) == bounds(entry)
        except (TypeError, ValueError):
            same = False
        if same:
            unit = flat(other.get("unit")) == flat(entry.get("unit"))
            least = min(least or 1.0, 0.3 if unit else LEAST_OVERLAP)
    found = q_overlap(expected, entry)
    return max(found, LEAST_OVERLAP) if least and found >= least else 0.0


def match_deliverable(expected, entry):
    return max(q_overlap(expected, entry), likeness(expected.get("name"), entry.get("name")))


def match_item(expected, entry):
    return 1.0 if expected["id"] == str(entry.get("id")) else 0.0


def path(value):
    value = re.sub("[①-⑳]", lambda m: "<%d>" % (ord(m.group()) - 0x245F), str(value or ""))
    return re.sub("^(公募|仕様書)/", "", flat(value)).replace("/", "")


def match_node(expected, entry):
    if path(expected["path"]) != path(entry.get("path")):
        return 0.0
    heading = expected.get("heading")
    return 1.0 if not heading or overlap(heading, entry.get("heading")) >= LEAST_OVERLAP else 0.0


KINDS = {
    "facts": match_fact, "rules": match_rule, "quantities": match_quantity, "obligations": q_overlap,
    "deliverables": match_deliverable, "references": q_overlap, "outline": match_node,
    "anomalies": q_overlap,
}
ATTRIBUTES = {"obligations": ("modality", "actor"), "references": ("resolves", "kind"), "quantities": ("unit",)}


def pair(expected, entries, match):
    """best pairs first, required entries before optional ones: (tally, matched pairs)"""
    tally, pairs = Tally(), []
    found = [(match(e, s), i, k) for i, e in enumerate(expected) for k, s in enumerate(entries)]
    found = sorted((f for f in found if f[0] >= LEAST_OVERLAP),
                   key=lambda f: (bool(expected[f[1]].get("optional")), -f[0],
                                  -likeness(expected[f[1]].get("quote"), entries[f[2]].get("quote"))))
    taken_by, repeats, used = {}, {}, set()
    for _, i, k in found:
        if i not in taken_by and k not in used:
            taken_by[i] = k
            used.add(k)
            pairs.append((expected[i], entries[k]))
    for _, i, k in found:
        if k not in used and repeats.get(i, 0) < REPEATS:
            repeats[i] = repeats.get(i, 0) + 1
            used.add(k)
            tally.ign += 1
    for i, e in enumerate(expected):
        if i in taken_by:
            tally.ign += bool(e.get("optional"))
            tally.tp += not e.get("optional")
        elif not e.get("optional"):
            tally.fn += 1
            tally.missed.append(e)
    tally.false = [s for k, s in enumerate(entries) if k not in used]
    tally.fp = len(tally.false)
    return tally, pairs


def score_dates(expected, entries):
    tally, used = Tally(), set()
    values = [day(s.get("value")) for s in entries]
    for e in expected:
        hit = accepted(e, "value", day) & set(values)
        used |= hit
        if e.get("optional"):
            tally.ign += bool(hit)
        elif hit:
            tally.tp += 1
        else:
            tally.fn += 1
            tally.missed.append(e)
    tally.false = [s for s, v in zip(entries, values) if v not in used]
    tally.fp = len({day(s.get("value")) for s in tally.false})
    return tally


def score_annex(expected, register):
    tally, pairs = pair(expected.get("items") or [], register.get("items") or [], match_item)
    for name in ("edition", "has_item_15_10", "addressee"):
        if expected.get(name) is not None:
            same = name in register and flat(expected[name]) == flat(register.get(name))
            tally.tp += same
            tally.fn += not same
    if expected.get("mail_auth") is not None:
        same = set(expected["mail_auth"]) == set(register.get("mail_auth") or []) and bool(register)
        tally.tp += same
        tally.fn += not same
    for e, s in pairs:
        tally.compare("modality", s.get("modality") in [e["modality"]] + list(e.get("alt_modality") or []))
    return tally


def score(expected, register, *_):
    result = {}
    for kind in ("facts", "dates", "rules", "quantities", "obligations", "deliverables", "references",
                 "annex", "outline", "anomalies"):
        want, have = expected.get(kind) or [], register.get(kind) or []
        if kind == "annex":
            result[kind] = score_annex(want or {}, have or {})
        elif kind == "dates":
            result[kind] = score_dates(want, have)
        else:
            result[kind], pairs = pair(want, have, KINDS[kind])
            for name in ATTRIBUTES.get(kind, ()):
                for e, s in pairs:
                    if name in e:
                        other = e.get("alt_" + name) or []
                        right = [e[name]] + (other if isinstance(other, list) else [other])
                        result[kind].compare(name, s.get(name) in right)
    return result
