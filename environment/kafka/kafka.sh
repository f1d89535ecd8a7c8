#!/bin/sh
# A Kafka broker on the loopback interface: one process, its own controller, everything it keeps in
# one directory. `make target/kafka/.fetched` gets its jars.
# usage: kafka.sh run DIRECTORY [PORT [CONTROLLER_PORT]]      in the foreground
#        kafka.sh start DIRECTORY [PORT [CONTROLLER_PORT]]    in the background, with the lab's topics
#        kafka.sh stop DIRECTORY                              what `start` started; its data stay
#        kafka.sh topics HOST:PORT NAME=PARTITIONS ...        makes those that are not there
#        kafka.sh send HOST:PORT TOPIC [OPTION ...]           a message for each line of standard input
#        kafka.sh read HOST:PORT TOPIC [OPTION ...]           prints the messages; Ctrl-C ends it
set -eu

home=$(cd "$(dirname "$0")" && pwd)
jars=$home/../../target/kafka/lib
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# Compiling less suits a broker that lives for minutes.
jvm() {
    if ! [ -d "$jars" ]; then
        echo "No Kafka in $jars: run 'make target/kafka/.fetched' first" >&2
        exit 1
    fi
    exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dorg.slf4j.simpleLogger.showDateTime=true \
        "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS" -cp "$jars/*" "$@"
}

tool() {
    jvm -Xmx128m -Dorg.slf4j.simpleLogger.defaultLogLevel=error "$@"
}

# One broker keeps what several would share; a dead broker's session ends soon, so that it can come
# back; the log cleaner's buffer would take a third of this heap. A message's time is its customer's
# own, and Kafka would delete what is a week old by it, unread or not, every five minutes.
configure() {
    cat << PROPERTIES
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$2
listeners=PLAINTEXT://127.0.0.1:$1,CONTROLLER://127.0.0.1:$2
advertised.listeners=PLAINTEXT://127.0.0.1:$1
controller.listener.names=CONTROLLER
log.dirs=data
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
group.initial.rebalance.delay.ms=0
broker.heartbeat.interval.ms=500
broker.session.timeout.ms=3000
log.retention.ms=-1
log.cleaner.dedupe.buffer.size=4194304
num.network.threads=2
num.io.threads=4
PROPERTIES
}

run() {
    mkdir -p "$1"
    cd "$1"
    configure "$2" "$3" > server.properties
    if ! [ -f data/meta.properties ]; then
        (jvm -Xmx128m kafka.tools.StorageTool format -t MkU3OEVBNTcwNTJENDM2Qk -c server.properties)
    fi
    jvm -Xmx384m kafka.Kafka server.properties
}

is_running() {
    [ -f "$1/pid" ] && kill -0 "$(cat "$1/pid")" 2> /dev/null
}

start() {
    mkdir -p "$1"
    if ! is_running "$1"; then
        nohup sh "$home/kafka.sh" run "$1" "$2" "$3" < /dev/null > "$1/broker.log" 2>&1 &
        echo $! > "$1/pid"
    fi
    if ! (topics "127.0.0.1:$2" customers=2 scores=2 rejects=2 models=1); then
        echo "The broker does not answer; its log is $1/broker.log:" >&2
        tail -n 5 "$1/broker.log" >&2
        stop "$1"
        exit 1
    fi
    echo "Kafka answers at 127.0.0.1:$2 with the topics customers, scores, rejects, models"
}

stop() {
    if is_running "$1"; then
        pid=$(cat "$1/pid")
        kill "$pid"
        while kill -0 "$pid" 2> /dev/null; do
            sleep 0.1
        done
    fi
    rm -f "$1/pid"
}

topics() {
    tool "$home/KafkaTopics.java" "$@"
}

send() {
    server=$1
    topic=$2
    shift 2
    tool kafka.tools.ConsoleProducer --bootstrap-server "$server" --topic "$topic" "$@"
}

read_topic() {
    server=$1
    topic=$2
    shift 2
    tool org.apache.kafka.tools.consumer.ConsoleConsumer --bootstrap-server "$server" --topic "$topic" \
        --from-beginning --isolation-level read_committed "$@"
}

command=${1:-}
[ $# -gt 1 ] && shift
case $command in
    run | start) "$command" "$1" "${2:-9092}" "${3:-$((${2:-9092} + 1))}" ;;
    stop | topics | send) "$command" "$@" ;;
    read) read_topic "$@" ;;
    *)
        sed -n '/^# usage/,/^set/s/^# //p' "$0" >&2
        exit 2
        ;;
esac
