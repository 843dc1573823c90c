"""Every page and operation of the page table, on a desk with the sample specification: none opens
without a session, none that saves does so without its token or from another site, none answers 500,
none is half a template. usage: test_pages.py ITAKU SOURCE_ROOT"""

import glob
import os
import re
import subprocess
import sys
import tempfile

from desk_server import Server, Tap

itaku, root = sys.argv[1:3]
folder = tempfile.mkdtemp(prefix="itaku-pages-")
desk = os.path.join(folder, "desk")
for words in (["init", "--desk", desk], ["open", "--desk", desk, os.path.join(root, "samples/specification.txt")]):
    subprocess.run([itaku] + words, check=True, stdout=subprocess.DEVNULL)


class Desk(Server):
    def __init__(self):
        self.folder = folder
        self.uploads = os.path.join(desk, "uploads")
        self.log = open(os.path.join(folder, "log"), "w+")
        self.process = subprocess.Popen(
            [itaku, "serve", "--desk", desk, "--port", "0", "--lang", "ja", "--api-token"],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.api_token = self.process.stdout.readline().split(": ")[1].strip()
        self.read_address()
        self.cookie = None


pages = []
for name in sorted(glob.glob(os.path.join(root, "src/web/page-*.c")) + glob.glob(os.path.join(root, "src/web/api-*.c"))):
    with open(name, encoding="utf-8") as source:
        for entry in re.findall(r"^const struct page \w+ = \{(.*?)^\};", source.read(), re.M | re.S):
            path = re.search(r'\.path = "([^"]+)"', entry)
            if path:
                pages.append((path.group(1), ".show" in entry, re.findall(r"HTTP_([A-Z]+)", entry)))

server = Desk()
tap = Tap()
tap.ok(len(pages) > 40, "the page table was read", len(pages))
EVIL = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://evil.example"}
NO_TOKEN = {"Content-Type": "application/x-www-form-urlencoded"}
addresses = [(re.sub(r"\{[^}]*:word\}", "question", p).replace("{id}", "1"), show, methods) for p, show, methods in pages]
for address, show, methods in addresses:
    tap.equal(server.ask("GET", address)[0], 401, "no session: " + address)
status, headers, _ = server.ask("GET", server.entry)
server.cookie = headers["set-cookie"].split(";")[0]
tap.equal(status, 303, "the entry")
for address, show, methods in addresses:
    bearer = {"Authorization": "Bearer " + server.api_token} if address.startswith("/api/") else {}
    status, headers, body = server.ask("GET", address, bearer)
    want = (200, 303, 404, 422) if show else (405,)
    tap.ok(status in want, "GET " + address, (status, body[-600:]))
    if status == 200 and headers["content-type"].startswith("text/html"):
        text = body.decode("utf-8")
        tap.ok(text.endswith("</html>\n") and "{{" not in text and text.count("<h1") == 1 and '<main id="main"' in text,
               "a whole page: " + address, text[:300])
    for method in methods:
        tap.equal(server.ask(method, address, EVIL, b"title=x")[0], 403, "from another site: %s %s" % (method, address))
        tap.equal(server.ask(method, address, NO_TOKEN, b"title=x")[0], 403, "without a token: %s %s" % (method, address))
tap.equal(server.stop(), 0, "the server ends well")
sys.exit(tap.end())
