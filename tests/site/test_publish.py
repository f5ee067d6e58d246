"""The site as files: whole, the same twice, and with no link that leads nowhere."""

from __future__ import annotations

import datetime
import errno
import json
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree import ElementTree

import html5lib
import pytest
from django.test import Client

from horseshoe.answers.questions import BadQuestion
from horseshoe.cli.main import run
from horseshoe.site import page as pages
from horseshoe.site import settings
from horseshoe.site.publishing import publish as publishing
from horseshoe.site.publishing import signposts
from horseshoe.site.publishing.folder import Folder
from horseshoe.site.publishing.publish import publish
from horseshoe.site.record import Keeper

DAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def few() -> list[str]:
    """Pages of every type, and all that the first page leads to."""
    return [
        "", "docket", "vetoes", "coverage", "sources", "states", "situations", "votes", "votes/2022", "roster/code",
        "roster/declaration", "roster/code/2018-12-31", "states/FRA", "situations/syria", "drafts/S-2022-155", "search",
        "drafts/S-RES-1", "votes/1946",
    ]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, few: list[str], monkeypatch: pytest.MonkeyPatch, client: Client) -> Path:
    monkeypatch.setattr(publishing, "_addresses", lambda held: iter(few))
    return tmp_path / "out"


def quiet(done: int, of: int) -> None:
    assert done <= of


def test_a_second_run_writes_nothing(folder: Path) -> None:
    first = publish(folder, on=DAY, workers=1, progress=quiet)
    assert first.written == first.files
    times = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    second = publish(folder, on=DAY, workers=2, progress=quiet)
    assert (second.written, second.removed, second.bytes) == (0, 0, first.bytes)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()} == times


def test_what_is_no_longer_made_is_removed_and_nothing_else(folder: Path, few: list[str]) -> None:
    publish(folder, on=DAY, workers=1, progress=quiet)
    (folder / "CNAME").write_text("horseshoe.example")
    few.remove("docket")
    again = publish(folder, on=DAY, workers=1, progress=quiet)
    few.append("docket")
    gone = {"docket.html", "fr/docket.html", "docket.json", "docket.csv", "docket.ics", "docket.atom", "fr/docket.atom"}
    assert again.removed == len(gone) + 2  # and its cards
    assert not [name for name in gone if (folder / name).exists()]
    assert (folder / "CNAME").exists()


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="give an empty folder"):
        publish(tmp_path, on=DAY, workers=1, progress=quiet)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_two_folders_hold_the_same_bytes(tmp_path: Path, folder: Path) -> None:
    publish(folder, on=DAY, workers=1, progress=quiet)
    publish(tmp_path / "other", on=DAY, workers=2, progress=quiet)
    files = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    others = tmp_path / "other"
    assert {path.relative_to(others): path.read_bytes() for path in others.rglob("*") if path.is_file()} == files


def test_where_the_disk_is_full_the_earlier_site_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(folder, on=DAY, workers=1, progress=quiet)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    whole = Folder.write

    def full(self: Folder, name: str, content: bytes) -> bool:
        if name.startswith("votes/"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(self, name, content)

    monkeypatch.setattr(Folder, "write", full)
    assert run(["publish", str(folder), "--on", "2026-11-21", "--workers", "1"]) == 1
    assert "cannot be written: no space left on device." in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_an_interrupted_first_run_leaves_a_folder_that_can_be_used(folder: Path, few: list[str]) -> None:
    (folder / ".horseshoe-new").mkdir(parents=True)
    (folder / ".horseshoe-new" / "half.html").write_text("half")
    publish(folder, on=DAY, workers=1, progress=quiet)
    assert not (folder / ".horseshoe-new").exists()
    assert (folder / "index.html").exists()


def test_data_has_no_language_and_is_there_once(folder: Path) -> None:
    publish(folder, on=DAY, workers=1, progress=quiet)
    french = {path.relative_to(folder / "fr").as_posix() for path in (folder / "fr").rglob("*") if path.is_file()}
    assert "drafts/S-2022-155.html" in french
    assert not [name for name in french if name.endswith((".json", ".csv")) and name != "search.index.json"]
    assert 'href="../../drafts/S-2022-155.json"' in (folder / "fr/drafts/S-2022-155.html").read_text(encoding="utf-8")


def test_machines_find_a_map_with_every_page_in_both_languages(folder: Path) -> None:
    publish(folder, on=DAY, workers=1, url="https://horseshoe.example/veto/", progress=quiet)
    tree = ElementTree.parse(folder / "sitemap.xml")
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = [each.text or "" for each in tree.iter(f"{name}loc")]
    held = Keeper(DAY).held()
    assert len(found) == 2 * len(tuple(signposts.every(held)))
    assert "https://horseshoe.example/veto/fr/drafts/S-2022-155.html" in found
    assert "https://horseshoe.example/veto/" in found
    twins = {each.get("hreflang") for each in tree.iter("{http://www.w3.org/1999/xhtml}link")}
    assert twins == {"en", "fr"}
    robots = (folder / "robots.txt").read_text()
    assert "Sitemap: https://horseshoe.example/veto/sitemap.xml" in robots
    listed = (folder / "pages.txt").read_text().split()
    assert "drafts/S-2022-155.html" in listed


def test_without_an_address_everything_is_relative(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["publish", str(folder), "--on", "2026-11-22", "--workers", "1"]) == 0
    assert "search engines" in capsys.readouterr().out
    assert "Sitemap" not in (folder / "robots.txt").read_text()
    assert "<loc>drafts/S-2022-155.html</loc>" in (folder / "sitemap.xml").read_text()
    assert "canonical" not in (folder / "index.html").read_text(encoding="utf-8")


def test_an_address_makes_canonical_links(folder: Path) -> None:
    publish(folder, on=DAY, workers=1, url="https://horseshoe.example/veto/", progress=quiet)
    text = (folder / "fr/states/FRA.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://horseshoe.example/veto/fr/states/FRA.html">' in text
    assert 'content="https://horseshoe.example/veto/fr/states/FRA.card.png"' in text
    assert '<link rel="canonical" href="https://horseshoe.example/veto/">' in (folder / "index.html").read_text(
        encoding="utf-8"
    )
    lost = (folder / "404.html").read_text(encoding="utf-8")
    assert 'href="/veto/search.html"' in lost
    assert 'href="/veto/static/site.css' in lost


@pytest.mark.parametrize("url", ["horseshoe.example", "ftp://x.example/", "https://", "https://x.example/?a=1", "a b"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(BadQuestion, match="is no address of a site"):
        settings.url(url)


def test_a_long_map_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    settings.prepare()
    monkeypatch.setattr(signposts, "MOST", 3000)
    held = Keeper(DAY, "https://horseshoe.example/").held()
    made = signposts.signposts(held, published=True)
    parts = [name for name in made if name.startswith("sitemap-")]
    assert len(parts) == -(-2 * len(tuple(signposts.every(held))) // 3000)
    assert f"<loc>https://horseshoe.example/{parts[-1]}</loc>" in made["sitemap.xml"][1]().decode()


def test_language_models_are_told_what_is_where(client: Client) -> None:
    told = client.get("/llms.txt").content.decode()
    assert told.startswith("# Horseshoe\n\n> ")
    assert "drafts/S-2022-155" in told
    assert "46,453 casts" in told
    for link in ("council", "vetoes", "docket"):
        assert client.get(f"/{link}").status_code == 200
        assert f"({link})" in told


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("robots.txt", "text/plain; charset=utf-8"),
        ("llms.txt", "text/plain; charset=utf-8"),
        ("pages.txt", "text/plain; charset=utf-8"),
        ("sitemap.xml", "application/xml"),
    ],
)
def test_the_same_files_are_served(client: Client, name: str, kind: str) -> None:
    answer = client.get(f"/{name}")
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert client.get(f"/{name}", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_the_dark_charts_are_those_drawn_in_the_dark(client: Client) -> None:
    """They are recoloured, since drawing takes long: nothing else may differ."""
    import vl_convert

    from horseshoe.site.charts import chart
    from horseshoe.site.page import Ask

    held = Keeper(DAY).held()
    seen = 0
    for address in ("", "vetoes", "situations/syria", "method"):
        found = pages.find(address)
        assert found
        page = found[0].make(Ask(record=held.record.as_known(None), on=DAY, parts=found[1]))
        for each in page.charts:
            for ending, drawing in chart.DRAWINGS.items():
                assert chart.svg(each, ending).decode() == vl_convert.vegalite_to_svg(chart._spec(each, drawing))
                seen += 1
    assert seen


def test_links_are_relative_and_lead_to_pages_that_are_published(folder: Path, client: Client) -> None:
    publish(folder, on=DAY, workers=1, progress=quiet)
    held = Keeper(DAY).held()
    record = held.record.as_known(None)
    every = {f"{each or 'index'}.html" for kind in pages.kinds() for each in kind.every(record, held.on)}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    checked = 0
    for path in folder.rglob("*.html"):
        if path.name == "404.html":
            continue  # its links begin at the root
        tree = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        base = f"/deep/er/{path.relative_to(folder).as_posix()}"
        ids = {each.get("id") for each in tree.iter() if each.get("id")}
        for each in tree.iter():
            card = each.get("content") if each.get("property") == "og:image" else None
            for target in (each.get("href"), each.get("src"), each.get("srcset"), each.get("data-index"), card):
                if not target or target.startswith(("http:", "https:", "mailto:")):
                    continue
                if target.startswith("#"):
                    assert target[1:] in ids, (path, target)
                    continue
                assert not target.startswith("/"), (path, target)
                at = unquote(urldefrag(urljoin(base, target))[0].partition("?")[0]).removeprefix("/deep/er/")
                assert at.removeprefix("fr/") in every or at in files or _card_of(at, every), (path, target)
                checked += 1
    assert checked > 2000
    assert json.loads((folder / "search.index.json").read_bytes())["things"]


def _card_of(at: str, every: set[str]) -> bool:
    """Whether it is the card of a page that this sample does not publish."""
    return at.endswith(".card.png") and f"{at.removeprefix('fr/').removesuffix('.card.png')}.html" in every
