#!/usr/bin/env python3
"""Opens pages in Chromium and tells what is wrong with them: make browser-test, or pages.py DIRECTORY [SCREENSHOTS].

DIRECTORY is what 'klyfta report --pages DIRECTORY' writes. For every page: axe-core has no violation in light and dark,
nothing is asked for outside of the directory, no script runs, the page is no wider than a screen of 320 pixels, and it
prints. All pages of municipalities and alerts are made of the same parts: a few of each stand for them.
"""
import functools, http.server, json, pathlib, sys, threading, base64

import axe_selenium_python
from selenium import webdriver

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
LIMIT = 80_000


class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        if not self.path.endswith("report.html"):
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_):
        pass


def serve(root):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def browser():
    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


def chosen(root):
    pages, few = [], {}
    for page in sorted(root.glob("*/**/index.html")):
        parts = page.relative_to(root).parts
        if len(parts) > 2 and parts[1] in ("municipality", "alert"):
            few[parts[:2]] = few.get(parts[:2], 0) + 1
            if few[parts[:2]] > 2:
                continue
        pages.append(page)
    return pages


def faults(driver, base, root, page, axe):
    address = f"{base}/{page.relative_to(root).parent}/"
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", dict(width=320, height=800, deviceScaleFactor=1, mobile=False))
    driver.get_log("performance"), driver.get_log("browser")
    driver.get(address)
    asked = [json.loads(line["message"])["message"] for line in driver.get_log("performance")]
    for ask in asked:
        if ask["method"] == "Network.requestWillBeSent" and not ask["params"]["request"]["url"].startswith(base):
            yield f"asks for {ask['params']['request']['url']}"
    for line in driver.get_log("browser"):
        if "favicon" not in line["message"]:
            yield f"says {line['message']}"
    if driver.execute_script("return document.scripts.length"):
        yield "holds a script"
    wide = driver.execute_script("return document.documentElement.scrollWidth")
    if wide > 320:
        yield f"is {wide} pixels wide on a screen of 320"
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", dict(width=1200, height=900, deviceScaleFactor=1, mobile=False))
    for scheme in ("light", "dark"):
        scheme_of = [dict(name="prefers-color-scheme", value=scheme)]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", dict(features=scheme_of))
        driver.execute_script(axe)
        found = driver.execute_async_script("const done = arguments[0]; axe.run().then(done)")
        for fault in found["violations"]:
            yield f"axe ({scheme}): {fault['id']}: {fault['help']}: {fault['nodes'][0]['html'][:160]}"
    if len(base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {})["data"])) < 1_000:
        yield "does not print"
    if page.stat().st_size > LIMIT:
        yield f"has {page.stat().st_size} bytes"


def shoot(driver, base, root, page, folder):
    address = f"{base}/{page.relative_to(root).parent}/"
    name = "-".join(page.relative_to(root).parts[:-1])
    for look, width, media, scheme in (
        ("wide", 1100, "screen", "light"), ("dark", 1100, "screen", "dark"), ("small", 320, "screen", "light"), ("print", 800, "print", "light"),
    ):
        driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", dict(media=media, features=[dict(name="prefers-color-scheme", value=scheme)]))
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", dict(width=width, height=900, deviceScaleFactor=1, mobile=False))
        driver.get(address)
        shot = driver.execute_cdp_cmd("Page.captureScreenshot", dict(captureBeyondViewport=True))
        (folder / f"{name}-{look}.png").write_bytes(base64.b64decode(shot["data"]))
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", dict(media="", features=[]))


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    folder = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    axe = next(pathlib.Path(axe_selenium_python.__file__).parent.rglob("axe.min.js")).read_text()
    driver, base, count, bad = browser(), serve(root), 0, 0
    try:
        for page in chosen(root):
            count += 1
            for fault in faults(driver, base, root, page, axe):
                bad += 1
                print(f"{page.relative_to(root)}: {fault}")
            if folder:
                shoot(driver, base, root, page, folder)
    finally:
        driver.quit()
    print(f"{count} pages opened, {bad} faults")
    return 1 if bad or not count else 0


if __name__ == "__main__":
    sys.exit(main())
