#!/bin/sh
# Opens the pages of the demonstration in Chromium: a page of every sort, or all of them with --all.
set -eu
cd "$(dirname "$0")/../.."
export PYTHONPATH=.build/peers PYTHONDONTWRITEBYTECODE=1
exec python3 Tests/Browser/pages.py .build/debug/klyfta .build/browser "$@"
