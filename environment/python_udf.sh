#!/bin/sh
# Prints the path of a Python that Flink 1.18 supports; says what to do where there is none.
# usage: [PYTHON_UDF=/path/to/python3.10] python_udf.sh
set -eu
version='import sys; sys.exit(sys.version_info[:2] != (3, 10))'

for python in ${PYTHON_UDF:+"$PYTHON_UDF"} python3.10 "$HOME"/.pyenv/versions/3.10*/bin/python; do
    if "$python" -c "$version" 2> /dev/null; then
        command -v "$python"
        exit 0
    elif [ "$python" = "${PYTHON_UDF:-}" ]; then
        echo "Expected Python 3.10, the newest that Flink 1.18 supports, at PYTHON_UDF=$python;" \
            "found $("$python" --version 2> /dev/null || echo "none that runs")." >&2
        exit 1
    fi
done
echo "Missing: Python 3.10, the newest that Flink 1.18 supports" >&2
echo "  cure: pyenv install 3.10 (or uv python install 3.10), or name one:" \
    "make python-udf PYTHON_UDF=/path/to/python3.10" >&2
exit 1
