#!/usr/bin/env bash
# Teaches the network of roles what the lines of receipts are for, on one core. Stopped at any point, it goes on from there
# when started again.
#   usage: train-roles.sh [WORK_FOLDER]
# RECEIPTS sets how many are drawn to learn from, MINUTES how long it learns, RATE how fast. BEGIN is a folder with a model
# (ocr-worker/models) that goes on learning in place of a new one; its letters stay.
set -euo pipefail
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
here=$(cd "$(dirname "$0")" && pwd)
export PATH="$(cd "$here/../.." && pwd)/node_modules/.bin:$PATH"
work=${1:-$here/../../.dev/train-roles}
mkdir -p "$work" && work=$(cd "$work" && pwd)
python=${PYTHON:-/usr/bin/python3}
low="nice -n 10"
letters=$work/line-roles.txt
begin=()
if [ -n "${BEGIN:-}" ]; then
  cp -n "$BEGIN/line-roles.txt" "$letters"
  begin=(--begin "$BEGIN/line-roles.onnx")
fi

draw() { # name seed receipts selection
  [ -f "$work/$1/drawn" ] && return
  $low node "$here/draw-receipts.ts" --out "$work/$1" --seed "$2" --receipts "$3" --selection "$4" --letters "$letters"
  touch "$work/$1/drawn"
}

draw train 1 "${RECEIPTS:-80000}" seen
draw seen 2 "${HELD_OUT:-200}" seen
draw unseen 3 "${HELD_OUT:-200}" unseen
count() { node -e "import('$here/../src/read-receipt/roles/roles.ts').then((r) => console.log(r.$1.length))"; }
$low "$python" "$here/network/learn-roles.py" learn "$work/network" --train "$work/train" --held-out "$work/seen" "$work/unseen" \
  --letters "$(wc -l < "$letters")" --roles "$(count ROLES)" --tags "$(count TAGS)" --minutes "${MINUTES:-40}" --rate "${RATE:-0.002}" "${begin[@]}"
"$python" "$here/network/learn-roles.py" finish "$work/network" "$work/model"
cp "$letters" "$work/model/"
echo "the model is in $work/model; copy it to ocr-worker/models if the reader reads better with it"
