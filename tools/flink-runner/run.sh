#!/bin/sh
# Asks a real Flink a query of Nexmark over the files that "sluice bench gen" writes, and prints a line of JSON.
#   run.sh DATA_DIR qN [OPTION=VALUE ...]
# Wants Maven and a JDK 17: JAVA17 names its java, else the usual places are tried. HEAP: what -Xmx gets, 4g;
# PEERS_WORK: where checkpoints lie meanwhile, /tmp.
set -e
if [ $# -lt 2 ]; then
  sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
[ -f "$1/nexmark/rows" ] || { echo "there is no Nexmark in $1; ./sluice bench gen $1 makes it" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
java17=${JAVA17:-$(ls /usr/lib/jvm/*17*/bin/java 2>/dev/null | head -n 1)}
java17=${java17:-java}

# Only if there is something to compile: benchmarks start this many times.
[ -d "$here/target/classes" ] && [ -z "$(find "$here/pom.xml" "$here/src" -newer "$here/target/classes" -print -quit)" ] ||
  { mvn -q -B -f "$here/pom.xml" compile && touch "$here/target/classes"; } >&2
[ -f "$here/target/classpath.txt" ] && [ "$here/target/classpath.txt" -nt "$here/pom.xml" ] ||
  { mvn -q -B -f "$here/pom.xml" dependency:build-classpath -Dmdep.outputFile="$here/target/classpath.txt" &&
    touch "$here/target/classpath.txt"; } >&2

# Flink reaches into the JDK; these are the doors its own launcher opens.
opens=
for package in lang lang.invoke lang.reflect io net nio math text time util util.concurrent util.concurrent.atomic \
  util.concurrent.locks; do
  opens="$opens --add-opens=java.base/java.$package=ALL-UNNAMED"
done
work=$(mktemp -d "${PEERS_WORK:-/tmp}/flink-runner.XXXXXX")
trap 'rm -rf "$work"' EXIT
"$java17" "-Xmx${HEAP:-4g}" $opens -Duser.timezone=UTC "-Djava.io.tmpdir=$work" \
  -cp "$here/target/classes:$(cat "$here/target/classpath.txt")" dev.sluice.flink.NexmarkRun \
  "$here/../../sluice-benchmarks/src/main/resources/nexmark" "$@"
