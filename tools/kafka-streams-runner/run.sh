#!/usr/bin/env bash
# Asks Kafka Streams a query of Nexmark, and prints a line of JSON. A broker is started first, and its topic filled
# with the bids that "sluice bench gen" wrote.
#   run.sh DATA_DIR qN [OPTION=VALUE ...]
# Wants Maven and a JDK 17: JAVA17 names its java, else the usual places are tried. HEAP: what -Xmx gets, 4g;
# PEERS_WORK: where topics and state lie meanwhile, /tmp; PORT: the broker's, 19292, the next one is its controller's.
set -euo pipefail
if [ $# -lt 2 ]; then
  sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
[ -f "$1/nexmark/rows" ] || { echo "there is no Nexmark in $1; ./sluice bench gen $1 makes it" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
common=$here/../flink-runner/src/common
java17=${JAVA17:-$(ls /usr/lib/jvm/*17*/bin/java 2>/dev/null | head -n 1)}
java17=${java17:-java}

# Only if there is something to compile: benchmarks start this many times.
[ -d "$here/target/classes" ] && [ -z "$(find "$here/pom.xml" "$here/src" "$common" -newer "$here/target/classes" -print -quit)" ] ||
  { mvn -q -B -f "$here/pom.xml" compile && touch "$here/target/classes"; } >&2
[ -f "$here/target/classpath.txt" ] && [ "$here/target/classpath.txt" -nt "$here/pom.xml" ] ||
  { mvn -q -B -f "$here/pom.xml" dependency:build-classpath -Dmdep.outputFile="$here/target/classpath.txt" &&
    touch "$here/target/classpath.txt"; } >&2
classes=$here/target/classes:$(cat "$here/target/classpath.txt")

work=$(mktemp -d "${PEERS_WORK:-/tmp}/kafka-streams-runner.XXXXXX")
broker=
cleanup() {
  [ -z "$broker" ] || { kill -9 "$broker" && wait "$broker"; } 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT
port=${PORT:-19292}
cat > "$work/broker.properties" <<END
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$((port + 1))
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$((port + 1))
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=$work/log
offsets.topic.replication.factor=1
offsets.topic.num.partitions=2
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=2
group.initial.rebalance.delay.ms=0
END
"$java17" -cp "$classes" kafka.tools.StorageTool format -t MkU3OEVBNTcwNTJENDM2Qg -c "$work/broker.properties" > "$work/format.log"
"$java17" -Xmx1g -cp "$classes" kafka.Kafka "$work/broker.properties" > "$work/broker.log" 2>&1 &
broker=$!
"$java17" -Xmx1g -cp "$classes" dev.sluice.kstreams.Load "127.0.0.1:$port" "$1"
"$java17" "-Xmx${HEAP:-4g}" -Duser.timezone=UTC "-Djava.io.tmpdir=$work" -cp "$classes" \
  dev.sluice.kstreams.NexmarkRun "127.0.0.1:$port" "$@"
