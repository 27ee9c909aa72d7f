#!/usr/bin/env bash
# Compiles the C yardstick into the given folder, or says why not. SQLITE_SOURCE: a folder with sqlite3.c and sqlite3.h.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=${1:?give the folder that receives the program}
mkdir -p "$target"
if ! command -v gcc >/dev/null; then
    echo "C is left out: there is no gcc"
elif [ -n "${SQLITE_SOURCE:-}" ]; then
    if [ ! -f "$target/sqlite3.o" ]; then
        gcc -O2 -c -DSQLITE_THREADSAFE=1 -DSQLITE_DEFAULT_MEMSTATUS=0 -DSQLITE_ENABLE_STAT4 \
            "$SQLITE_SOURCE/sqlite3.c" -o "$target/sqlite3.o"
    fi
    gcc -O2 -I"$SQLITE_SOURCE" "$here/climit.c" "$target/sqlite3.o" -o "$target/climit" -lpthread -ldl -lm
elif echo '#include <sqlite3.h>' | gcc -E - >/dev/null 2>&1; then
    gcc -O2 "$here/climit.c" -o "$target/climit" -lsqlite3
else
    echo "C is left out: there are no headers of SQLite; give SQLITE_SOURCE"
fi
