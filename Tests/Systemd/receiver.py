#!/usr/bin/env python3
"""A receiver of webhooks: receiver.py PORT FILE. Every post that it takes is one line of the file, its id and its body as JSON.

While FILE.closed exists it answers 503 and keeps nothing.
"""
import http.server
import json
import os
import sys

RECORD = sys.argv[2]


class Post(http.server.BaseHTTPRequestHandler):
    """One post: written down before it is answered, so that what was taken is never forgotten."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        is_closed = os.path.exists(f"{RECORD}.closed")
        if not is_closed:
            with open(RECORD, "a", encoding="utf-8") as record:
                record.write(json.dumps({"id": self.headers["webhook-id"], "event": json.loads(body)}) + "\n")
        self.send_response(503 if is_closed else 204)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Nothing: the file is the record."""


if __name__ == "__main__":
    with http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Post) as server:
        # The record is there as soon as somebody listens.
        open(RECORD, "a", encoding="utf-8").close()
        server.serve_forever()
