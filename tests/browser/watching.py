"""Watches what a browser does while a test looks elsewhere: its console, and whom it asks."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, WebError

REPORT_VIOLATIONS = """
addEventListener('securitypolicyviolation', (event) => {
  console.error(`violation of ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""
ANSWERED = "Failed to load resource: the server responded with a status of "
UNANSWERED = ("Failed to load resource: net::", "htmx: htmx:error: ")


class Watch:
    """What went wrong in a browser's context, in words: nothing may.

    An answer that refuses, which Chromium writes into its console by itself, is no trouble: unless
    it was for a file of ours. A test that breaks the connection ``expects_failures``.
    """

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.origin = origin
        self.troubles: list[str] = []
        self.expects_failures = False
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._said)
        context.on("weberror", self._failed)
        context.on("request", self._asked)
        context.on("dialog", self._interrupted)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        is_answer = message.text.startswith(ANSWERED)
        if is_answer and "/static/" not in message.location["url"]:
            return
        if self.expects_failures and message.text.startswith(UNANSWERED):
            return
        self.troubles.append(f"console: {message.text} ({message.location['url']})")

    def _failed(self, error: WebError) -> None:
        self.troubles.append(f"uncaught: {error.error}")

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme != "data" and f"{address.scheme}://{address.netloc}" != self.origin:
            self.troubles.append(f"asked somebody else: {request.url}")

    def _interrupted(self, dialog: Dialog) -> None:
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()
