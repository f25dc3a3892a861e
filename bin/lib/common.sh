# Shared by the commands of bin/: where things are kept, lines that say what happens, packages that are missing.
# Sourced, never run. The caller has already set `-euo pipefail` and gone to the root of the repository.

cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/terreau
mkdir -p "$cache"

say() { printf '%s\n' "$*"; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

seconds() {
  local s=$1
  if ((s < 60)); then printf '%d s' "$s"; else printf '%d min %02d s' $((s / 60)) $((s % 60)); fi
}

# stop_tree PID: the process and all it started.
stop_tree() {
  local child
  for child in $(cat "/proc/$1/task/"*/children 2>/dev/null); do stop_tree "$child"; done
  kill -TERM "$1" 2>/dev/null || true
}

# run_logged LOG COMMAND…: the output goes to LOG, and a line every ten seconds says what its last line was.
run_logged() {
  local log=$1 began=$SECONDS told=0 pid code=0 last
  shift
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  running=$pid
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    if ((SECONDS - began >= 2 && SECONDS - told >= 10)); then
      told=$SECONDS
      last=$(tr '\r' '\n' <"$log" | sed -e 's/\x1b\[[0-9;]*[a-zA-Z]//g' -e '/^[[:space:]]*$/d' | tail -n 1 | cut -c 1-90)
      say "    … $(seconds $((SECONDS - began)))  $last"
    fi
  done
  wait "$pid" || code=$?
  running=
  return "$code"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
  elif [ -t 0 ] && command -v sudo >/dev/null; then
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  else
    return 1
  fi
}

# install_packages NAME…: Debian packages, or the command that brings them where we may not.
install_packages() {
  local command="apt-get update && apt-get install --yes --no-install-recommends $*"
  if ! command -v apt-get >/dev/null; then
    fail "this machine lacks $*: install them with its own package manager, then run the command again"
  fi
  say "installing $*"
  export DEBIAN_FRONTEND=noninteractive
  if ! as_root true; then
    fail "this machine lacks $*. As an administrator, run: $command"
  fi
  run_logged "$cache/apt.log" as_root apt-get update || say "    the package lists could not be renewed; trying with those at hand"
  run_logged "$cache/apt.log" as_root apt-get install --yes --no-install-recommends "$@" ||
    { tail -n 20 "$cache/apt.log" >&2; fail "these packages could not be installed; as an administrator, run: $command"; }
}

need_rust() {
  if ! command -v cargo >/dev/null && [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]; then
    PATH=${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
  fi
  command -v cargo >/dev/null || fail "the Rust toolchain is missing: see https://rustup.rs (curl https://sh.rustup.rs -sSf | sh)"
}

need_c_compiler() {
  # SQLite, ring and zstd hold some C.
  command -v cc >/dev/null || install_packages build-essential
}

# free_port FIRST: the first port from FIRST on that nobody listens to. Kept below the range of outgoing connections.
free_port() {
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    port=$((port + 1))
    ((port < 32000)) || fail "no free port found"
  done
  printf '%d' "$port"
}
