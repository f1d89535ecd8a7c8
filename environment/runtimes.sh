#!/bin/sh
# Makes a jar without classes whose manifest names every other jar of a directory: one entry of a
# class path that stands for all of them.
# usage: runtimes.sh DIRECTORY
set -eu
cd "$1"
set -- *.jar
{
    echo "Class-Path: $1"
    shift
    printf '  %s\n' "$@"
} > manifest
"${JAVA_HOME:+$JAVA_HOME/bin/}jar" --create --file runtimes.jar --manifest manifest
rm manifest
