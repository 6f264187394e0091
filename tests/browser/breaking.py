"""Breaks the way between browser and site, as networks and proxies do."""

from playwright.sync_api import Page, Route

PROXY_PAGE = "<html><head><title>502</title></head><body><h1>Bad Gateway</h1></body></html>"


def answer_once(page: Page, address: str, status: int, body: str = PROXY_PAGE) -> None:
    """Answer the next request for ``address`` (a glob) as a proxy would; then let all through."""
    answers = [status]

    def handle(route: Route) -> None:
        if answers:
            route.fulfill(status=answers.pop(), body=body, content_type="text/html")
        else:
            route.continue_()

    page.route(address, handle)


def leave_unanswered(page: Page, address: str) -> None:
    """Let no answer come to a request for ``address``, and no failure either."""
    page.route(address, lambda _: None)


def lose_answers(page: Page, address: str) -> None:
    """Let requests for ``address`` through to the site, and lose what it answers."""

    def handle(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    page.route(address, handle)


def give_up_after(page: Page, milliseconds: int) -> None:
    """Have htmx wait no longer than that, where it would be ten seconds."""
    page.evaluate(f"htmx.config.defaultTimeout = {milliseconds}")
