"""Tells the virtual environment's Jupyter about this project: its kernel and two settings.

Paths are written out in full, so that a JupyterLab started in any way finds them; a project that
moved is put right by the next set-up. Files that are right already stay untouched.
"""

import json
import os
import shutil
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SHARE = Path(sys.prefix) / "share" / "jupyter"
KERNEL = SHARE / "kernels" / "java"


def java() -> str:
    home = os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin" / "java") if home else shutil.which("java")


def kernel() -> dict:
    environment = PROJECT / "environment"
    options = [f"@{environment / name}" for name in ("jvm.options", "kernel.options")]
    options.append(f"-XX:SharedArchiveFile={PROJECT / 'target' / 'flink-ml-lab.jsa'}")
    # The project's jar, whose manifest names its libraries, is first: the class archive was made with
    # it alone. All of it is on the JVM's own class path, where Flink looks for its classes.
    classpath = [PROJECT / "target" / "flink-ml-lab.jar", KERNEL / "jjava.jar"]
    return {
        "argv": [
            java(),
            *options,
            "-cp",
            os.pathsep.join(map(str, classpath)),
            "org.dflib.jjava.distro.JJava",
            "{connection_file}",
        ],
        "display_name": "Java (Flink ML Lab)",
        "language": "java",
        "interrupt_mode": "message",
    }


def settings() -> dict:
    """No news pop-up, and no request to the network for one."""
    notification = {"fetchNews": "false", "checkForUpdates": False}
    return {"@jupyterlab/apputils-extension:notification": notification}


def write(path: Path, content: dict) -> None:
    text = json.dumps(content, indent=2) + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(KERNEL / "kernel.json", kernel())
    write(SHARE / "lab" / "settings" / "overrides.json", settings())
