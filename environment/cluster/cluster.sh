#!/bin/sh
# A Flink cluster of three processes on the loopback interface: a job manager and two task managers
# of two slots each, with the jars of Flink's distribution and nothing of this project; a job brings its
# jar along. All that it keeps is in one directory. `make cluster` gets the jars.
# usage: cluster.sh start DIRECTORY [REST_PORT [RPC_PORT]]    in the background; Flink's own calls go over
#                    a free port unless one is given
#        cluster.sh application DIRECTORY REST_PORT RPC_PORT COMMAND...
#                    the same in application mode, as bin/standalone-job.sh of a distribution does it: the
#                    job manager runs that command of the command line, and ends with it
#        cluster.sh stop DIRECTORY                            what was started
set -eu

project=$(cd "$(dirname "$0")/../.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# No script of Flink's starts these processes, so every part of their memory is named here.
configure() {
    cat << CONF
jobmanager.rpc.address: 127.0.0.1
jobmanager.bind-host: 127.0.0.1
jobmanager.rpc.port: $3
taskmanager.host: 127.0.0.1
taskmanager.bind-host: 127.0.0.1
rest.address: 127.0.0.1
rest.bind-address: 127.0.0.1
rest.port: $2
io.tmp.dirs: $1/tmp
blob.storage.directory: $1/blobs
state.checkpoints.dir: file://$1/checkpoints
state.checkpoints.num-retained: 2
metrics.fetcher.update-interval: 100
web.refresh-interval: 100
heartbeat.interval: 2000
heartbeat.timeout: 10000
cluster.evenly-spread-out-slots: true
taskmanager.numberOfTaskSlots: 2
taskmanager.cpu.cores: 2
taskmanager.memory.framework.heap.size: 128m
taskmanager.memory.task.heap.size: 640m
taskmanager.memory.framework.off-heap.size: 128m
taskmanager.memory.task.off-heap.size: 32m
taskmanager.memory.network.min: 128m
taskmanager.memory.network.max: 128m
taskmanager.memory.managed.size: 256m
taskmanager.memory.jvm-metaspace.size: 256m
taskmanager.memory.jvm-overhead.min: 128m
taskmanager.memory.jvm-overhead.max: 128m
CONF
}

process() {
    directory=$1
    name=$2
    shift 2
    nohup "$java" "@$project/environment/jvm.options" -Xmx768m -XX:MaxDirectMemorySize=320m \
        -XX:MaxMetaspaceSize=256m "-Djava.io.tmpdir=$directory/tmp" \
        "-Dlog4j2.configurationFile=$project/environment/cluster/log4j2.properties" \
        -cp "$jars" "$@" > "$directory/$name.log" 2>&1 < /dev/null &
    echo $! >> "$directory/pids"
}

launch() {
    if ! ls "$project"/.venv/flink/lib/flink-dist-*.jar > /dev/null 2>&1; then
        echo "No jars of Flink in $project/.venv/flink/lib: run 'make .venv/flink/.installed' first" >&2
        exit 1
    fi
    jars="$project/.venv/flink/lib/*"
    mkdir -p "$1/tmp"
    directory=$(cd "$1" && pwd)
    if [ -f "$directory/pids" ]; then
        echo "A cluster was started in $directory before; stop it first: make cluster-stop" >&2
        exit 1
    fi
    rpc=$("$java" "$project/environment/cluster/ClusterPorts.java" "$2" ${3:+"$3"})
    rest=http://127.0.0.1:$2
    configure "$directory" "$2" "$rpc" > "$directory/flink-conf.yaml"
    shift 3
    process "$directory" job-manager "$@"
    for number in 1 2; do
        process "$directory" "task-manager-$number" \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner \
            --configDir "$directory" "-Dtaskmanager.resource-id=task-manager-$number"
    done
}

start() {
    launch "$1" "$2" "$3" org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint \
        --configDir "$1"
    if ! "$java" "$project/environment/cluster/AwaitCluster.java" "$rest" "$rpc" $(cat "$directory/pids"); then
        tail -n 5 "$directory"/*.log >&2
        stop "$directory"
        exit 1
    fi
    echo "Flink answers at $rest with two task managers of two slots each"
}

application() {
    # Flink looks for the program's jar in usrlib beside this directory.
    mkdir -p "$1/usrlib"
    cp "$project/target/flink-ml-lab-job.jar" "$1/usrlib/"
    export FLINK_LIB_DIR="$1/lib"
    home=$1
    rest_port=$2
    rpc_port=$3
    shift 3
    launch "$home" "$rest_port" "$rpc_port" \
        org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint \
        --configDir "$home" --job-classname io.flinklab.app.Main "$@"
    echo "The command runs at $rest; what it prints goes to $directory/job-manager.log"
}

stop() {
    if [ -f "$1/pids" ]; then
        while read -r pid; do
            kill "$pid" 2> /dev/null || continue
            while kill -0 "$pid" 2> /dev/null; do
                sleep 0.1
            done
        done < "$1/pids"
    fi
    rm -rf "$1/pids" "$1/tmp" "$1/blobs"
}

usage() {
    sed -n '/^# usage/,/^set/s/^# //p' "$0" >&2
    exit 2
}

command=${1:-}
[ $# -gt 1 ] && shift
case $command in
    start) start "$1" "${2:-8081}" "${3:-}" ;;
    application)
        if [ $# -lt 4 ]; then
            usage
        fi
        application "$@"
        ;;
    stop) stop "$1" ;;
    *) usage ;;
esac
