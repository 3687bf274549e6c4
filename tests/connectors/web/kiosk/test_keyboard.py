"""The on-screen keyboard as a finger meets it, and as a hardware keyboard does."""

import hashlib
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from connectors.web.page import HERE
from tests.connectors.web.kiosk.bench import SIZES, Bench, words_of_the_keyboard

_SMALLEST = 72  # px: 20 mm on a 24 inch screen of 1080 × 1920
_LIBRARY = HERE / "static/vendor/simple-keyboard"


@pytest.fixture(params=SIZES)
def bench(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Bench]:
    """The keyboard of letters on each kind of screen; nothing may go wrong unseen."""
    touch = request.param != "landscape"
    context = browser.new_context(viewport=SIZES[request.param], has_touch=touch, locale="vi-VN")
    bench = Bench(context.new_page())
    bench.attach()
    yield bench
    context.close()
    assert bench.complaints == []


@pytest.fixture
def portrait(browser: Browser) -> Iterator[Bench]:
    """One screen, for what no size changes."""
    context = browser.new_context(viewport=SIZES["portrait"], has_touch=True, locale="vi-VN")
    bench = Bench(context.new_page())
    bench.attach()
    yield bench
    context.close()
    assert bench.complaints == []


def test_a_sentence_in_telex(bench: Bench) -> None:
    bench.press("shift", *"ddawng kys khai sinh owr phuwowngf?")
    assert bench.text() == "Đăng ký khai sinh ở phường?"


def test_a_sentence_in_vni(bench: Bench) -> None:
    bench.choose("VNI")
    bench.press(*"nguye6n4 thuo73 quy1 giu74 24/7")
    assert bench.text() == "nguyễn thuở quý giữ 24/7"


def test_letters_and_tones_by_name_for_who_knows_neither(bench: Bench) -> None:
    bench.choose("Không dấu")
    bench.press(*"đ", *"ươ", "n", "g", "grave", " ", "h", "o", "a", "acute", "n", " ", *"aass")
    assert bench.text() == "đường hoán aass"
    bench.press("acute")
    assert bench.text() == "đường hoán aáss"
    bench.press("hook", "hook")
    assert bench.text() == "đường hoán aass"


def test_unaccented_typing_needs_no_switch(portrait: Bench) -> None:
    portrait.press(*"dang ky xe oto, lam can cuoc o dau")
    assert portrait.text() == "dang ky xe oto, lam can cuoc o dau"


def test_typing_in_the_middle_of_a_text(portrait: Bench) -> None:
    portrait.fill("xin giy khai sinh", len("xin gi"))
    portrait.press(*"aas")
    assert portrait.text() == "xin giấy khai sinh"
    assert portrait.caret() == len("xin giấ")


def test_a_word_that_stands_there_takes_a_tone(portrait: Bench) -> None:
    portrait.fill("giay to", len("giay"))
    portrait.press("a", "s")
    assert portrait.text() == "giấy to"


def test_what_is_selected_is_written_over(portrait: Bench) -> None:
    portrait.fill("tôi mua nhà", 4, 7)
    portrait.press(*"basn")
    assert portrait.text() == "tôi bán nhà"


def test_backspace_takes_one_letter_and_composing_goes_on(portrait: Bench) -> None:
    portrait.press(*"nguyeenx", "bksp", "bksp")
    assert portrait.text() == "nguy"
    portrait.press(*"eenx")
    assert portrait.text() == "nguyễn"
    portrait.press(*["bksp"] * 8)
    assert portrait.text() == ""
    portrait.fill("hoa\u0300 nhé", 4)  # written in two units by another system
    portrait.press("bksp")
    assert portrait.text() == "ho nhé"


def test_backspace_takes_a_selection_at_once(portrait: Bench) -> None:
    portrait.fill("giấy khai sinh", 4, 9)
    portrait.press("bksp")
    assert portrait.text() == "giấy sinh"


def test_the_arrows_move_the_caret(portrait: Bench) -> None:
    portrait.press(*"mat", "arrowleft", "a", "arrowright", "s")
    assert portrait.text() == "mất"
    portrait.fill("mt", 2)
    portrait.press("arrowleft", *"aas")
    assert portrait.text() == "mất"


def test_capitals_for_one_letter_or_for_all(portrait: Bench) -> None:
    shift = portrait.key("shift")
    expect(shift).to_have_attribute("aria-pressed", "false")
    portrait.press("shift")
    expect(shift).to_have_attribute("aria-pressed", "true")
    expect(portrait.key("đ")).to_have_text("Đ")
    portrait.press(*"tra")
    expect(shift).to_have_attribute("aria-pressed", "false")
    portrait.press("space", "shift", "shift")
    expect(shift).to_have_attribute("aria-pressed", "true")
    portrait.press(*"ddoox")
    portrait.press("shift", *" a")
    assert portrait.text() == "Tra ĐỖ a"


def test_each_change_is_heard_as_typing_is(portrait: Bench) -> None:
    portrait.press(*"aas", "bksp")
    assert portrait.heard() == [
        "insertText:a",
        "insertText:â",
        "insertText:ấ",
        "deleteContentBackward:",
    ]


def test_the_length_a_field_allows_is_kept(portrait: Bench) -> None:
    portrait.page.evaluate("document.getElementById('field').maxLength = 4")
    portrait.press(*"thuees")
    assert portrait.text() == "thuế"
    portrait.press("n")
    assert portrait.text() == "thuế"


def test_the_field_keeps_the_focus_under_the_finger(portrait: Bench) -> None:
    portrait.page.evaluate(
        "document.addEventListener('focusout', () => bench.heard.push('focus lost'))"
    )
    portrait.page.locator("#field").click()
    for name in "tooi":
        portrait.key(name).tap()
    assert portrait.text() == "tôi"
    assert "focus lost" not in portrait.heard()
    expect(portrait.page.locator("#field")).to_be_focused()


def test_no_second_keyboard_of_the_system_opens(portrait: Bench) -> None:
    field = portrait.page.locator("#field")
    expect(field).to_have_attribute("inputmode", "none")
    portrait.page.evaluate("bench.close()")
    assert field.get_attribute("inputmode") in {None, ""}


def test_a_slow_finger_writes_one_letter_and_takes_many_away(portrait: Bench) -> None:
    def hold(name: str) -> None:
        portrait.key(name).hover()
        portrait.page.mouse.down()
        portrait.page.wait_for_timeout(1200)
        portrait.page.mouse.up()

    hold("m")
    assert portrait.text() == "m"
    portrait.fill("một dòng dài", 12)
    hold("bksp")
    assert len(portrait.text()) < 10


def test_enter_waits_until_the_finger_leaves(portrait: Bench) -> None:
    portrait.key("enter").hover()
    portrait.page.mouse.down()
    assert "enter" not in portrait.heard()
    portrait.page.mouse.up()
    assert portrait.heard() == ["enter"]
    portrait.press("enter")
    assert portrait.heard() == ["enter", "enter"]


def test_the_keys_by_hardware_keyboard_alone(portrait: Bench) -> None:
    keyboard = portrait.page.keyboard
    portrait.page.locator("#area").focus()
    for _ in range(4):  # the three ways of typing, then the keys: one stop
        keyboard.press("Tab")
    expect(portrait.key("1")).to_be_focused()
    for key in ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowLeft"]:
        keyboard.press(key)
    expect(portrait.key("q")).to_be_focused()
    keyboard.press("Enter")
    keyboard.press("Space")
    assert portrait.text() == "qq"
    for key in ["ArrowDown", "ArrowDown"]:
        keyboard.press(key)
    expect(portrait.key("shift")).to_be_focused()
    keyboard.press("Space")
    expect(portrait.key("shift")).to_be_focused()
    keyboard.press("ArrowRight")
    keyboard.press("Enter")
    assert portrait.text() == "qqZ"
    keyboard.press("End")
    expect(portrait.key("enter")).to_be_focused()
    keyboard.press("Enter")
    assert portrait.heard()[-1] == "enter"
    assert portrait.page.locator("#place .hg-button[tabindex='0']").count() == 1


def test_the_ways_of_typing_are_switches_of_which_one_is_on(portrait: Bench) -> None:
    texts = words_of_the_keyboard()
    for method, title in texts["methods"].items():
        portrait.choose(title)
        pressed = portrait.page.locator(".keyboard-method[aria-pressed=true]")
        expect(pressed).to_have_text([title])
        expect(portrait.page.locator(".keyboard-help span")).to_have_text(texts["help"][method])


def test_the_way_of_typing_lasts_for_the_visit_and_not_longer(portrait: Bench) -> None:
    portrait.choose("VNI")
    portrait.attach()
    portrait.press(*"a6")
    assert portrait.text() == "â"
    portrait.page.evaluate("bench.forgetMethod()")
    portrait.attach()
    portrait.press(*" aa")
    assert portrait.text() == "â â"


def test_every_key_is_a_button_with_a_name(bench: Bench) -> None:
    for layout in ("letters", "code", "digits"):
        bench.attach(layout)
        keys = bench.page.locator("#place .hg-button")
        for key in keys.all():
            assert key.evaluate("(key) => key.tagName") == "BUTTON"
            name = key.get_attribute("aria-label") or ""
            assert re.search(r"[a-zà-ỹ]{2}", name), name
            assert key.inner_text().split("\n")[-1] in name or len(name) > 3
        assert _violations(bench) == ""


def test_the_keys_are_large_enough_and_fit(bench: Bench) -> None:
    for layout in ("letters", "code", "digits"):
        bench.attach(layout)
        sizes = bench.page.evaluate(
            "[...document.querySelectorAll('#place button')].map((b) => b.getBoundingClientRect())"
            ".map((box) => [box.width, box.height])"
        )
        wide = bench.page.evaluate("innerWidth") >= 1080
        assert min(min(size) for size in sizes) >= (_SMALLEST if wide else 24)
        assert bench.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert bench.page.evaluate(
            "[...document.querySelectorAll('#place button')]"
            ".every((b) => b.scrollWidth <= b.clientWidth && b.scrollHeight <= b.clientHeight)"
        )


def test_codes_and_numbers_are_written_as_they_are(portrait: Bench) -> None:
    portrait.attach("code")
    portrait.press(*"MT-K7DH-DDAA")
    assert portrait.text() == "MT-K7DH-DDAA"
    portrait.attach("digits")
    portrait.press("bksp", *"0912")
    assert portrait.text() == "MT-K7DH-DDA0912"


def test_a_long_text_shows_where_the_caret_is(portrait: Bench) -> None:
    portrait.page.evaluate("document.getElementById('field').style.width = '240px'")
    portrait.press(*"giay chung nhan dang ky ket hon")
    scrolled = portrait.page.evaluate("document.getElementById('field').scrollLeft")
    assert scrolled > 0
    portrait.press(*["arrowleft"] * 30)
    assert portrait.page.evaluate("document.getElementById('field').scrollLeft") < scrolled
    portrait.attach("letters", "area")
    portrait.page.evaluate("document.getElementById('area').rows = 2")
    portrait.page.locator("#area").fill("dòng\n" * 9)
    portrait.page.evaluate("document.getElementById('area').scrollTop = 0")
    portrait.press(*"ddi")
    assert portrait.text("area").endswith("\nđi")
    assert portrait.page.evaluate("document.getElementById('area').scrollTop") > 0


def test_nothing_typed_stays_behind(portrait: Bench) -> None:
    portrait.press(*"bis maatj")
    kept = "JSON.stringify(Object.values(SimpleKeyboardInstances).map((keys) => keys.input))"
    assert portrait.page.evaluate(kept) == '[{"default":""}]'
    portrait.page.evaluate("bench.close()")
    assert portrait.page.locator("#place > *").count() == 0
    assert portrait.page.evaluate("Object.keys(SimpleKeyboardInstances).length") == 0
    assert portrait.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_library_is_the_one_its_note_names() -> None:
    note = (_LIBRARY / "README.md").read_text("utf8")
    digest = hashlib.sha256((_LIBRARY / "index.modern.esm.js").read_bytes()).hexdigest()
    assert digest in note
    assert "MIT License" in (_LIBRARY / "LICENSE").read_text("utf8")


def _violations(bench: Bench) -> str:
    results = Axe().run(bench.page)
    return results.generate_report() if results.violations_count else ""
