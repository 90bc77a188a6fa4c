"""A page as its reader sees it."""

from lxml import html


def tree(response):
    return html.fromstring(response.content.decode())


def plain(element):
    return " ".join(element.text_content().replace("\xa0", " ").split())


def words(response):
    """All words of the main part of the page."""
    return plain(tree(response).xpath("//main")[0])


def section(response, name):
    """The words of the section with that heading; None if there is no such section."""
    found = tree(response).xpath(f'//section[@aria-labelledby="{name}"]')
    return plain(found[0]) if found else None


def errors(response):
    """What the error summary says."""
    return [plain(item) for item in tree(response).xpath('//*[@class="error-summary__list"]/li')]


def links(response):
    """Where the main part of the page leads, in its order."""
    return tree(response).xpath("//main//a/@href")
