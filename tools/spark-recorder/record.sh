#!/bin/sh
# Asks a real Spark for the answers in test data and writes them into the files.
#   record.sh                 all .test and .stream files of sluice-testing
#   record.sh FILE|DIR ...    only these
#   record.sh --facts         prints progress, explain, show() and refusals instead
#   record.sh --read DIR SEC  reads a directory that numbers.sql writes, and checks what it sees
#   record.sh --random FILE SEED COUNT [KIND]   scripts made up by chance
#   record.sh --random-queries FILE SEED COUNT   a .test file of queries made up by chance
#   record.sh --file-reads DIR          reads files made up by chance, for FuzzedReadsTest
#   record.sh --processors [FILE ...]   the scripts of transformWithState in sluice-core
#   record.sh --groups [FILE ...]       those of mapGroupsWithState and flatMapGroupsWithState
#   record.sh --real-time-facts         prints what real-time mode and continuous processing allow
#   record.sh --processor-facts         prints answers to what the tests of transformWithState ask besides
#   record.sh --nexmark DATA_DIR [OPTION=VALUE ...]   Nexmark's answers over what "sluice bench gen" wrote
#   record.sh --nexmark-run DATA_DIR qN [OPTION=VALUE ...]   one of its queries, as a line of JSON
#   record.sh --topic-run HOST:PORT [OPTION=VALUE ...]   W6 of "sluice bench", which calls this, as a line of JSON
#   record.sh --moved JOBS              goes on with queries from checkpoints, for MovingWithSparkTest
#   record.sh --formats-write DIR       files of each format, with what Spark reads in them, for tests of formats
#   record.sh --public-api              writes the names in Spark's API into sluice-core's test resources
#   record.sh --formats-read DIR        reads such files as Sluice wrote them, and says whether it sees the same
# Wants a JDK 17: JAVA17 names its java, else the usual places are tried. HEAP: what -Xmx gets, 2g.
set -e
here=$(cd "$(dirname "$0")" && pwd)
resources=$here/../../sluice-testing/src/test/resources
java17=${JAVA17:-$(ls /usr/lib/jvm/*17*/bin/java 2>/dev/null | head -n 1)}
java17=${java17:-java}

# Only if there is something to compile: benchmarks start this many times.
paths=$here/target/class-path.txt
[ -f "$paths" ] && [ -z "$(find "$here/pom.xml" "$here/src" -newer "$here/target/classes" -print -quit)" ] ||
  { "$here/../../mvnw" -q -B -f "$here/pom.xml" process-classes >&2 && touch "$here/target/classes"; }

# Spark reaches into the JDK; these are the doors its own launcher opens.
opens="-Djdk.reflect.useDirectMethodHandle=false"
for package in lang lang.invoke lang.reflect io net nio util util.concurrent util.concurrent.atomic; do
  opens="$opens --add-opens=java.base/java.$package=ALL-UNNAMED"
done
for package in jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
  opens="$opens --add-opens=java.base/$package=ALL-UNNAMED"
done

main=dev.sluice.recorder.Recorder
if [ "$1" = --processors ]; then
  main=dev.sluice.recorder.ProcessorScripts
  shift
  [ $# -gt 0 ] || set -- "$here"/../../sluice-core/src/test/processors/*.script
elif [ "$1" = --groups ]; then
  main=dev.sluice.recorder.GroupScripts
  shift
  [ $# -gt 0 ] || set -- "$here"/../../sluice-core/src/test/groups/*.script
elif [ "$1" = --nexmark ]; then
  main=dev.sluice.recorder.NexmarkFigures
  data=$2
  shift 2
  benchmarks=$here/../../sluice-benchmarks/src
  set -- "$benchmarks/main/resources/nexmark" "$data" all "record=$benchmarks/test/resources/nexmark" "$@"
elif [ "$1" = --nexmark-run ]; then
  main=dev.sluice.recorder.NexmarkFigures
  shift
  set -- "$here/../../sluice-benchmarks/src/main/resources/nexmark" "$@"
elif [ "$1" = --topic-run ]; then
  main=dev.sluice.recorder.TopicFigures
  shift
  set -- "$here/../../sluice-benchmarks/src/main/resources/topic" "$@"
elif [ "$1" = --formats-write ] || [ "$1" = --formats-read ]; then
  main=dev.sluice.recorder.FormatFiles
  set -- "$1" "$resources/../../main/resources/dev/sluice/testing/formats/all-types.sql" "$2"
elif [ "$1" = --public-api ]; then
  main=dev.sluice.recorder.PublicApi
  set -- "$here/../../sluice-core/src/test/resources/spark-api.txt"
elif [ "$1" = --moved ]; then
  main=dev.sluice.recorder.MovedQueries
  shift
elif [ "$1" = --processor-facts ]; then
  main=dev.sluice.recorder.ProcessorFacts
elif [ "$1" = --real-time-facts ]; then
  main=dev.sluice.recorder.RealTimeFacts
else
  [ $# -gt 0 ] || set -- "$resources/sql" "$resources/streams"
  set -- "$resources/data" "$@"
fi
export SPARK_LOCAL_IP=127.0.0.1
exec "$java17" "-Xmx${HEAP:-2g}" $opens -Duser.timezone=UTC -cp "$here/target/classes:$(cat "$paths")" \
  "$main" "$@"
