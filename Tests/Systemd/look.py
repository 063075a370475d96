#!/usr/bin/env python3
"""Looks at the page: look.py SOCKET-PATH|ADDRESS:PORT PATH. Prints the status line of the answer; ends with 0 if it is 200."""
import socket
import sys

place, path = sys.argv[1:]
if place.startswith("/"):
    caller = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    caller.settimeout(60)
    caller.connect(place)
else:
    caller = socket.create_connection(place.rsplit(":", 1), 60)
with caller:
    caller.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    answer = b""
    while chunk := caller.recv(65536):
        answer += chunk
line = answer.split(b"\r\n")[0].decode()
print(line)
sys.exit(0 if line.startswith("HTTP/1.1 200 ") else 1)
