#!/bin/sh
# Puts Flink ML's jar into Maven's local repository: from Maven's registry if that has it, otherwise
# out of the archive of the Python package, which holds the same jar. Run from the project directory.
# usage: MVN="mvn -q" flink-ml.sh
set -eu

artifact=org.apache.flink:flink-ml-uber-1.17:2.3.0
dependency_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.8.1
install_plugin=org.apache.maven.plugins:maven-install-plugin:3.1.3

if $MVN "$dependency_plugin:get" -Dartifact="$artifact" -Dtransitive=false > /dev/null 2>&1; then
    exit 0
fi

echo "Maven's registry has no $artifact: taking it from the Python package apache-flink-ml"
jar=.venv/flink-ml-uber.jar
.venv/bin/python environment/source_archive.py apache-flink-ml==2.3.0 \
    deps/lib/flink-ml-uber-1.17-2.3.0.jar \
    37677574a43d705d10d3f373e2e0468ab769bff3a61db677c68649c92c2ef603 "$jar"
$MVN "$install_plugin:install-file" -Dfile="$jar" -DpomFile=environment/flink-ml-uber.pom
rm "$jar"
