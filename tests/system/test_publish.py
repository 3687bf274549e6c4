"""Publishing into the running assistant: no restart, no training, and never a broken answer."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import ROOT
from tests.system.running import Running, environment

pytestmark = pytest.mark.system
_SOON = 20  # seconds; how long it takes is measured by `make bench`, not asserted

NEW = """
topic: Bãi gửi xe
entries:
  - id: cho-gui-xe-lan
    question: Trung tâm có xe lăn cho mượn không?
    aliases:
      - mượn xe lăn ở trung tâm
      - có xe lăn cho người già không
      - bố tôi yếu cần xe lăn khi đến nộp hồ sơ
      - chỗ mượn xe lăn
      - xe lăn cho người khuyết tật ở trung tâm
    answer: Câu trả lời vừa được công bố trong bài kiểm tra.
    checked_on: 2026-11-21
    sources: [{name: Bài kiểm tra}]
"""


def command(running: Running, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`assistant …` as a clerk runs it beside the running system."""
    return subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", *words],
        cwd=ROOT, env=environment(running.data, KNOWLEDGE_BASE=str(folder)),
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture
def folder(running: Running, tmp_path: Path) -> Iterator[Path]:
    """A copy of the knowledge base to change; afterwards the real one is published again."""
    copy = Path(shutil.copytree(ROOT / "knowledge_base", tmp_path / "knowledge_base"))
    yield copy
    assert command(running, ROOT / "knowledge_base", "kb", "publish").returncode == 0


def heard(running: Running, question: str) -> tuple[str, str]:
    """The outcome of a first message and every word of its answer."""
    talk = running.new_talk()
    return talk.say(question)["outcome"], talk.heard()


def test_a_new_question_is_answered_soon_after_it_is_published(
    running: Running, folder: Path
) -> None:
    before = heard(running, "trung tâm có xe lăn cho mượn không")
    assert "vừa được công bố" not in before[1]
    (folder / "faq" / "bai_kiem_tra.yml").write_text(NEW, encoding="utf8")
    done = command(running, folder, "kb", "publish")
    assert done.returncode == 0, done.stderr
    assert "actions answers from it" in done.stderr
    assert "gateway answers from it" in done.stderr
    outcome, words = heard(running, "trung tâm có xe lăn cho mượn không")
    assert outcome == "faq"
    assert "vừa được công bố" in words


def test_a_broken_file_is_named_and_nothing_changes(running: Running, folder: Path) -> None:
    (folder / "faq" / "bai_kiem_tra.yml").write_text("topic: [", encoding="utf8")
    done = command(running, folder, "kb", "publish")
    assert done.returncode == 1
    assert "bai_kiem_tra.yml" in done.stderr
    assert heard(running, "đăng ký kết hôn mất bao lâu")[0] == "answered"


def test_a_broken_edition_leaves_the_one_before(running: Running) -> None:
    """Somebody's disk is full, or the file was cut: the processes go on with what they have."""
    store = running.data / "knowledge"
    current = (store / "current").read_text()
    broken = store / "editions" / "broken"
    broken.mkdir()
    (broken / "content.json").write_text('{"policy": ')
    (store / "current").write_text("broken")
    try:
        deadline = time.monotonic() + _SOON
        while time.monotonic() < deadline:
            told = [path.read_text() for path in (store / "readers").glob("*.json")]
            if all('"refused": "broken"' in text for text in told):
                break
            time.sleep(0.1)
        assert all('"refused": "broken"' in text for text in told)
        assert heard(running, "đăng ký kết hôn mất bao lâu")[0] == "answered"
    finally:
        (store / "current").write_text(current)
        shutil.rmtree(broken)
