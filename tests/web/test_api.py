"""The API of the whole program, as its own description tells it: usage: test_api.py ITAKU SOURCE

A desk of its own with one contract; `itaku serve --api-token` on a free port. Exercised: every operation
of openapi.json, each answer against the schema there; ETag, If-Match, versions, idempotency keys; problem
details with reasons; cursor pages; rights; the examples of docs/API.md; a revised document that keeps
what the API wrote.
"""
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desk_server import Tap, form  # noqa: E402

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP python3-jsonschema is not installed")
    sys.exit(0)

itaku, source = sys.argv[1:3]
specification = os.path.join(source, "samples/specification.txt")
tap = Tap()
folder = tempfile.mkdtemp(prefix="itaku-api-")
desk = os.path.join(folder, "desk")
environment = dict(os.environ, LC_ALL="C.UTF-8")


class Program:
    """The running server, and requests to it as a program sends them."""

    def __init__(self):
        self.process = subprocess.Popen(
            [itaku, "serve", "--desk", desk, "--port", "0", "--api-token", "--quiet"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        self.token = self.process.stdout.readline().split(": ")[1].strip()
        address = self.process.stdout.readline().strip()
        self.port = int(re.search(r":(\d+)/", address).group(1))
        self.entry = address[address.index("/enter"):]
        self.cookie = None

    def ask(self, method, path, body=None, headers=None, token=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        given = {"Authorization": "Bearer " + (self.token if token is None else token)}
        given.update(headers or {})
        data = None
        if body is not None:
            given.setdefault("Content-Type", "application/json")
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection.request(method, path, body=data, headers=given)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        kind = answer.headers.get("Content-Type", "")
        return answer.status, answer.headers, json.loads(text) if "json" in kind and text else text

    def page(self, method, path, body=None, **headers):
        """What a browser gets: (status, headers, text)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, body=body, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers, text

    def upload(self, path, fields, files):
        """Files come in by a form, as a person sends them; where it goes on."""
        if self.cookie is None:
            self.cookie = self.page("GET", self.entry)[1]["Set-Cookie"].split(";")[0]
        text = self.page("GET", "/contracts/%d/deliverables" % number, Cookie=self.cookie)[2]
        csrf = re.search(r'name="csrf" (?:content|value)="([^"]+)"', text).group(1)
        body, kind = form([("csrf", csrf)] + fields, files)
        status, headers, text = self.page("POST", path, body, Cookie=self.cookie, Content_Type=kind)
        told = re.search(r'id="faults".*?</div>', text, re.S)
        return headers.get("Location") if status == 303 else (status, told.group(0) if told else text[-400:])

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(20)
        self.process.stdout.close()
        self.process.stderr.close()
        return code


def run(*words):
    return subprocess.run([itaku, *words], env=environment, capture_output=True, text=True, timeout=60)


# ---- the description ----

run("open", "--desk", desk, specification)
server = Program()
status, headers, api = server.ask("GET", "/api/v1/openapi.json")
tap.equal(status, 200, "the description is there")
tap.equal(api["openapi"], "3.1.0", "it is OpenAPI 3.1")
walked = set()


def resolver(schema):
    """The schema with the components it refers to, as a schema of its own."""
    text = json.dumps({**schema, "components": api["components"]})
    return json.loads(text)


def validate(schema, value):
    """What is wrong with the value; None when nothing is."""
    try:
        jsonschema.Draft202012Validator(
            resolver(schema), format_checker=jsonschema.FormatChecker()).validate(value)
    except jsonschema.ValidationError as e:
        return "%s at %s" % (e.message[:200], list(e.absolute_path))
    return None


def call(method, template, ids=(), body=None, query="", headers=None, want=None):
    """One operation of the description: its answer must fit the schema that is told for it."""
    operation = api["paths"][template][method.lower()]
    path = template
    for i in ids:
        path = re.sub(r"\{\w+\}", str(i), path, count=1)
    if body is not None and want is None:
        wrong = validate(operation["requestBody"]["content"]["application/json"]["schema"], body)
        tap.ok(wrong is None, "%s %s: our request fits the description" % (method, template), wrong)
    status, answer_headers, value = server.ask(method, path + query, body, headers)
    responses = operation["responses"]
    if status >= 400:
        response = responses["default"]
    else:
        response = responses.get(str(status)) or responses.get("2XX")
        walked.add((method, template))
    media = answer_headers.get("Content-Type", "").split(";")[0]
    content = (response or {}).get("content", {})
    tap.ok(media in content, "%s %s: %d is answered in a described type" % (method, template, status),
           (media, value))
    if media in content:
        wrong = validate(content[media]["schema"], value)
        tap.ok(wrong is None, "%s %s: … and fits its schema" % (method, template), wrong)
    if want is not None:
        tap.equal(status, want, "%s %s is answered with %d" % (method, template, want))
    elif status >= 400:
        tap.ok(False, "%s %s is done" % (method, template), (status, value))
    return status, answer_headers, value


def check_description():
    for template, operations in api["paths"].items():
        for method, operation in operations.items():
            tap.ok(bool(operation.get("summary")), "%s %s has a summary" % (method, template))
            names = set(re.findall(r"\{(\w+)\}", template))
            told = {p["name"] for p in operation["parameters"] if p["in"] == "path"}
            tap.equal(told, names, "%s %s tells the parts of its path" % (method, template))
    for name, schema in api["components"]["schemas"].items():
        try:
            jsonschema.Draft202012Validator.check_schema(resolver(schema))
            tap.ok(True, "schema %s is one" % name)
        except jsonschema.SchemaError as e:
            tap.ok(False, "schema %s is one" % name, e.message)


C = "/api/v1/contracts/{id}"
check_description()

# ---- reading ----

contract = call("GET", "/api/v1/contracts")[2]["data"][0]
number = contract["id"]
_, headers, contract = call("GET", C, [number])
tag = headers.get("ETag")
tap.ok(tag is not None, "a contract has an ETag")
tap.equal(server.ask("GET", "/api/v1/contracts/%d" % number, headers={"If-None-Match": tag})[0], 304,
          "If-None-Match of the same version is 304")
tap.ok(len(call("GET", C + "/facts", [number])[2]["data"]) > 3, "facts")
tap.equal(len(call("GET", C + "/documents", [number])[2]["data"]), 1, "documents")
due = call("GET", "/api/v1/due", query="?contract=%d&waiting=true&done=true" % number)[2]["data"]
tap.ok(len(due) > 5, "due")
first = call("GET", C + "/duties", [number], query="?limit=7")[2]
tap.ok(0 < len(first["data"]) <= 7, "a page of duties is not longer than asked for")
seen, cursor = [], ""
for _ in range(100):
    page = server.ask("GET", "/api/v1/contracts/%d/duties?limit=7%s" % (
        number, "&cursor=" + cursor if cursor else ""))[2]
    seen += [d["id"] for d in page["data"]]
    cursor = page["next"]
    if not cursor:
        break
whole = [d["id"] for d in server.ask("GET", "/api/v1/contracts/%d/duties?limit=1000" % number)[2]["data"]]
tap.equal(len(set(seen)), len(seen), "cursor pages give no duty twice")
tap.equal(seen, whole, "… and all of them, in order")
call("GET", C + "/duties", [number], query="?cursor=nonsense", want=422)
musts = call("GET", C + "/duties", [number], query="?modality=must_not")[2]["data"]
tap.ok(all(d["modality"] == "must_not" for d in musts), "filters hold")
found = call("GET", C + "/duties", [number], query="?words=%E4%BC%9A%E5%A0%B4")[2]["data"]
tap.ok(found and all("会場" in d["quote"] + d["summary"] for d in found), "two characters are found")

# ---- one duty ----

D = "/api/v1/duties/{id}"
duty_id = whole[3]
_, headers, duty = call("GET", D, [duty_id])
tag = headers["ETag"]
call("PUT", D + "/owner", [duty_id], {"owner": "佐藤"}, headers={"If-Match": tag})
status, _, problem = call("PUT", D + "/owner", [duty_id], {"owner": "鈴木"}, headers={"If-Match": tag}, want=412)
status, _, problem = call("PUT", D + "/owner", [duty_id], {"owner": "鈴木", "version": duty["version"]}, want=409)
tap.ok(problem.get("title") and problem.get("status") == 409, "a refusal is a problem detail", problem)
tap.ok(problem.get("reasons"), "… with its reasons", problem)
status, _, problem = call("PUT", D + "/owner", [duty_id], {"owner": "鈴木"}, want=422)
tap.ok("If-Match" in json.dumps(problem), "without a version it says what is missing", problem)
duty = call("GET", D, [duty_id])[2]
tap.equal(duty["owner"], "佐藤", "the first owner stands")
tap.equal(server.ask("PUT", "/api/v1/duties/%d/owner" % duty_id, b"{")[0], 422, "broken JSON")
tap.equal(server.ask("PUT", "/api/v1/duties/%d/owner" % duty_id, {"woner": "x"})[0], 422, "a field nobody knows")
tap.equal(server.ask("PUT", "/api/v1/duties/%d/owner" % duty_id, b"owner=x",
                     {"Content-Type": "text/plain"})[0], 415, "another media type")


def version_of(i):
    return server.ask("GET", "/api/v1/duties/%d" % i)[2]["version"]


vague = next((d["duty"] for d in due if d["state"] == "waiting"), duty_id)
call("PUT", D + "/reading", [vague], {
    "version": version_of(vague), "value": "2026-12-01", "words": "12月1日まで", "by": "担当官", "day": "2026-06-01"})
call("PUT", D + "/reading", [vague], {
    "version": version_of(vague), "value": "そのうち", "by": "担当官", "day": "2026-06-01"}, want=422)
key = {"Idempotency-Key": "one-and-only"}
body = {"version": version_of(duty_id), "note": "電子メールで提出", "day": "2026-06-02"}
one = call("POST", D + "/evidence", [duty_id], body, headers=key)
two = call("POST", D + "/evidence", [duty_id], body, headers=key)
tap.equal((two[0], two[2]), (one[0], one[2]), "the same key again gives the same answer")
tap.equal(len(call("GET", D, [duty_id])[2]["evidence"]), 1, "… and nothing is done twice")
call("POST", D + "/evidence", [duty_id], dict(body, note="別の内容"), headers=key, want=409)
status, headers, made = call("POST", C + "/duties", [number], {
    "summary": "追加の義務", "quote": "追加の義務を行うこと。", "modality": "must", "party": "contractor",
    "time": "2026-11-30"})
tap.ok(status == 201 and headers.get("Location"), "a new duty has a Location", (status, dict(headers)))
new = call("GET", D, [made["id"]])[2]
call("PUT", D, [made["id"]], {"version": new["version"], "summary": "追加の義務（訂正）",
                              "quote": "追加の義務を行うこと。", "modality": "should", "party": "contractor"})
call("POST", D + "/drop", [made["id"]], {"version": version_of(made["id"]), "why": "重複"})
call("GET", D, [999999], want=404)

# ---- occasions, lists, history ----

O = C + "/occasions"
call("GET", O, [number])
preview = call("POST", O, [number], {"name": "契約締結日", "day": "2026-06-01", "preview": True})[2]
tap.ok("data" in preview, "a preview tells what would move", preview)
tap.ok(all(o["id"] == 0 or o["name"] != "契約締結日" for o in server.ask(
    "GET", "/api/v1/contracts/%d/occasions" % number)[2]["data"]), "… and saves nothing")
call("POST", O, [number], {"name": "契約締結日", "day": "2026-06-01"})
typed = [o for o in call("GET", O, [number])[2]["data"] if o["name"] == "契約締結日"]
tap.equal(typed and typed[0]["day"], "2026-06-01", "an occasion that was typed")
values = {"meeting": {"title": "初回打合せ", "day": "2026-06-05"}, "question": {"text": "会場は選べますか"},
          "deliverable": {"name": "議事録"}, "milestone": {"title": "準備", "plan_first": "2026-06-01"},
          "finding": {}}
for kind, value in values.items():
    call("GET", C + "/items/{type}", [number, kind])
    if value:
        made = call("POST", C + "/items/{type}", [number, kind], value)[2]
        item = call("GET", "/api/v1/items/{id}", [made["id"]])[2]
        call("PATCH", "/api/v1/items/{id}", [made["id"]], {"version": item["version"], **value})
call("GET", C + "/items/{type}", [number, "nonsense"], want=404)
history = call("GET", C + "/history", [number])[2]["data"]
undoable = next((h for h in history if h["can_undo"]), None)
tap.ok(undoable is not None, "something can be undone")
if undoable:
    call("POST", "/api/v1/undo", [], {"seq": undoable["seq"]})
_, headers, contract = call("GET", C, [number])
call("PUT", C, [number], {"title": contract["title"], "buyer": contract["buyer"], "term_first": "2026-06-01",
                          "term_last": "2027-01-29"}, headers={"If-Match": headers["ETag"]})
call("PUT", C, [number], {"title": "x", "term_first": "2027-06-01", "term_last": "2027-01-29",
                          "version": contract["version"] + 1}, want=422)

# ---- files that are to leave, and files of evidence ----

F = "/api/v1/files/{id}"
telephone = "連絡先　電話 03-5555-0123\n".encode()
where = server.upload("/contracts/%d/files" % number, [], [("files", "letter.txt", telephone)])
tap.ok(isinstance(where, str), "a file comes in", where)
listed = call("GET", C + "/files", [number])[2]["data"]
tap.equal([(f["name"], f["state"], f["undecided"]) for f in listed], [("letter.txt", "open", 1)], "it is listed")
file_id = listed[0]["id"]
_, headers, one = call("GET", F, [file_id])
rule = one["rules"][0]
tap.equal((rule["rule"], rule["choice"], len(rule["findings"])), ("PII-302", "none", 1), "what was found in it")
tap.ok("5555" not in json.dumps(one), "… is masked", one)
decision = {"version": one["version"], "rule": "PII-302", "choice": "allow", "who": "緑川 花子"}
call("POST", F + "/decision", [file_id], decision, want=422)
call("POST", F + "/decision", [file_id], dict(decision, rule="PDF-101", reason="x"), want=422)
call("POST", F + "/decision", [file_id], dict(decision, who="担当者", reason="公表している代表番号"), want=422)
call("POST", F + "/decision", [file_id], dict(decision, reason="公表している代表番号"))
call("POST", F + "/decision", [file_id], dict(decision, reason="もう一度"), want=409)
one = call("GET", F, [file_id])[2]
tap.equal((one["state"], one["undecided"], one["rules"][0]["reason"]), ("ready", 0, "公表している代表番号"),
          "what was allowed may leave")

# The file comes again under its name: the same entry, its decision proposed where nothing is new.
def comes_again(text):
    server.upload("/contracts/%d/files" % number, [], [("files", "letter.txt", text)])
    return call("GET", F, [file_id])[2]


tap.equal(comes_again(telephone)["version"], one["version"], "the same bytes change nothing")
again = comes_again(telephone + "よろしく\n".encode())
rule = again["rules"][0]
tap.equal((again["edition"], again["state"], again["proposed"]), (2, "open", 1), "a new edition waits")
tap.equal((rule["choice"], rule["proposed"], rule["proposed_by"], rule["added"]), ("none", "allow", "緑川 花子", 0),
          "… with what was decided before as a proposal")
call("POST", F + "/confirm", [file_id], {"version": again["version"], "who": "担当者"}, want=422)
call("POST", F + "/confirm", [file_id], {"version": one["version"], "who": "青木 太郎"}, want=409)
call("POST", F + "/confirm", [file_id], {"version": again["version"], "who": "青木 太郎"})
again = call("GET", F, [file_id])[2]
tap.equal((again["state"], again["rules"][0]["decided_by"], again["rules"][0]["reason"]),
          ("ready", "青木 太郎", "公表している代表番号"), "… that a person confirms")
call("POST", F + "/confirm", [file_id], {"version": again["version"], "who": "青木 太郎"}, want=422)
events = call("GET", C + "/history", [number], query="?record=%d" % file_id)[2]["data"]
tap.equal([(e["kind"], [d["rule"] for d in e["decided"]], e["edition"]) for e in events],
          [("inspection.confirm", ["PII-302"], 0), ("inspection.renew", [], 2),
           ("inspection.decide", ["PII-302"], 0), ("inspection.add", [], 0)],
          "the history says which rule was decided, and which edition came")
again = comes_again(telephone * 2)
tap.equal((again["proposed"], again["rules"][0]["added"]), (0, 1), "what has a new place is decided anew")
call("POST", F + "/decision", [file_id], dict(decision, version=again["version"], reason="公表している代表番号"))
refused = server.upload("/contracts/%d/files" % number, [],
                        [("files", "third.txt", telephone), ("files", "none.txt", b""), ("files", "fourth.txt", telephone)])
tap.ok("none.txt" in str(refused), "an empty file is named", refused)
names = {f["name"]: f for f in call("GET", C + "/files", [number])[2]["data"]}
tap.ok("third.txt" in names and "fourth.txt" in names, "… and keeps no other out", list(names))
for name in ("third.txt", "fourth.txt"):
    call("POST", F + "/decision", [names[name]["id"]], dict(decision, version=1, reason="公表している代表番号"))
for name in ("first.txt", "second.txt"):
    server.upload("/contracts/%d/files" % number, [], [("files", name, telephone)])
waiting = [f["id"] for f in call("GET", C + "/files", [number])[2]["data"] if f["undecided"] > 0]
tap.equal(len(waiting), 2, "two files wait")
ALL = C + "/files/decisions"
together = {"files": waiting, "rule": "PII-302", "choice": "allow", "who": "緑川 花子"}
call("POST", ALL, [number], together, want=422)
call("POST", ALL, [number], dict(together, files=[], reason="x"), want=422)
call("POST", ALL, [number], dict(together, files=[duty_id], reason="x"), want=404)
done = call("POST", ALL, [number], dict(together, reason="公表している代表番号"))[2]
tap.equal((done["decided"], done["passed_over"]), (2, 0), "one decision for both")
states = {f["id"]: f["state"] for f in call("GET", C + "/files", [number])[2]["data"]}
tap.equal([states[i] for i in waiting], ["ready", "ready"], "… after which both may leave")
done = call("POST", ALL, [number], dict(together, choice="none", files=waiting[:1]))[2]
tap.equal(call("GET", F, waiting[:1])[2]["state"], "open", "… and it can be taken back")
done = call("POST", ALL, [number], dict(together, rule="PDF-101", reason="x"))[2]
tap.equal((done["decided"], done["passed_over"]), (0, 2), "files without the rule are passed over")
call("GET", F, [duty_id], want=404)
other = whole[4]
where = server.upload("/duties/%d/done" % other, [("version", str(version_of(other)))],
                      [("file", "record.txt", telephone)])
tap.ok(isinstance(where, str), "a file comes in as evidence", where)
evidence = call("GET", D, [other])[2]["evidence"]
tap.equal([(e["inspected"], e["grave"]) for e in evidence], [("inspected", 1)], "… and is looked through")

# ---- the examples of docs/API.md ----

with open(os.path.join(source, "docs/API.md"), encoding="utf-8") as f:
    blocks = re.findall(r"```sh\n(.*?)```", f.read(), re.S)
tap.ok(len(blocks) > 2, "docs/API.md has examples")
if shutil.which("curl"):
    for command in re.split(r"\n(?=curl )", "\n".join(b.strip() for b in blocks)):
        result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=20, env=dict(
            environment, TOKEN=server.token, DESK="http://127.0.0.1:%d" % server.port))
        try:
            value = json.loads(result.stdout)
        except ValueError:
            value = {"status": result.stdout}
        tap.ok("status" not in value, "an example works: %s" % command[-60:].replace("\n", " "), result.stdout)

# ---- rights, and what is left ----

told = {(m.upper(), t) for t, operations in api["paths"].items() for m in operations}
tap.equal(sorted(told - walked), [], "every operation of the description was done")
tap.equal(server.ask("GET", "/api/v1/contracts", token="wrong")[0], 401, "a wrong token")
tap.equal(server.ask("GET", "/api/v1/nothing")[0], 404, "no such operation")
tap.equal(server.ask("DELETE", "/api/v1/contracts")[0], 405, "no such method")
tap.equal(server.stop(), 0, "the server ends cleanly")

# ---- a revised document keeps what people added ----

with open(specification, encoding="utf-8") as f:
    text = f.read()
revised = os.path.join(folder, "revised.txt")
with open(revised, "w", encoding="utf-8") as f:
    f.write(text.replace("約50万円", "約60万円"))
result = run("open", "--desk", desk, revised)
tap.equal(result.returncode, 1, "a revision is not applied unasked")
result = run("open", "--desk", desk, "--yes", revised)
tap.equal(result.returncode, 0, "… and with --yes it is")
server = Program()
duty = server.ask("GET", "/api/v1/duties/%d" % duty_id)[2]
tap.equal(duty["owner"], "佐藤", "the owner is kept")
tap.equal(len(duty["evidence"]), 1, "the evidence is kept")
tap.equal(server.ask("GET", "/api/v1/duties/%d" % vague)[2]["reading"]["value"], "2026-12-01",
          "the agreed reading is kept")
quotes = " ".join(d["quote"] for d in server.ask("GET", "/api/v1/contracts/%d/duties?limit=1000" % number)[2]["data"])
tap.ok("60万円" in quotes and "50万円" not in quotes, "what was revised is there once")
server.stop()
tap.equal(run("doctor", "--desk", desk).returncode, 0, "the desk is sound")
shutil.rmtree(folder, ignore_errors=True)
sys.exit(tap.end())
