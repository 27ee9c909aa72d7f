#!/usr/bin/env bash
# Measures everything and prints it; about half an hour. Downloads nothing: build once with `mvn verify` before.
#   benchmarks/run.sh [step]...    steps: contests source large fit training jmh; all of them by default
# WORK: a folder for databases and exports, about 3 GB (default: benchmarks/target/work).  ROUNDS: default 5.
# FILES: how many FIT files the step fit makes and imports (default: 10000).
# SQLITE_SOURCE: a folder with sqlite3.c of the version that sqlite-jdbc carries; else the system's SQLite is used.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
modules=core,storage-sqlite,connectors-fulcra,connectors-garmin,export-parquet,training,testkit,benchmarks
work=${WORK:-$here/target/work}
rounds=${ROUNDS:-5}
steps=${*:-contests source large fit training jmh}

(cd "$here/.." && mvn -o -q compile dependency:build-classpath -pl "$modules" -Dmdep.outputFile=target/classpath.txt \
    -Dmdep.includeScope=runtime)
mkdir -p "$work"
classes="$here/target/classes:$(cat "$here/target/classpath.txt")"
main=org.healthwarehouse.benchmarks
"$here/yardsticks/build.sh" "$here/target/yardsticks"


echo "$(nproc) cores, $(awk '/MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo 2>/dev/null || echo "memory unknown")," \
    "JDK $(java -version 2>&1 | head -1), sqlite3 shell $(sqlite3 --version 2>/dev/null | cut -d' ' -f1 || echo none)," \
    "load $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown)"
for step in $steps; do
    case $step in
        contests)
            for contest in ${CONTESTS:-gaps read ingest csv parquet}; do
               java -Xmx512m -cp "$classes" $main.Contests "$work" "$here/target/yardsticks/climit" \
                    "$here/yardsticks/pybase.py" "$rounds" $contest
            done
            ;;
        source) java -Xmx512m -cp "$classes" $main.SourceRun "$work" "$rounds" ;;
        large)
            for part in ingest each years csv json ndjson parquet; do
               java -Xmx64m -cp "$classes" $main.LargeRun "$work/large" $part
                rm -rf "$work/large/csv" "$work/large/json" "$work/large/ndjson"
            done
            ;;
        fit)
            for part in make import again; do
               java -Xmx128m -cp "$classes" $main.FitImportRun "$work/fit" $part "${FILES:-10000}"
            done
            ;;
        training) java -Xmx512m -cp "$classes" $main.TrainingQueryRun "$work/training" ;;
        jmh) java -Xmx512m -cp "$classes" org.openjdk.jmh.Main ;;
        *) echo "unknown step $step"; exit 2 ;;
    esac
done
