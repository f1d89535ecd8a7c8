#!/bin/sh
# Makes a jar without classes whose manifest names every other jar of a directory: one entry of a
# class path that stands for all of them. Removes from the directory what is in the other one.
# usage: runtimes.sh DIRECTORY OTHER
set -eu
for jar in "$2"/*.jar; do
    rm -f "$1/${jar##*/}"
done
cd "$1"
set -- *.jar
{
    echo "Class-Path: $1"
    shift
    printf '  %s\n' "$@"
} > manifest
"${JAVA_HOME:+$JAVA_HOME/bin/}jar" --create --file runtimes.jar --manifest manifest
rm manifest
