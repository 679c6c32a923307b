#!/usr/bin/env bash
# Runs a command beside a throw-away PostgreSQL:
#
#   scripts/with-postgres.sh cargo test
#   scripts/with-postgres.sh psql -c 'select 1'
#
# The command finds the server in SYNAQ_TEST_POSTGRES (a URL) and in libpq's PG* variables, as the
# role `synaq`, which may create databases and is no superuser: what the service itself would have.
# The server is gone when the command ends, however it ends; its log is kept only if it fails.
# Where SYNAQ_TEST_POSTGRES is set already, that server is used and nothing is started.
#
# It is as durable as a real one (the service refuses one that is not): speed comes from a folder
# in memory, not from fsync=off.
set -euo pipefail

readonly ROOM_KIB=$((1024 * 1024)) # what /dev/shm must have free to be used
readonly START_ATTEMPTS=10         # another process may take the port first

[ $# -gt 0 ] || {
    echo "usage: scripts/with-postgres.sh COMMAND…" >&2
    exit 2
}
[ -z "${SYNAQ_TEST_POSTGRES:-}" ] || exec "$@"

folder=
watcher=
as_server=() # PostgreSQL refuses to run as root

server_programs() { # → the newest installed version's folder
    local programs
    programs=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
    [ -x "$programs" ] || programs=$(command -v initdb) || {
        echo "with-postgres: no PostgreSQL server here; scripts/setup.sh test installs it" >&2
        exit 1
    }
    dirname "$programs"
}

place() { # → the parent of the folder
    local free
    free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 {print $4}')
    if [ -w /dev/shm ] && [ "${free:-0}" -ge "$ROOM_KIB" ]; then echo /dev/shm; else echo "${TMPDIR:-/tmp}"; fi
}

prepare() {
    folder=$(mktemp -d "$(place)/synaq-postgres.XXXXXX")
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    if [ "$(id -u)" -eq 0 ]; then
        local user=postgres
        id "$user" >/dev/null 2>&1 || user=nobody
        chown "$user" "$folder"
        as_server=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --clear-groups --)
    fi
    # The socket trusts whoever reaches it: it lies in the folder, which only its owner can enter.
    server initdb -D "$folder/data" -U postgres -E UTF8 --locale=C.UTF-8 \
        --auth-local=trust --auth-host=scram-sha-256 --no-sync >"$folder/initdb.log" 2>&1 || {
        cat "$folder/initdb.log" >&2
        exit 1
    }
}

server() { # program argument… : as the server's user, from a folder that it may enter
    (cd "$folder" && exec env -u PGDATA LC_ALL=C.UTF-8 "${as_server[@]}" "$programs/$1" "${@:2}")
}

# Memory shared by parallel queries is mapped from the folder too: /dev/shm is small in many
# containers, and nothing may be left there.
start() {
    local attempt
    for ((attempt = 1; attempt <= START_ATTEMPTS; attempt++)); do
        port=$((20000 + RANDOM % 12000)) # below the ports that outgoing connections get
        server pg_ctl start -s -w -D "$folder/data" -l "$folder/log" -o "-p $port -k $folder \
            -c listen_addresses=127.0.0.1 -c max_connections=200 \
            -c dynamic_shared_memory_type=mmap -c timezone=UTC" >/dev/null 2>&1 && return
        grep -q 'Address already in use' "$folder/log" || break
    done
    cat "$folder/log" >&2
    echo "with-postgres: the server did not start (its log is above)" >&2
    exit 1
}

stop() { # nothing in it is needed any more, so it may fall where it stands
    trap - EXIT INT TERM HUP
    if [ -n "$folder" ]; then
        server pg_ctl stop -s -m immediate -D "$folder/data" >/dev/null 2>&1 || true
        rm -rf "$folder"
    fi
    [ -z "$watcher" ] || kill -- "-$watcher" 2>/dev/null || true
}

watch() { # stops the server also when this script is killed outright
    export -f server stop
    folder=$folder programs=$programs as_server_text="${as_server[*]}" watcher='' setsid bash -c '
        read -r -a as_server <<<"$as_server_text" || true
        tail --pid="$1" -f /dev/null
        stop
    ' watcher $$ >/dev/null 2>&1 </dev/null &
    watcher=$!
    disown "$watcher"
}

keep_log() {
    local kept
    kept=$(mktemp "${TMPDIR:-/tmp}/synaq-postgres-log.XXXXXX")
    cat "$folder/log" >"$kept"
    echo "with-postgres: the command failed; the log of PostgreSQL is $kept" >&2
}

# A person at the keyboard gets the command in the foreground, and Ctrl-C reaches it. Without one
# the command is a group of its own, so that a signal to this script ends all of it at once.
run() {
    if [ -t 0 ]; then
        "$@"
        return
    fi
    set -m
    "$@" <&0 &
    local group=$!
    set +m
    trap 'kill -TERM -- -'"$group"' 2>/dev/null; exit 143' TERM HUP
    trap 'kill -INT -- -'"$group"' 2>/dev/null; exit 130' INT
    wait "$group"
}

programs=$(server_programs)
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
prepare
start
watch

server psql -q -h "$folder" -p "$port" -U postgres -d postgres \
    -c "create role synaq login createdb password '$password'" >/dev/null

export SYNAQ_TEST_POSTGRES="postgres://synaq:$password@127.0.0.1:$port/postgres"
export PGHOST=127.0.0.1 PGPORT=$port PGUSER=synaq PGPASSWORD=$password PGDATABASE=postgres
status=0
run "$@" || status=$?
[ "$status" -eq 0 ] || keep_log
exit "$status"
