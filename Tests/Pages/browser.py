"""Chromium from the system, driven through Playwright, and a window that writes down what goes wrong."""
import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import venv

PLAYWRIGHT = "playwright>=1.49,<2"
ENVIRONMENT = pathlib.Path(
    os.environ.get("PAGE_TEST_VENV", pathlib.Path.home() / ".cache" / "gradus-page-test")
)


def find_chromium():
    places = [
        os.environ.get("CHROMIUM"),
        "/usr/lib/chromium/chromium",
        shutil.which("chromium"),
        shutil.which("chromium-browser"),
        shutil.which("google-chrome"),
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ]
    for place in places:
        if place and os.path.exists(place):
            return place
    sys.exit("no Chromium found: apt-get install -y --no-install-recommends chromium")


def load_playwright():
    """Playwright's entry point; on first use this starts the script again in its own environment."""
    try:
        from playwright.sync_api import sync_playwright

        return sync_playwright
    except ImportError:
        python = ENVIRONMENT / "bin" / "python"
        if pathlib.Path(sys.prefix) == ENVIRONMENT:
            raise
        if not python.exists():
            venv.create(ENVIRONMENT, with_pip=True)
        ready = subprocess.run([python, "-c", "import playwright"], capture_output=True)
        if ready.returncode != 0:
            quiet = ["-q", "--disable-pip-version-check"]
            subprocess.run([python, "-m", "pip", "install", *quiet, PLAYWRIGHT], check=True)
        os.execv(python, [str(python), *sys.argv])


class Reader:
    """A browser window that writes down whatever a page should not do."""

    def __init__(self, browser, root, **options):
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(5000)
        self.page = self.context.new_page()
        self.root = root.as_uri()
        self.complaints = []
        self.page.on("console", self.on_console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))
        self.page.on("requestfailed", lambda r: self.complaints.append(f"not loaded: {r.url}"))
        self.page.on("request", self.on_request)

    def on_console(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"console {message.type}: {message.text}")

    def on_request(self, request):
        if not request.url.startswith((self.root + "/", "data:")):
            self.complaints.append(f"request leaves the folder: {request.url}")

    def open(self, file, fragment=""):
        self.page.goto("about:blank")
        self.complaints.clear()
        self.page.goto(file.as_uri() + fragment)
        return self.page


@contextlib.contextmanager
def reader(browser, root, **options):
    made = Reader(browser, root, **options)
    try:
        yield made
    finally:
        made.context.close()
