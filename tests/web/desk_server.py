"""Starts a server on a free port of its own folder, and speaks raw HTTP to it. For tests/web."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile


class Server:
    def __init__(self, program, idle_seconds=30):
        self.folder = tempfile.mkdtemp(prefix="itaku-web-")
        self.uploads = os.path.join(self.folder, "uploads")
        self.log = open(os.path.join(self.folder, "log"), "w+")
        self.process = subprocess.Popen(
            [program, self.uploads, str(idle_seconds)], stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.api_token = self.process.stdout.readline().split(": ")[1].strip()
        self.read_address()
        self.cookie = None
        self.csrf = None

    def read_address(self):
        self.address = self.process.stdout.readline().strip()
        match = re.match(r"http://127\.0\.0\.1:(\d+)(/enter\?token=.*)$", self.address)
        self.port = int(match.group(1))
        self.entry = match.group(2)
        self.host = "127.0.0.1:%d" % self.port

    def new_address(self):
        self.process.send_signal(signal.SIGUSR1)
        self.read_address()

    def connect(self, timeout=10):
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def raw(self, data, timeout=10, shut=False):
        """Sends bytes, returns all that comes until the server closes or falls silent."""
        with self.connect(timeout) as s:
            try:
                s.sendall(data)
                if shut:
                    s.shutdown(socket.SHUT_WR)
            except OSError:
                pass
            return read_all(s)

    def ask(self, method, path, headers=None, body=b"", host=None, session=True, close=True):
        """One request, well formed: (status, headers in lower case, body)."""
        lines = ["%s %s HTTP/1.1" % (method, path), "Host: %s" % (host or self.host)]
        if session and self.cookie:
            lines.append("Cookie: " + self.cookie)
        if close:
            lines.append("Connection: close")
        given = dict(headers or {})
        if body or method in ("POST", "PUT", "PATCH"):
            given.setdefault("Content-Length", str(len(body)))
        lines += ["%s: %s" % pair for pair in given.items()]
        return parse(self.raw("\r\n".join(lines).encode() + b"\r\n\r\n" + body))

    def enter(self):
        status, headers, _ = self.ask("GET", self.entry)
        if status != 303:
            raise RuntimeError("entry answered %d" % status)
        self.cookie = headers["set-cookie"].split(";")[0]
        page = self.ask("GET", "/form")[2].decode()
        self.csrf = re.search(r'name="csrf" (?:content|value)="([^"]+)"', page).group(1)

    def left_files(self):
        return [n for n in os.listdir(self.uploads) if n.startswith("upload-")]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(20)
        self.process.stdout.close()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return code


def read_all(s):
    parts = []
    try:
        while True:
            part = s.recv(65536)
            if not part:
                break
            parts.append(part)
    except OSError:
        pass
    return b"".join(parts)


def parse(answer):
    """(status, headers, body) of one answer; status 0 when there is none."""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    match = re.match(r"HTTP/1\.[01] (\d{3})", lines[0])
    if not match:
        return 0, {}, b""
    headers = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return int(match.group(1)), headers, body


def form(fields, files=(), boundary="----itakuBoundary0123456789"):
    """A multipart body and its Content-Type."""
    out = []
    for name, value in fields:
        out.append(b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
                   % (boundary.encode(), name.encode(), value.encode()))
    for name, file_name, content in files:
        out.append(b'--%s\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\n'
                   b"Content-Type: application/octet-stream\r\n\r\n%s\r\n"
                   % (boundary.encode(), name.encode(), file_name.encode(), content))
    out.append(b"--%s--\r\n" % boundary.encode())
    return b"".join(out), "multipart/form-data; boundary=" + boundary


class Tap:
    """Counts cases as TAP."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def ok(self, condition, what, detail=""):
        self.count += 1
        print("%s %d - %s" % ("ok" if condition else "not ok", self.count, what))
        if not condition:
            self.failed += 1
            print("# " + repr(detail)[:400])
        sys.stdout.flush()

    def equal(self, have, want, what):
        self.ok(have == want, what, "have %r, want %r" % (have, want))

    def end(self):
        print("1..%d" % self.count)
        return 1 if self.failed else 0
