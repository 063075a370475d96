#!/usr/bin/env python3
"""Opens the pages of a running daemon in Chromium and tells what is wrong with them: make browser-test.

  pages.py KLYFTA SHOTS [--all]

No link of ours is dead and no page is over its size. Then, in three languages: axe-core finds nothing in light, in dark
and on a screen of 320 pixels; no page is wider than that; none runs a script or asks for anything elsewhere, under the
policy that the daemon sends; on paper it is black on white, tells where its links lead and is not cut. The report is
opened as a file. Pages that are made of the same marks stand for one another, unless --all; their pictures lie in SHOTS.
"""
import argparse, collections, pathlib, re, sys, tempfile, time

from chromium import LOOKS, SHEET, Chromium
from demonstration import demonstration

LIMIT = 80_000

# What is cut on paper: what is wider than the sheet, what would have to be scrolled or opened. And what is not black on
# white, or a link that does not say where it leads.
ON_PAPER = """
const faults = [], sheet = arguments[0] || %d;
if (document.documentElement.scrollWidth > sheet) faults.push('is wider than a sheet: ' + document.documentElement.scrollWidth);
const style = one => getComputedStyle(one), body = style(document.body);
if (body.backgroundColor !== 'rgb(255, 255, 255)' || body.color !== 'rgb(0, 0, 0)') faults.push('is not black on white');
for (const one of document.querySelectorAll('main *')) {
  if (one.closest('svg') && one.tagName !== 'svg' && one.tagName !== 'text') continue;
  if (!one.checkVisibility()) { if (one.closest('table')) { faults.push('hides a table'); break; } continue; }
  if (one.tagName === 'text') {
    if (style(one).fill !== 'rgb(0, 0, 0)') faults.push('has a coloured text in a chart');
  } else if (style(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1) faults.push('cuts ' + one.className);
  if (one.matches('a[href^="http"],a[href^="/"]') && !style(one, '::after').content) faults.push('hides a target');
}
for (const one of document.querySelectorAll('main a[href^="http"], main a[href^="/"]'))
  if (!getComputedStyle(one, '::after').content.includes('(')) { faults.push('does not tell where it leads: ' + one.href); break; }
return [...new Set(faults)];
""" % SHEET


def sample(pages, everything):
    """Of the pages that are made of the same marks in one language the largest; all pages if asked for."""
    if everything:
        return list(pages)
    alike = collections.defaultdict(list)
    for path, text in pages.items():
        kind = path.split("/")[2]
        marks = frozenset(re.findall(r'<([a-z]+[0-9]?)(?:[^>]*? class="([^"]*)")?', text))
        alike[path[:3], kind, kind == "indicator" and marks].append(path)
    return sorted(max(paths, key=lambda path: len(pages[path])) for paths in alike.values())


def faults(browser, address, shots, name):
    """All that is wrong with one page, as it is looked at in every way."""
    browser.look("small")
    asked, said = browser.open(address)
    home = "/".join(address.split("/")[:3])
    for other in asked:
        if not other.startswith(home) or (address.startswith("file:") and other != address):
            yield f"asks for {other[:200]}"
    for line in said:
        yield f"says {line}"
    if browser.tell("return document.scripts.length"):
        yield "holds a script"
    for look in LOOKS:
        browser.look(look)
        browser.shoot(shots / f"{name}-{look}.png")
        if look == "print":
            yield from browser.tell(ON_PAPER)
            continue
        wide = browser.tell("return document.documentElement.scrollWidth")
        if wide > LOOKS[look]["width"]:
            yield f"is {wide} pixels wide on a screen of {LOOKS[look]['width']}"
        for fault in browser.violations():
            yield f"axe ({look}): {fault}"
    if browser.sheets() < 1_000:
        yield "does not print"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("klyfta")
    parser.add_argument("shots", type=pathlib.Path)
    parser.add_argument("--all", action="store_true")
    terms = parser.parse_args()
    terms.shots.mkdir(parents=True, exist_ok=True)
    for old in terms.shots.glob("*.png"):
        old.unlink()
    began, browser, bad, opened = time.monotonic(), Chromium(), [], 0
    with tempfile.TemporaryDirectory() as scratch, demonstration(terms.klyfta) as shown:
        try:
            pages, dead = shown.paths()
            bad += dead + [f"{path}: {len(text.encode())} bytes" for path, text in pages.items() if len(text.encode()) > LIMIT]
            report = shown.report(f"{scratch}/report.html")
            home = f"http://127.0.0.1:{shown.port}"
            addresses = [(path, f"{home}{path}") for path in sample(pages, terms.all)] + [("report", report.as_uri())]
            for path, address in addresses:
                opened += 1
                name = path.strip("/").replace("/", "-")
                bad += [f"{path}: {fault}" for fault in faults(browser, address, terms.shots, name)]
        finally:
            browser.close()
    print("\n".join(bad))
    print(f"{len(pages)} pages fetched, {opened} opened in Chromium, {len(bad)} faults, "
          f"{time.monotonic() - began:.0f} s; pictures in {terms.shots}")
    return 1 if bad or opened < 28 else 0


if __name__ == "__main__":
    sys.exit(main())
