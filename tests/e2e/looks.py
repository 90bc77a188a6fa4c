"""Looks at a page that is open: what somebody would stumble over, one function a question."""

from axe_playwright_python.sync_playwright import Axe

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Without preload: axe would fetch what our sheets import from wrong addresses, against the policy.
# What is in order it keeps to itself: to hand that over would take longer than to look.
AXE = {"preload": False, "resultTypes": ["violations"]}
EVERYTHING = {"type": "tag", "values": WCAG}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
DESK = {"width": 1280, "height": 800}
# As wide as a desk of 1280 pixels at 400 %, and as low.
NARROW = {"width": 320, "height": 256}
PHONE = {"viewport": {"width": 320, "height": 640}}
HALF = {"width": 640, "height": 800}
VISIBLE = """
    const visible = it => it.checkVisibility({visibilityProperty: true, opacityProperty: true});
"""


def barriers(page, rules=EVERYTHING):
    """What axe finds against WCAG 2.2 A and AA: rule and place."""
    page.wait_for_load_state("load")  # A page without its style sheet has other faults.
    page.evaluate("() => document.fonts.ready.then(() => true)")
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(Axe().axe_script)
    violations = page.evaluate(
        "options => axe.run(options).then(found => found.violations)", AXE | {"runOnly": rules}
    )
    return [
        (violation["id"], node["target"], node["failureSummary"])
        for violation in violations
        for node in violation["nodes"]
    ]


def missing_basics(page):
    """What each page must have: language, one h1, a title, a skip link, one main part."""
    return page.evaluate(
        """() => [
            /^(pl|en|uk)$/.test(document.documentElement.lang) || "language",
            document.querySelectorAll("h1").length === 1 || "one h1",
            document.title.length > 3 || "title",
            document.querySelectorAll("main").length === 1 || "one main",
            !document.querySelector("nav") || document.querySelector("body a[href^='#content']")
                ?.matches("header ~ *, :not(header *)") || "skip link",
        ].filter(it => it !== true)"""
    )


def sideways(page):
    """How many pixels one would have to scroll to the side, and what sticks out."""
    return page.evaluate(
        """() => {
            const root = document.documentElement, width = root.clientWidth;
            if (root.scrollWidth === width) return [];
            const out = [...document.body.querySelectorAll("*")]
                .filter(it => it.getBoundingClientRect().right > width + 0.5)
                .filter(it => ![...it.children].some(one => one.getBoundingClientRect().right > width));
            return [`${root.scrollWidth - width} px`, ...out.map(it => it.outerHTML.slice(0, 160))];
        }"""
    )


def cut_off(page):
    """Words in a box that is too small for them and shows no way to the rest.

    Django's arrows between two lists carry their words out of sight, like `visually-hidden`.
    """
    hidden = ".visually-hidden, .selector-add, .selector-remove"
    return page.evaluate(
        f"""() => [...document.querySelectorAll("body *:not({hidden}, svg *)")]
            .filter(it => /hidden|clip/.test(getComputedStyle(it).overflow) && it.innerText?.trim())
            .filter(it => it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1)
            .filter(it => it.clientWidth > 1)
            .map(it => it.outerHTML.slice(0, 200))"""
    )


def small_buttons(page):
    """Buttons that a thumb would miss: under 44 pixels, as look and WCAG 2.5.5 want it."""
    return page.evaluate(
        """() => [...document.querySelectorAll("main .button, main button:not([aria-hidden]), main summary")]
            .filter(it => it.offsetParent && it.getBoundingClientRect().height < 44)
            .map(it => it.outerHTML)"""
    )


def in_colours(page, **media):
    """Show the page so; the administration's links take their time to change."""
    page.emulate_media(**media)
    page.evaluate("() => document.getAnimations().forEach(one => one.finish())")


def in_the_dark(page):
    in_colours(page, color_scheme="dark")
    found = barriers(page, CONTRAST)
    in_colours(page, color_scheme="light")
    return found


def on_a_phone(page):
    """320 pixels, which a desk of 1280 has left at 400 %."""
    page.set_viewport_size(NARROW)
    return barriers(page) + sideways(page)


def with_airy_text(page):
    """WCAG 1.4.12: lines, paragraphs, letters and words as far apart as a reader may set them."""
    page.evaluate(
        """() => {
            const airy = new CSSStyleSheet();
            airy.replaceSync(`
                * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
                    word-spacing: 0.16em !important; }
                p { margin-block-end: 2em !important; }`);
            document.adoptedStyleSheets = [airy];
        }"""
    )
    found = sideways(page) + cut_off(page)
    page.evaluate("() => { document.adoptedStyleSheets = []; }")
    return found


def with_large_text(page):
    """200 % of text on a screen of 640 pixels is what 320 pixels are at 100 %."""
    page.set_viewport_size(HALF)
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    found = sideways(page) + cut_off(page)
    page.evaluate("() => { document.documentElement.style.fontSize = ''; }")
    return found


def in_forced_colours(page):
    """Colours of the system in place of ours: controls have borders, and words can be read."""
    in_colours(page, forced_colors="active")
    borderless = page.evaluate(
        f"""() => {{
            {VISIBLE}
            const controls = ".button:not(.button--link), button:not(.button--link), select, textarea,"
                + "input:not([type=hidden], [type=checkbox], [type=radio], [type=image], [type=file])";
            return [...document.querySelectorAll(controls)].filter(visible)
                .filter(it => !it.matches("[aria-hidden=true], .visually-hidden"))
                .filter(it => getComputedStyle(it).appearance === "none" || it.matches("a, button"))
                .filter(it => {{
                    const style = getComputedStyle(it), ground = getComputedStyle(document.body);
                    return parseFloat(style.borderTopWidth) < 1 || style.borderTopStyle === "none"
                        || style.borderTopColor === ground.backgroundColor;
                }})
                .map(it => "no border: " + it.outerHTML.slice(0, 200));
        }}"""
    )
    found = barriers(page, CONTRAST) + borderless
    in_colours(page, forced_colors="none")
    return found


WALK = """() => {
    const visible = it => it.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const reachable = "a[href], button, input:not([type=hidden]), select, textarea,"
        + "details > summary:first-child, [tabindex], [contenteditable=true]";
    const oneOfItsGroup = it => {
        if (it.type !== "radio" || !it.name) return true;
        const all = [...document.querySelectorAll(`input[type=radio][name="${it.name}"]`)];
        const group = all.filter(one => one.form === it.form && !one.disabled);
        return it === (group.find(one => one.checked) || group[0]);
    };
    // In a text that is being written the cursor goes along a link; Tab leaves the text.
    const isWritten = it => it.parentElement.isContentEditable;
    const stops = [...document.querySelectorAll(reachable)]
        .filter(it => it.tabIndex >= 0 && !it.disabled && visible(it) && !isWritten(it) && oneOfItsGroup(it));
    const missed = new Set(stops);
    const told = it => it.outerHTML.slice(0, 160);
    const isSeen = (it, box) => {
        const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
        const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
        return [0.1, 0.5, 0.9].some(across => [0.1, 0.5, 0.9].some(down => {
            const there = document.elementFromPoint(
                left + (right - left) * across, top + (bottom - top) * down);
            return there && (it.contains(there) || there.contains(it) && there !== document.body
                && there !== document.documentElement || [...(it.labels || [])].includes(there));
        }));
    };
    const hasMark = style => style.outlineStyle === "auto"
        || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    // Within a field for a date, and within a frame, the browser marks the part that one is in.
    const isMarked = it => it.matches("[type=date], iframe") || hasMark(getComputedStyle(it)) || hasMark(getComputedStyle(it, "::after"));
    // Django lists filters before what they filter, and shows them behind it.
    const isOrdered = it => !it.closest("#changelist, #nav-sidebar");
    let first = null, before = null;
    window.walk = {
        steps: stops.length,
        missed: () => [...missed].map(it => "never reached: " + told(it)),
        step: () => {
            const it = document.activeElement;
            // Behind the last stop, or somewhere in a frame that the browser tells nothing of.
            if (!it || it === document.body) return missed.size ? [] : null;
            if (it === first) return null;
            first ||= it;
            const troubles = [];
            const [box] = it.getClientRects();
            const place = it.getBoundingClientRect();
            missed.delete(it);
            if (!box || !isSeen(it, place)) troubles.push("out of sight: " + told(it));
            if (!isMarked(it)) troubles.push("no mark of the focus: " + told(it));
            const top = place.top + scrollY, bottom = place.bottom + scrollY;
            if (before && isOrdered(it) && bottom <= before.top && place.left < before.right && place.right > before.left)
                troubles.push("above what came before: " + told(it));
            before = {top, left: place.left, right: place.right};
            return troubles;
        },
    };
    // Tab starts where a thing was that had the focus and is there no more: at the very top.
    const start = document.body.insertBefore(document.createElement("span"), document.body.firstChild);
    start.tabIndex = -1;
    start.focus();
    start.remove();
    return stops.length;
}"""


def by_keyboard(page):
    """Tab leads to everything, in the order one sees, always in sight and marked, and out again."""
    in_colours(page, forced_colors="active")  # No shadow and no colour of ours marks the focus.
    found = []
    for _step in range(3 * page.evaluate(WALK) + 20):
        page.keyboard.press("Tab")
        troubles = page.evaluate("() => walk.step()")
        if troubles is None:
            break
        found += troubles
    else:
        found.append("no way out")
    found += page.evaluate("() => walk.missed()")
    in_colours(page, forced_colors="none")
    return found


def past_the_menu(page):
    """The link at the very top leads into the page's own part."""
    link = page.locator(".skip-link, .skip-to-content-link").first
    link.focus()
    page.keyboard.press("Enter")
    is_there = link.evaluate("it => document.querySelector(it.hash)?.matches(':focus, :target')")
    return [] if is_there else ["the skip link leads nowhere"]


def dead_without_scripts(page):
    """What one sees and what would do nothing, and forms that one could not send."""
    return page.evaluate(
        f"""() => {{
            {VISIBLE}
            const all = selector => [...document.querySelectorAll(selector)].filter(visible);
            const control = "input:not([type=hidden]), select, textarea";
            const forms = all("form")
                .filter(it => [...it.querySelectorAll(control)].some(visible))
                .filter(it => !it.querySelector("[type=submit], button:not([type])"));
            return [...forms, ...all("button[type=button]"), ...all("a[href='#'], a:not([href])")]
                .map(it => it.outerHTML.slice(0, 200));
        }}"""
    )


def found(page, pages, looks):
    """What the looks find on each page, without the pages where they find nothing."""
    troubles = {}
    for name, address in pages.items():
        page.set_viewport_size(DESK)
        page.goto(address)
        assert page.url.endswith(address), f"{address} leads to {page.url}"
        seen = {look.__name__: look(page) for look in looks}
        troubles[name] = {look: trouble for look, trouble in seen.items() if trouble}
    return {name: trouble for name, trouble in troubles.items() if trouble}
