#!/usr/bin/env python3
"""What the service promises on a real systemd: scenarios.py PACKAGE [NAME...] [--previous OLDER-PACKAGE].

Each scenario is one promise; the last line counts. They run in order on one machine, from the installation to the purge; each
leaves the service running and the state sound. One that cannot be tried says why, and does not count.
"""
import argparse
import importlib
import sys
import time
import traceback

from machine import Failure, Machine
from scenario import SCENARIOS
from service import restore

# One file each in the folder scenarios, in the order in which they are tried: the package's end is the last.
THEMES = ("start", "configuration", "faults", "units", "sockets", "stopping", "page", "surroundings", "endings", "clock", "package")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--previous", help="an older package, from whose program and state is upgraded too")
    options = parser.parse_args()
    for theme in THEMES:
        importlib.import_module(f"scenarios.{theme}")
    wanted = set(options.names)
    passed = failed = 0
    with Machine() as machine:
        machine.previous = options.previous
        machine.bring(options.package, "/klyfta.deb")
        for name, promise, function in SCENARIOS:
            if wanted and name not in wanted | {"install"}:
                continue
            began = time.monotonic()
            try:
                untried = function(machine)
                passed += not untried
                word = f"left  {promise}: {untried}" if untried else f"ok    {promise} ({time.monotonic() - began:.1f} s)"
                print(word, flush=True)
            except Failure as failure:
                failed += 1
                print(f"FAIL  {promise} [{name}]\n      {failure}", flush=True)
            except Exception:
                failed += 1
                print(f"FAIL  {promise} [{name}]", flush=True)
                traceback.print_exc()
            if name != "purge":
                restore(machine)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
