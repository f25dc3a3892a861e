# The journeys of browser/, in a real Chromium, against a demonstration served for them on each engine.
# Sourced after common.sh and postgres.sh; uses `step`, `skip` and `logs` of bin/test.

server_pid=
node_version=22.23.3

chromium_binary() {
  local name
  for name in "${CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
    if [ -n "$name" ] && [ -x "$name" ]; then printf '%s' "$name"; return; fi
  done
}

# Playwright asks for Node 20. Debian 12 has 18: a newer one then comes from npm, into our own folder.
newer_node() {
  local major
  major=$(node --version | sed -E 's/^v([0-9]+).*/\1/')
  ((major >= 20)) && return 0
  local tools=$cache/tools/node
  if ! [ -x "$tools/node_modules/node/bin/node" ]; then
    step "installing Node $node_version" npm install --prefix "$tools" --no-save --no-fund --no-audit "node@$node_version"
  fi
  PATH=$tools/node_modules/node/bin:$PATH
}

npm_packages() {
  local mark=browser/node_modules/.installed
  cmp -s browser/package-lock.json "$mark" && return 0
  step "npm packages" npm --prefix browser ci --no-fund --no-audit --ignore-scripts
  if [ -d browser/node_modules/@playwright/test ]; then cp browser/package-lock.json "$mark"; fi
}

# answers PORT PATH: true where a GET of the path gives 200.
answers() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1"
    printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\n\r\n' "$2" "$1" >&3
    head -n 1 <&3 | grep -q ' 200'
  ) 2>/dev/null
}

# server_start ENGINE: a fresh demonstration on a free port; sets `server_url`.
server_start() {
  local engine=$1 port data log
  port=$(free_port 19080)
  data=$(mktemp -d "${TMPDIR:-/tmp}/terreau-journeys.XXXXXX")
  log=$logs/server-$engine.log
  server_data=$data
  server_url=http://127.0.0.1:$port
  if [ "$engine" = postgres ]; then
    pg_create journeys
    export TERREAU_DATABASE_URL=$pg_url/journeys
  fi
  # Rate limits are lifted: one address does here in a minute what a town does in a day.
  TERREAU_BENCH=1 "$CARGO_TARGET_DIR/debug/terreau" demo --port "$port" --data "$data" >"$log" 2>&1 </dev/null &
  server_pid=$!
  unset TERREAU_DATABASE_URL
  local began=$SECONDS told=$SECONDS
  until answers "$port" /readyz; do
    sleep 0.2
    if ((SECONDS - told >= 10)); then
      told=$SECONDS
      say "    … $(seconds $((SECONDS - began)))  $(tail -n 1 "$log" | cut -c 1-90)"
    fi
    if ! kill -0 "$server_pid" 2>/dev/null || ((SECONDS - began > 900)); then
      tail -n 30 "$log" | sed 's/^/    | /'
      return 1
    fi
  done
}

server_stop() {
  [ -n "$server_pid" ] || return 0
  kill -TERM "$server_pid" 2>/dev/null || true
  wait "$server_pid" 2>/dev/null || true
  server_pid=
  rm -rf "$server_data"
}

playwright() {
  TERREAU_URL=$server_url TERREAU_ENGINE=$1 CHROMIUM=$(chromium_binary) CI=true \
    npm --prefix browser test -- --reporter=list --output="$logs/browser-$1"
}

browser_journeys() {
  local engine
  newer_node
  npm_packages
  # The binary is the one the tests just ran: built with them, on one set of features.
  [ -x "$CARGO_TARGET_DIR/debug/terreau" ] || fail "the server was not built: see the tests above"
  for engine in sqlite postgres; do
    say "    starting a demonstration on $engine"
    if server_start "$engine"; then
      step "browser journeys on $engine" playwright "$engine"
    else
      failed+=("starting the demonstration on $engine")
      say "    FAILED: the demonstration did not start on $engine"
    fi
    server_stop
  done
}
