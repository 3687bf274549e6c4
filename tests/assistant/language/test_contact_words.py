"""Words around a name and a phone."""

from assistant.language.contact_words import contact_words


def test_what_stands_before_a_name_is_found_in_folded_text() -> None:
    found = contact_words().named.search("ho ten toi la nguyen van an")
    assert found is not None
    assert "ho ten toi la nguyen van an"[found.end() :] == "nguyen van an"


def test_surnames_keep_their_accents() -> None:
    assert "lê" in contact_words().surnames
    assert "lệ" not in contact_words().surnames
    assert "le" in contact_words().bare_surnames


def test_questions_are_no_names() -> None:
    assert contact_words().no_name.search("phi bao nhieu")
    assert not contact_words().no_name.search("nguyen van an")
    assert contact_words().phone.search("sdt: 0912")
    assert contact_words().address.search("dia chi thon dong")
    assert contact_words().asks.search("le phi")
