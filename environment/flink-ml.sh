#!/bin/sh
# Puts Flink ML's jar into Maven's local repository: from Maven's registry if that has it, otherwise
# out of the Python package (flink_ml_jar.py says how). Run from the project directory.
set -eu

artifact=org.apache.flink:flink-ml-uber-1.17:2.3.0
dependency_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.8.1
install_plugin=org.apache.maven.plugins:maven-install-plugin:3.1.3

if mvn -B -q "$dependency_plugin:get" -Dartifact="$artifact" -Dtransitive=false > /dev/null 2>&1; then
    exit 0
fi

echo "Maven's registry has no $artifact: taking it from the Python package apache-flink-ml"
jar=.venv/flink-ml-uber.jar
.venv/bin/python environment/flink_ml_jar.py "$jar"
mvn -B -q "$install_plugin:install-file" -Dfile="$jar" -DpomFile=environment/flink-ml-uber.pom
rm "$jar"
