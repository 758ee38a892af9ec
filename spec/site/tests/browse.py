#!/usr/bin/python3
"""browse.py SITE [PAGE...]: looks at the site in SITE with Chromium, as a reader would.

Every page of it, or those that are named, loads without an error and fetches nothing from elsewhere; its
links and their anchors lead somewhere, its pictures are there, and it does not run out of a narrow
window. The search finds a clause. Of the API reference, which Doxygen makes, only the first page is
looked at; the links of all its pages are read as text. Prints each problem on a line and ends with 1 if
there is one, with 3 if there is no browser to look with.
"""
import functools
import html
import http.server
import os
import pathlib
import re
import sys
import threading
import time
import urllib.parse

try:
    from selenium import webdriver
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.chrome.service import Service
except ImportError:
    print("not run: Selenium is missing; install the Debian package python3-selenium")
    sys.exit(3)

WIDE = (1280, 900)
NARROW = (400, 800)
SEARCHED = "Final.no_revival"
FOUND_AT = "spec/clauses.html#finalno_revival"


class Server(http.server.ThreadingHTTPServer):
    """Serves the site on this machine alone, and keeps what it could not serve."""

    def __init__(self, site):
        self.missing = []
        server = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *words):
                pass

            def do_GET(self):
                # Asked for by the browser itself where a page names none, as Doxygen's do not.
                if self.path == "/favicon.ico":
                    self.send_response(204)
                    self.end_headers()
                else:
                    super().do_GET()

            def send_error(self, code, *words):
                server.missing.append(self.path)
                super().send_error(code, *words)

        super().__init__(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}/"


def start_browser():
    options = webdriver.ChromeOptions()
    options.add_argument("--headless=new")
    options.add_argument("--disable-gpu")
    options.add_argument("--disable-dev-shm-usage")
    options.add_argument("--hide-scrollbars")
    if os.geteuid() == 0:
        # Chromium's own sandbox does not start for root; the pages are ours.
        options.add_argument("--no-sandbox")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    try:
        return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    except WebDriverException as error:
        print(f"not run: Chromium does not start ({error.msg}); install the Debian package chromium-driver")
        sys.exit(3)


class Look:
    def __init__(self, site, server, browser):
        self.site, self.server, self.browser = site, server, browser
        self.problems, self.links = [], set()

    def problem(self, page, what):
        self.problems.append(f"{page}: {what}")

    def load(self, page):
        self.browser.get(self.server.address + page)
        for entry in self.browser.get_log("browser"):
            if entry["level"] == "SEVERE":
                self.problem(page, f"the browser reports {entry['message']}")
        for path in self.server.missing:
            self.problem(page, f"it asks for {path}, which is not there")
        self.server.missing.clear()
        for name in self.browser.execute_script(
                "return performance.getEntriesByType('resource').map(each => each.name)"):
            if name.startswith("http") and not name.startswith(self.server.address):
                self.problem(page, f"it fetches {name} from elsewhere")
        if not self.browser.title:
            self.problem(page, "it has no title")

    def pictures(self, page):
        for name in self.browser.execute_script(
                "return [...document.images].filter(i => i.complete && !i.naturalWidth).map(i => i.src)"):
            self.problem(page, f"the picture {name.removeprefix(self.server.address)} does not show")

    def collect_links(self, page):
        for target in self.browser.execute_script(
                "return [...document.querySelectorAll('a[href]')].map(a => a.href)"):
            if target.startswith(self.server.address):
                self.links.add((page, target.removeprefix(self.server.address)))

    def read_links(self, page):
        text = (self.site / page).read_text(encoding="utf-8", errors="replace")
        for target in re.findall(r'<(?:a|area)\b[^>]*?\bhref="([^"]*)"', text):
            address = urllib.parse.urljoin(self.server.address + page, html.unescape(target))
            if address.startswith(self.server.address):
                self.links.add((page, address.removeprefix(self.server.address)))

    def narrow(self, page):
        width = self.browser.execute_script("return document.documentElement.scrollWidth")
        if width > NARROW[0]:
            self.problem(page, f"it is {width} pixels wide in a window of {NARROW[0]}")

    def judge_links(self):
        anchors = {}
        for page, target in sorted(self.links):
            path, _, anchor = target.partition("#")
            path = urllib.parse.unquote(path.partition("?")[0])
            file = self.site / (path + "index.html" if path == "" or path.endswith("/") else path)
            if not file.is_file():
                self.problem(page, f"the link to {target} leads nowhere")
            elif anchor and file.suffix == ".html":
                if file not in anchors:
                    text = file.read_text(encoding="utf-8", errors="replace")
                    anchors[file] = set(re.findall(r'\b(?:id|name)="([^"]*)"', text))
                if urllib.parse.unquote(anchor) not in anchors[file]:
                    self.problem(page, f"there is no anchor for the link to {target}")

    def search(self):
        self.browser.get(self.server.address + "index.html")
        field = self.browser.find_element("css selector", "[data-md-component=search-query]")
        field.click()
        field.send_keys(SEARCHED)
        found = []
        deadline = time.monotonic() + 30
        while not found and time.monotonic() < deadline:
            time.sleep(0.1)
            found = [urllib.parse.urlsplit(each.get_attribute("href"))
                     for each in self.browser.find_elements("css selector", ".md-search-result__link")]
        if FOUND_AT not in [f"{each.path[1:]}#{each.fragment}" for each in found]:
            self.problem("search", f"'{SEARCHED}' does not find {FOUND_AT}")


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    site = pathlib.Path(sys.argv[1]).resolve()
    pages = sys.argv[2:] or sorted(
        str(each.relative_to(site)) for each in site.rglob("*.html")
        if each.relative_to(site).parts[0] != "api" and each.name != "404.html") + ["api/index.html"]
    of_api = [str(each.relative_to(site)) for each in sorted(site.glob("api/**/*.html"))]
    if sys.argv[2:]:
        of_api = [page for page in of_api if page in pages]
    browser = start_browser()
    try:
        look = Look(site, Server(site), browser)
        browser.set_window_size(*WIDE)
        for page in pages:
            look.load(page)
            look.pictures(page)
            if not page.startswith("api/"):
                look.collect_links(page)
        for page in of_api:
            look.read_links(page)
        look.judge_links()
        look.search()
        browser.set_window_size(*NARROW)
        for page in pages:
            # The tables of Doxygen are its own.
            if not page.startswith("api/"):
                look.load(page)
                look.narrow(page)
    finally:
        browser.quit()
    for problem in look.problems:
        print(problem)
    print(f"{len(pages)} pages, {len(look.links)} links, {len(look.problems)} problems")
    sys.exit(1 if look.problems else 0)


main()
