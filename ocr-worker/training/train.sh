#!/usr/bin/env bash
# Trains the recogniser of numbers from nothing, on one core. Stopped at any point, it goes on from there when started again.
#   usage: train.sh [WORK_FOLDER]
set -euo pipefail
export OMP_THREAD_LIMIT=1
here=$(cd "$(dirname "$0")" && pwd)
export PATH="$(cd "$here/../.." && pwd)/node_modules/.bin:$PATH"
work=${1:-$here/../../.dev/train-numbers}
mkdir -p "$work" && work=$(cd "$work" && pwd)
low="nice -n 10"

# Pages of drawn lines, and of each page what training reads. Held-out lines come from a seed of their own.
draw() { # name trouble seed lines
  [ -f "$work/$1.list" ] && return
  $low node "$here/draw-pages.ts" --out "$work/$1" --trouble "$2" --seed "$3" --lines "$4"
  for page in "$work/$1"/*.png; do
    $low tesseract "$page" "${page%.png}" --psm 6 lstm.train >/dev/null 2>&1
    rm "$page" "${page%.png}.box"
  done
  ls "$work/$1"/*.lstmf >"$work/$1.list"
}

start() { # an empty model that knows the symbols
  [ -f "$work/numbers/numbers.traineddata" ] && return
  node -e "import('$here/symbols.ts').then(({ SYMBOLS, JUNK }) =>
    console.log([...SYMBOLS, JUNK].map((c, i) => c + ' ' + i * 20 + ' 0 ' + (i * 20 + 16) + ' 30 0').join('\n')))" >"$work/symbols.box"
  unicharset_extractor --output_unicharset "$work/symbols.unicharset" "$work/symbols.box"
  mkdir -p "$work/script" && echo '# no strokes: every symbol is itself' >"$work/script/radical-stroke.txt"
  combine_lang_model --input_unicharset "$work/symbols.unicharset" --script_dir "$work/script" --output_dir "$work" \
    --lang numbers --pass_through_recoder
}

learn() { # name list steps rate [stage to begin from]
  local from=()
  if [ -f "$work/$1_checkpoint" ]; then from=(--continue_from "$work/$1_checkpoint")
  elif [ -n "${5:-}" ]; then from=(--continue_from "$work/$5_checkpoint")
  fi
  $low lstmtraining --traineddata "$work/numbers/numbers.traineddata" \
    --net_spec '[1,36,0,1 Ct3,3,16 Mp3,3 Lfys48 Lfx64 Lrx64 Lfx96 O1c1]' \
    --model_output "$work/$1" --train_listfile "$work/$2.list" --learning_rate "$4" --max_iterations "$3" "${from[@]}" \
    >>"$work/$1.log" 2>&1
  rm -f "$work/$1"_[0-9]*.checkpoint
}

start
draw plain plain 1 6000
draw hard hard 1 30000
draw held-out hard held-out 1000
learn easy plain 12300 0.002
learn hard hard 7300 0.002 easy
learn slow hard 7200 0.0005 hard
learn last hard 2200 0.0002 slow

lstmtraining --stop_training --convert_to_int --continue_from "$work/last_checkpoint" \
  --traineddata "$work/numbers/numbers.traineddata" --model_output "$work/numbers.traineddata"
gzip -9 -k -f -n "$work/numbers.traineddata"
lstmeval --model "$work/numbers.traineddata" --eval_listfile "$work/held-out.list" 2>&1 | tail -1
