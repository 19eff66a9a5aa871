#!/bin/bash
# Runs the Autobahn testsuite against `strait`, as client and as server, and prints a summary of both.
#
#   tools/autobahn/run.sh WSTEST STRAIT [EXCLUDED...]
#
# WSTEST is the testsuite's command, STRAIT the binary; EXCLUDED are cases to leave out, such as '9.*'.
set -euo pipefail
wstest=$(realpath "$1") strait=$(realpath "$2")
shift 2
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
port=19${RANDOM: -3}
server= suite=
trap '[ -n "$server" ] && kill "$server"; [ -n "$suite" ] && kill "$suite"; rm -rf "$work"' EXIT
excluded=$(python3 -c 'import json, sys; print(json.dumps(sys.argv[1:]))' "$@")

# As client: the suite listens.
cat > "$work/server.json" <<J
{"url": "ws://127.0.0.1:$port", "outdir": "$work/client", "cases": ["*"], "exclude-cases": $excluded, "exclude-agent-cases": {}}
J
(cd "$work" && exec "$wstest" -m fuzzingserver -s server.json > suite.log 2>&1) &
suite=$!
until python3 -c "import socket; socket.create_connection(('127.0.0.1', $port))" 2>/dev/null; do
  kill -0 "$suite" || { cat "$work/suite.log" >&2; exit 1; }
  sleep 0.2
done
"$strait" run --allow-net=127.0.0.1 --max-message=32M "$here/client.mjs" "ws://127.0.0.1:$port" > /dev/null
kill "$suite"; wait "$suite" || true; suite=
python3 "$here/summary.py" "as client" "$work/client/index.json" || failed=1

# As server: the suite connects.
"$strait" run --allow-listen=127.0.0.1:0 --max-message=32M "$here/server.mjs" > "$work/port" &
server=$!
until [ -s "$work/port" ]; do kill -0 "$server"; sleep 0.2; done
cat > "$work/client.json" <<J
{"outdir": "$work/server", "servers": [{"agent": "strait", "url": "ws://127.0.0.1:$(cat "$work/port")"}],
 "cases": ["*"], "exclude-cases": $excluded, "exclude-agent-cases": {}}
J
(cd "$work" && "$wstest" -m fuzzingclient -s client.json > suite.log 2>&1)
python3 "$here/summary.py" "as server" "$work/server/index.json" || failed=1
exit "${failed:-0}"
