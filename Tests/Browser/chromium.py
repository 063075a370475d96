"""Debian's Chromium, driven by its chromedriver: how a page is looked at, and what it did meanwhile."""
import base64, importlib.util, json, pathlib

from selenium import webdriver

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")
# An A4 sheet upright, less margins of a centimetre, in CSS pixels.
SHEET = 718
LOOKS = {
    "wide": dict(width=1200, media="screen", scheme="light"), "dark": dict(width=1200, media="screen", scheme="dark"),
    "small": dict(width=320, media="screen", scheme="light"), "print": dict(width=SHEET, media="print", scheme="dark"),
}


def axe():
    """axe-core, from the package that brings it along; the package itself is not used."""
    package = pathlib.Path(importlib.util.find_spec("axe_selenium_python").origin).parent
    return next(package.rglob("axe.min.js")).read_text()


class Chromium:
    def __init__(self):
        options = webdriver.ChromeOptions()
        for flag in FLAGS:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
        self.driver.set_script_timeout(300)
        self.driver.set_page_load_timeout(300)
        self.axe = axe()

    def look(self, look):
        """As a screen of a width, in light or dark, or as paper."""
        width, media, scheme = LOOKS[look]["width"], LOOKS[look]["media"], LOOKS[look]["scheme"]
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.command(
            "Emulation.setEmulatedMedia", media=media, features=[dict(name="prefers-color-scheme", value=scheme)])

    def open(self, address):
        """Opens a page anew: what it asked for, and what the browser had to say about it."""
        self.driver.get_log("performance"), self.driver.get_log("browser")
        self.driver.get(address)
        events = [json.loads(line["message"])["message"] for line in self.driver.get_log("performance")]
        asked = [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]
        said = [line["message"] for line in self.driver.get_log("browser") if "favicon" not in line["message"]]
        return asked, said

    def tell(self, script):
        return self.driver.execute_script(script)

    def violations(self):
        """What axe-core finds on the page as it looks now."""
        if not self.tell("return typeof axe === 'object'"):
            self.driver.execute_script(self.axe)
        found = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(done)")
        return [
            f"{fault['id']}: {fault['help']}: {fault['nodes'][0]['html'][:160]}" for fault in found["violations"]]

    def shoot(self, file):
        shot = self.command("Page.captureScreenshot", captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(shot["data"]))

    def sheets(self):
        """How many bytes the page has on paper, as PDF."""
        printed = self.command("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)
        return len(base64.b64decode(printed["data"]))

    def command(self, name, **terms):
        return self.driver.execute_cdp_cmd(name, terms)

    def close(self):
        self.driver.quit()
