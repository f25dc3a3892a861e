# A private PostgreSQL cluster for tests: its own folder, its own port, stopped by its own process id.
# Sourced after common.sh. Sets `pg_url` (without a database name at the end) and `pg_pid`. `pg_options` holds what is
# special about this server: for tests, that nothing has to survive them.

pg_pid=
pg_home=
pg_options=(-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=128MB)

postgres_binaries() {
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  if [ -z "$found" ] && command -v initdb >/dev/null; then found=$(dirname "$(command -v initdb)"); fi
  printf '%s' "$found"
}

# PostgreSQL refuses to run as root: there, the user `postgres` of the package owns the folder. A command run
# behind this prefix is the process itself, so that its id is the one to stop.
pg_as=()
if [ "$(id -u)" = 0 ]; then pg_as=(setpriv --reuid=postgres --regid=postgres --init-groups); fi

pg_folder() {
  local base=$cache
  if [ "$(id -u)" = 0 ] && ! "${pg_as[@]}" test -x "$base" 2>/dev/null; then base=/var/cache/terreau; fi
  mkdir -p "$base"
  printf '%s' "$base"
}

# Folders left by a run that was killed.
pg_sweep() {
  local folder pid
  for folder in "$1"/pg-*; do
    [ -d "$folder" ] || continue
    pid=$(head -n 1 "$folder/data/postmaster.pid" 2>/dev/null || true)
    if [ -z "$pid" ] || ! [ -d "/proc/$pid" ]; then rm -rf "$folder"; fi
  done
}

pg_start() {
  local bin base port socket
  bin=$(postgres_binaries)
  [ -n "$bin" ] || fail "PostgreSQL was not found under /usr/lib/postgresql"
  base=$(pg_folder)
  pg_sweep "$base"
  port=$(free_port $((20000 + $$ % 9000)))
  pg_home=$base/pg-$port
  mkdir -p "$pg_home"
  [ "$(id -u)" != 0 ] || chown postgres:postgres "$pg_home"
  socket=$pg_home
  ((${#socket} < 80)) || socket=
  cd "$pg_home"
  "${pg_as[@]}" "$bin/initdb" --pgdata="$pg_home/data" --username=terreau --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --no-sync >"$pg_home/initdb.log" 2>&1 || { cat "$pg_home/initdb.log" >&2; fail "initdb failed"; }
  "${pg_as[@]}" "$bin/postgres" -D "$pg_home/data" -p "$port" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories="$socket" -c max_connections=300 "${pg_options[@]}" \
    >"$pg_home/postgres.log" 2>&1 </dev/null &
  pg_pid=$!
  cd - >/dev/null
  pg_url=postgres://terreau@127.0.0.1:$port
  local tries=0
  until "$bin/pg_isready" --quiet --host=127.0.0.1 --port="$port" --username=terreau --dbname=postgres; do
    sleep 0.1
    tries=$((tries + 1))
    if ((tries > 300)) || ! kill -0 "$pg_pid" 2>/dev/null; then
      cat "$pg_home/postgres.log" >&2
      fail "PostgreSQL did not start"
    fi
  done
}

pg_create() {
  "$(postgres_binaries)/createdb" --host=127.0.0.1 --port="${pg_url##*:}" --username=terreau --template=template0 "$1"
}

pg_stop() {
  [ -n "$pg_pid" ] || return 0
  kill -INT "$pg_pid" 2>/dev/null || true
  wait "$pg_pid" 2>/dev/null || true
  pg_pid=
  rm -rf "$pg_home"
}
