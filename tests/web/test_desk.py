"""The server from outside: entry, sessions, forged forms, inputs, uploads, methods, assets, slow
clients, the end. usage: test_desk.py TEST-SERVER"""

import hashlib
import json
import re
import sys
import threading
import time

from desk_server import Server, Tap, form, parse, read_all

server = Server(sys.argv[1], 2)
tap = Tap()
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
BEARER = {"Authorization": "Bearer " + server.api_token}

# ---- entry and sessions ----
status, headers, body = server.ask("GET", "/form")
tap.equal(status, 401, "without a session: 401")
tap.ok("itaku serve" in body.decode(), "it says what to do")
tap.ok("default-src 'none'" in headers["content-security-policy"] and "unsafe" not in headers["content-security-policy"],
       "CSP on a refusal")
tap.equal(server.ask("GET", "/enter?token=abc")[0], 401, "a wrong token")
tap.equal(server.ask("GET", "/enter")[0], 401, "no token")
tap.equal(server.ask("GET", server.entry, {"Sec-Purpose": "prefetch"})[0], 503, "a look ahead does not use the token up")
tap.equal(server.ask("POST", server.entry)[0], 405, "entry takes GET only")
status, headers, _ = server.ask("GET", server.entry)
tap.equal(status, 303, "the token opens the desk")
cookie = headers["set-cookie"]
tap.ok("HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/" in cookie, "the cookie is closed to scripts and other sites")
tap.equal(server.ask("GET", server.entry)[0], 401, "the token works once")
server.new_address()
server.enter()
tap.equal(server.ask("GET", "/form")[0], 200, "a new address after USR1")
tap.equal(server.ask("GET", "/enter?token=abc")[0], 303, "who is in stays in")
tap.equal(server.ask("GET", "/form", {"Cookie": server.cookie + "x"}, session=False)[0], 401, "a wrong cookie")
status, headers, _ = server.ask("GET", "/form")
for name, value in [("cache-control", "no-store"), ("x-content-type-options", "nosniff"),
                    ("referrer-policy", "same-origin"), ("cross-origin-opener-policy", "same-origin")]:
    tap.equal(headers.get(name), value, "header " + name)
tap.ok("frame-ancestors 'none'" in headers["content-security-policy"], "no frames")

# ---- methods, paths ----
status, headers, body = server.ask("HEAD", "/form")
tap.ok(status == 200 and body == b"" and int(headers["content-length"]) > 500, "HEAD", (status, headers, body))
status, headers, _ = server.ask("PUT", "/form", URLENCODED, b"a=1")
tap.ok(status == 405 and headers["allow"] == "GET, HEAD, POST", "405 with Allow", (status, headers))
tap.equal(server.ask("POST", "/slow", URLENCODED, b"a=1")[1].get("allow"), "GET, HEAD", "Allow of a page without save")
tap.equal(server.ask("GET", "/nothing")[0], 404, "404")
tap.equal(server.ask("GET", "/form/")[0], 404, "a slash more is another address")
tap.equal(server.ask("GET", "/form", host="other.example")[0], 421, "another Host: 421 (DNS rebinding)")
tap.equal(server.ask("GET", "/api/v1/records/0", BEARER)[0], 404, "an id is from 1")
tap.equal(server.ask("GET", "/api/v1/records/99999999999999999999", BEARER)[0], 404, "an id that is too long")
tap.equal(json.loads(server.ask("GET", "/api/v1/words/2026-08/5", BEARER)[2]), {"id": 5, "word": "2026-08"}, "words of a path")

# ---- assets ----
asset = re.search(r"/a/[0-9a-f]{16}/desk\.css", server.ask("GET", "/form")[2].decode()).group(0)
status, headers, body = server.ask("GET", asset, session=False)
tap.ok(status == 200 and "immutable" in headers["cache-control"] and len(body) > 1000, "an asset", headers)
tap.equal(server.ask("GET", asset, {"If-None-Match": headers["etag"]})[0], 304, "an asset is not sent twice")
tap.equal(server.ask("GET", "/a/0000000000000000/desk.css")[0], 404, "an asset of another build")
tap.equal(server.ask("POST", asset, URLENCODED, b"a=1")[0], 405, "an asset takes GET only")

# ---- forged forms ----
GOOD = b"csrf=%s&title=x&count=3" % server.csrf.encode()
ORIGIN = {"Origin": "http://" + server.host}
status, headers, _ = server.ask("POST", "/form", dict(URLENCODED, **ORIGIN), GOOD)
tap.ok(status == 303 and headers["location"] == "/form?days=3", "a form of ours", (status, headers))
tap.ok("itaku-message" not in headers, "the message stays inside")
tap.equal(server.ask("POST", "/form", URLENCODED, GOOD)[0], 303, "a form from a browser that tells no origin")
tap.equal(server.ask("POST", "/form", URLENCODED, b"title=x")[0], 403, "no token")
tap.equal(server.ask("POST", "/form", URLENCODED, b"csrf=wrong&title=x")[0], 403, "a wrong token")
tap.equal(server.ask("POST", "/form", dict(URLENCODED, Origin="http://evil.example"), GOOD)[0], 403, "another origin")
tap.equal(server.ask("POST", "/form", dict(URLENCODED, Origin="null"), GOOD)[0], 403, "origin null")
tap.equal(server.ask("POST", "/form", dict(URLENCODED, **{"Sec-Fetch-Site": "cross-site"}), GOOD)[0], 403, "another site")
tap.equal(server.ask("POST", "/form", dict(URLENCODED, **{"Sec-Fetch-Site": "same-site"}), GOOD)[0], 403, "a neighbour's site")
tap.equal(server.ask("POST", "/form", dict(URLENCODED, Origin="http://localhost:%d" % (server.port + 1)), GOOD)[0], 403, "another port")
status, _, body = server.ask("POST", "/form", dict(URLENCODED, **ORIGIN), b"csrf=old&title=kept")
tap.ok(status == 422 and server.csrf.encode() in body, "an old form of ours comes back with a new token", status)

# ---- inputs ----
bad = (b"csrf=" + server.csrf.encode() + b"&title=%E3%81%82%E3%81%84%E3%81%86%E3%81%88%E3%81%8A%E3%81%8B%E3%81%8D%E3%81%8F%E3%81%91%E3%81%93%E3%81%95"
       b"&note=a%00b")
tap.equal(server.ask("POST", "/action", URLENCODED, bad)[0], 400, "a NUL in a field")
bad = bad.replace(b"%00", b"%01") + b"&state=other&record=-3&count=100&day=2026-02-30&flag=maybe&ids=1&ids=x&unknown=1&title=2"
status, _, body = server.ask("POST", "/action", dict(URLENCODED, **ORIGIN), bad)
text = body.decode()
tap.equal(status, 422, "faults: 422")
for name in ["title", "note", "state", "record", "count", "day", "flag", "ids", "unknown"]:
    tap.ok('href="#in-%s"' % name in text, "all faults at once: " + name, text[-3000:])
tap.ok("あいうえおかきくけこさ" in text, "what was typed is kept", text)
tap.ok('lang="ja"' in text and "10 文字以内" in text, "told in Japanese")
tap.equal(server.ask("POST", "/action", URLENCODED, b"csrf=" + server.csrf.encode() + b"&title=&note=")[0], 422, "a required field that is empty")
status, _, body = server.ask("POST", "/action", dict(URLENCODED, **ORIGIN),
                             b"csrf=" + server.csrf.encode() + b"&title=%3Cscript%3E&count=x")
tap.ok(b"<script>" not in body and b"&lt;script&gt;" in body, "what comes back is escaped", body)
for kind, want in [(1, 422), (2, 415), (3, 413), (4, 404), (5, 403), (6, 409), (7, 503), (8, 500)]:
    status, _, body = server.ask("POST", "/action", dict(URLENCODED, **ORIGIN),
                                 b"csrf=" + server.csrf.encode() + b"&title=keepme&fail=%d" % kind)
    tap.equal(status, want, "error kind %d" % kind)
    tap.ok(want in (404, 503, 500) or b"keepme" in body, "typed values kept with error kind %d" % kind, body)
tap.ok(b"failed as asked" not in body, "an inner error is not told outside")
tap.equal(server.ask("GET", "/form?days=x")[0], 422, "a query that does not fit")
tap.equal(server.ask("GET", "/form?days=5&utm=1")[0], 200, "a query nobody asked for")

# ---- API ----
status, headers, body = server.ask("GET", "/api/v1/records/12", session=False)
tap.ok(status == 401 and headers["content-type"] == "application/problem+json" and "www-authenticate" in headers, "API without a token", headers)
tap.equal(server.ask("GET", "/api/v1/records/12", {"Authorization": "Bearer wrong"}, session=False)[0], 401, "API with a wrong token")
tap.equal(server.ask("GET", "/form", BEARER, session=False)[0], 401, "the token of the API opens no page")
status, headers, _ = server.ask("GET", "/api/v1/records/12", BEARER, session=False)
tap.equal((status, headers["etag"]), (200, '"12"'), "API with its token")
tap.equal(server.ask("GET", "/api/v1/records/12", dict(BEARER, **{"If-None-Match": '"12"'}))[0], 304, "If-None-Match")
change = json.dumps({"title": "x", "ids": [1, 2], "flag": True, "note": None}).encode()
tap.equal(server.ask("PATCH", "/api/v1/records/7", dict(BEARER, **JSON, **{"If-Match": '"7"'}), change, session=False)[0], 200, "If-Match")
tap.equal(server.ask("PATCH", "/api/v1/records/7", dict(BEARER, **JSON, **{"If-Match": '"6"'}), change, session=False)[0], 412, "If-Match of an older version: 412")
status, _, body = server.ask("PATCH", "/api/v1/records/7", dict(BEARER, **JSON), b'{"title":"0123456789a","count":-1,"x":1}', session=False)
problem = json.loads(body)
tap.ok(status == 422 and [r["field"] for r in problem["reasons"]] == ["title", "count", "x"], "reasons of a problem", body)
for what, data, want in [("broken JSON", b'{"title":', 422), ("a list", b"[1]", 422), ("a nested object", b'{"title":{"a":1}}', 422),
                         ("a member twice", b'{"title":"a","title":"b"}', 422), ("no UTF-8", b'{"title":"\xff"}', 400),
                         ("a number with a point", b'{"count":1.5,"title":"a"}', 422), ("deep", b"[" * 3000 + b"]" * 3000, 422)]:
    tap.equal(server.ask("PATCH", "/api/v1/records/7", dict(BEARER, **JSON), data, session=False)[0], want, "JSON: " + what)
tap.equal(server.ask("PATCH", "/api/v1/records/7", dict(BEARER, **{"Content-Type": "text/plain"}), b"a", session=False)[0], 415, "another type: 415")
tap.equal(server.ask("PATCH", "/api/v1/records/7", dict(JSON, **ORIGIN), change)[0], 403, "a session without the CSRF header")
tap.equal(server.ask("PATCH", "/api/v1/records/7", dict(JSON, **{"X-CSRF-Token": server.csrf, "If-Match": '"7"'}), change)[0], 200, "a session with it")
tap.equal(server.ask("PATCH", "/api/v1/records/7", dict(BEARER, **JSON), b'{"title":"%s"}' % (b"a" * (1 << 20)), session=False)[0], 413, "a body that is too large: 413")

# ---- uploads ----
def upload(fields, files, path="/form", **more):
    body, kind = form([("csrf", server.csrf)] + fields, files)
    return server.ask("POST", path, dict({"Content-Type": kind}, **ORIGIN), body, **more)

content = bytes(range(256)) * 4096 + b"\r\n--\r\n----itakuBoundary012345678\r\n-"
status, headers, _ = upload([("title", "x")], [("file", "C:\\a\\仕様書.pdf", content)])
want = "仕様書.pdf %d %s" % (len(content), hashlib.sha256(content).hexdigest()[:8])
tap.equal((status, headers.get("x-file", "").encode("latin-1").decode()), (200, want), "an upload, name without folders")
tap.equal(upload([("title", "x")], [("file", "a", b"")])[1].get("x-file", "")[:4], "a 0 ", "an empty file")
tap.equal(upload([("title", "x")], [("file", "", b"")])[0], 303, "a file field nobody used")
tap.equal(upload([("title", "x")], [("file", "../../x", b"a")])[1].get("x-file", "")[:4], "x 1 ", "a path in the name")
tap.equal(upload([("title", "x")], [("file", "a", b"a"), ("file", "b", b"b")])[0], 422, "two files where one is asked for")
tap.equal(upload([("title", "x")], [("other", "a", b"a")])[0], 422, "a file nobody asked for")
tap.equal(upload([("title", "x")], [("file", "a", b"a" * ((3 << 20) + 1))])[0], 413, "a file that is too large: 413")
tap.equal(upload([("title", "x")], [("file", "a", b"a" * (6 << 20))])[0], 413, "a body that is declared too large")
tap.ok("3 MB" in upload([("title", "x")], [("file", "a", b"a" * (6 << 20))])[2].decode(), "… says how much is taken")
tap.equal(upload([("title", "a" * (1 << 20))], [])[0], 413, "fields that are too large")
body, kind = form([("csrf", server.csrf), ("title", "x")], [("file", "a", b"abc")])
for what, data, want in [
        ("the end is missing", body[:-10], 400), ("a preamble", b"hello\r\n" + body, 400), ("something after the end", body + b"x", 400),
        ("a part without a name", body.replace(b' name="title"', b""), 400), ("a part of another kind", body.replace(b"form-data", b"attachment", 1), 400),
        ("LF for line ends", body.replace(b"\r\n", b"\n"), 400), ("base64", body.replace(b"Content-Type: application/octet-stream", b"Content-Transfer-Encoding: base64"), 415),
        ("a huge part header", body.replace(b"Content-Type: application", b"X: " + b"a" * 9000 + b"\r\nContent-Type: application"), 431),
        ("a name that is no UTF-8", body.replace(b'filename="a"', b'filename="\xff"'), 400), ("a field that is no UTF-8", body.replace(b"\r\n\r\nx\r\n", b"\r\n\r\n\xff\r\n"), 400)]:
    tap.equal(server.ask("POST", "/form", dict({"Content-Type": kind}, **ORIGIN), data)[0], want, "multipart: " + what)
tap.equal(server.ask("POST", "/form", {"Content-Type": "multipart/form-data"}, body)[0], 400, "multipart: no boundary")
tap.equal(upload([("title", "x")], [("file", "a", b"a")], path="/api/v1/words/a/1")[0], 405, "an upload where none is taken")
tap.equal(server.ask("POST", "/form", dict({"Content-Type": kind}, **ORIGIN), body, session=False)[0], 401, "an upload without a session is not read")
with server.connect() as s:
    head = ("POST /form HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nOrigin: http://%s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            % (server.host, server.cookie, server.host, kind, 2 << 20))
    s.sendall(head.encode() + body[:body.index(b"abc")] + b"a" * 300000)
    for _ in range(50):
        if server.left_files():
            break
        time.sleep(0.02)
    tap.equal(len(server.left_files()), 1, "an upload is on its way to the disk")
for _ in range(100):
    if not server.left_files():
        break
    time.sleep(0.02)
tap.equal(server.left_files(), [], "an upload that breaks off leaves no file")

# ---- slow clients, several at once, the end ----
begun = time.time()
with server.connect(15) as s:
    s.sendall(b"GET /form HT")
    read_all(s)
tap.ok(time.time() - begun < 12, "a client that falls silent is cut", time.time() - begun)
begun = time.time()
with server.connect(15) as s:
    try:
        while time.time() - begun < 30:
            s.sendall(b"a")
            time.sleep(0.4)
    except OSError:
        pass
tap.ok(time.time() - begun < 25, "a client that drips is cut", time.time() - begun)
begun = time.time()
with server.connect(15) as s:
    try:
        s.sendall(head.encode())
        while time.time() - begun < 30:
            s.sendall(b"a")
            time.sleep(0.4)
    except OSError:
        pass
tap.ok(time.time() - begun < 25, "a client that drips its body is cut", time.time() - begun)
status, _, body = server.ask("POST", "/versioned", dict(URLENCODED, **ORIGIN), b"csrf=%s&version=3&title=mine" % server.csrf.encode())
tap.ok(status == 409 and b"version=9 title=mine" in body, "a conflict: what was typed, over the new version", body)
begun = time.time()
threads = [threading.Thread(target=server.ask, args=("GET", "/slow")) for _ in range(12)]
for thread in threads:
    thread.start()
quick = time.time()
tap.equal(server.ask("GET", "/form")[0], 200, "a quick page beside twelve slow ones")
tap.ok(time.time() - quick < 1.2, "and it does not wait for them", time.time() - quick)
for thread in threads:
    thread.join()
tap.ok(time.time() - begun < 9, "slow pages run beside each other", time.time() - begun)
with server.connect() as s:
    s.sendall(b"GET /form HTTP/1.1\r\nHost: %s\r\n\r\n" % server.host.encode() * 3)
    time.sleep(0.3)
    s.sendall(b"GET /form HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" % server.host.encode())
    tap.equal(read_all(s).count(b"HTTP/1.1 401"), 4, "four requests in one connection")
last = []
thread = threading.Thread(target=lambda: last.append(server.ask("GET", "/slow")))
thread.start()
time.sleep(0.5)
tap.equal(server.stop(), 0, "the server ends well")
thread.join()
tap.equal(last[0][0], 200, "a request that was running gets its answer")

# ---- clients that go away, with a patient server ----
server = Server(sys.argv[1], 30)
server.enter()
body, kind = form([("csrf", server.csrf), ("title", "x")], [("file", "a", b"a" * 200000)])
head = ("POST /form HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
        % (server.host, server.cookie, kind, len(body))).encode()
for i in range(20):
    with server.connect() as s:
        s.sendall(head + body[:len(body) * i // 20])
    with server.connect() as s:
        s.sendall(b"GET /form HTTP/1.1\r\nHost: %s\r\n\r\n" % server.host.encode())
for _ in range(100):
    if not server.left_files():
        break
    time.sleep(0.1)
tap.equal(server.left_files(), [], "uploads whose client went away are gone long before the timeout")
tap.equal(server.stop(), 0, "the patient server ends well")
sys.exit(tap.end())
