#!/usr/bin/env bash
# A cluster of Apache Spark 4.2 on this machine, with Spark Connect, from Maven Central. Tests start it, too.
#   run.sh KIND PORT [COMMAND ...]   runs the command when sc://localhost:PORT answers, and ends; without one, until Ctrl-C
# KIND: local            one process
#       local-cluster    a driver, and an executor in a process of its own
#       standalone       a master, a worker with its executor, and a driver
# Wants a JDK 17: JAVA17 names its java, else the usual places are tried. Files are in DIR, else in a new directory.
# The master of a standalone cluster listens at MASTER_PORT, else behind PORT.
set -e
here=$(cd "$(dirname "$0")" && pwd)
java17=${JAVA17:-$(ls /usr/lib/jvm/*17*/bin/java 2>/dev/null | head -n 1)}
java17=${java17:-java}

kind=$1 port=$2
[ -n "$port" ] || { sed -n 2,9p "$here/run.sh" >&2; exit 2; }
shift 2
command=${1-} # without one somebody may want to look at the logs afterwards
paths=$here/target/class-path.txt
[ -f "$paths" ] && [ "$paths" -nt "$here/pom.xml" ] ||
  { "$here/../../mvnw" -q -B -f "$here/pom.xml" process-classes >&2 && touch "$paths"; }
paths=$(cat "$paths")

# Spark reaches into the JDK; these are the doors its own launcher opens.
opens="--add-modules=jdk.incubator.vector -Djdk.reflect.useDirectMethodHandle=false"
for package in lang lang.invoke lang.reflect io net nio util util.concurrent util.concurrent.atomic; do
  opens="$opens --add-opens=java.base/java.$package=ALL-UNNAMED"
done
for package in jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
  opens="$opens --add-opens=java.base/$package=ALL-UNNAMED"
done

# An installation's directories are asked for, though the jars come by the class path.
work=${DIR:-$(mktemp -d)}
mkdir -p "$work/home/jars" "$work/home/bin"
cd "$work"
before=${JAVA_HOME-}
export SPARK_HOME=$work/home SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$java17")")")
children=()
end() {
  kill "${children[@]}" 2>/dev/null || true
  wait
  [ -n "${DIR-}" ] || [ -z "$command" ] || rm -rf "$work"
}
trap end EXIT
begin() {
  local log=$1
  shift
  "$java17" $opens -Duser.timezone=UTC -cp "$paths" "$@" >"$work/$log.out" 2>"$work/$log.log" &
  children+=($!)
}
# Waits until the process that was begun last listens at a port. However long that takes: a machine may be busy.
answers() {
  local process=${children[-1]}
  until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
    kill -0 "$process" 2>/dev/null || { tail -n 40 "$work"/*.log >&2; return 1; }
    sleep 0.2
  done
}

case $kind in
  local) master='local[2]' ;;
  local-cluster) master='local-cluster[1,2,900]' ;;
  standalone)
    master_port=${MASTER_PORT:-$((port + 1))}
    master=spark://127.0.0.1:$master_port
    begin master -Xmx512m org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$master_port" --webui-port 0
    answers "$master_port"
    begin worker -Xmx512m org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 2 --memory 1g \
      --work-dir "$work/worker" --webui-port 0 "$master" ;;
  *) sed -n 2,9p "$here/run.sh" >&2; exit 2 ;;
esac
begin driver -Xmx2g -Dspark.master="$master" -Dspark.app.name=cluster -Dspark.ui.enabled=false \
  -Dspark.driver.host=127.0.0.1 -Dspark.driver.bindAddress=127.0.0.1 -Dspark.executor.memory=900m \
  -Dspark.executor.extraClassPath="$paths" "-Dspark.executor.extraJavaOptions=$opens" \
  -Dspark.connect.grpc.binding.address=127.0.0.1 -Dspark.connect.grpc.binding.port="$port" \
  -Dspark.sql.warehouse.dir="$work/warehouse" org.apache.spark.sql.connect.service.SparkConnectServer
answers "$port"
if [ $# -gt 0 ]; then
  (cd "$OLDPWD" && unset SPARK_HOME && export JAVA_HOME=$before && { [ -n "$before" ] || unset JAVA_HOME; } && "$@")
else
  echo "sc://localhost:$port ($kind, logs in $work)"
  wait
fi
