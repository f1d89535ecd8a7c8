#!/bin/sh
# Names what is missing on this machine, each with its cure. Prints nothing if nothing is.
# usage: [PYTHON=python3] prerequisites.sh

missing=0

need() {
    echo "Missing: $1" >&2
    echo "  cure: $2" >&2
    missing=1
}

python=${PYTHON:-python3}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jdk="install a JDK, 17 or newer (Debian: apt-get install openjdk-17-jdk-headless), and set JAVA_HOME to it"

version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
if [ "${version:-0}" -lt 17 ]; then
    need "Java 17 or newer (found: ${version:-none})" "$jdk"
elif ! command -v "${java}c" > /dev/null; then
    need "a Java compiler (javac) beside $java" "$jdk"
fi

# Where there is no Maven, the wrapper gets one.
if ! command -v mvn > /dev/null; then
    command -v wget > /dev/null || command -v curl > /dev/null ||
        need "wget or curl, which get Maven" "Debian: apt-get install wget"
    command -v unzip > /dev/null ||
        need "unzip, which unpacks Maven" "Debian: apt-get install unzip"
fi

command -v git > /dev/null ||
    need "git" "Debian: apt-get install git"

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2> /dev/null; then
    need "Python 3.9 or newer ($python)" "Debian: apt-get install python3; or make PYTHON=/path/to/python3"
elif ! "$python" -c 'import ensurepip, venv' 2> /dev/null; then
    need "Python's venv module" "Debian: apt-get install python3-venv"
fi

# Java draws text with the system's fonts; a slim Linux image has none.
if [ "$(uname)" = Linux ] &&
    [ -z "$(find -L /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
        -name '*.[to]t[cf]' 2> /dev/null | head -n 1)" ]; then
    need "a font, for the charts" "Debian: apt-get install fontconfig fonts-dejavu-core"
fi

exit $missing
