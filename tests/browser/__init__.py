"""Pages in a real browser: how they look, whether everybody can use them, what leaves the file.

A test takes the fixture `look` and opens a file with it:

    def test_the_report(look: Opener, report: Path) -> None:
        seen = look(report, scheme="dark", width=320)
        assert seen.axe().violations == []
        assert seen.requests == []
        assert seen.messages == []
        assert seen.overflow() == []
        printed = seen.printed()
        assert printed.is_a4 and printed.tags["H1"] == 1 and "Decisions" in printed.pages[0]

`seen.page` is Playwright's page, for everything else (`seen.page.screenshot(path=...)`). The four
looks that a page must stand are `LOOKS`: `@pytest.mark.parametrize(("scheme", "width"), LOOKS)`.

The browser is Debian's chromium, or the program that the variable CHROMIUM names. Without one
these tests are skipped, unless CI=true: then they fail. `pytest -m "not browser"` leaves them out.
"""
