/** One character: its middle in pixels of the picture, and what else it may be, likeliest first. */
export type Letter = {
  text: string
  confidence: number
  at: number
  others: { text: string; confidence: number }[]
}

const PIXELS_A_STEP = 8
/** The network tells so many classes a step, likeliest first. */
const LIKELIEST = 4
/** Less likely than this, another reading of a character is not worth keeping. */
const WORTH_KEEPING = 0.003
/** Class 0 says that no character is here. */
const NOTHING = 0

/** Connectionist temporal classification, greedily: a class that goes on is one character, 0 parts two of the same. */
export function decodeSteps(chances: Float32Array, classes: BigInt64Array, letters: string[]): Letter[] {
  const steps = classes.length / LIKELIEST
  const read: Letter[] = []
  for (let step = 0; step < steps;) {
    const best = Number(classes[step * LIKELIEST])
    let end = step + 1
    while (end < steps && Number(classes[end * LIKELIEST]) === best) end++
    if (best !== NOTHING) read.push(letterAt(step, end))
    step = end
  }
  return read

  function letterAt(from: number, to: number): Letter {
    let peak = from
    for (let step = from; step < to; step++)
      if (chances[step * LIKELIEST]! > chances[peak * LIKELIEST]!) peak = step
    const others = []
    for (let k = 1; k < LIKELIEST; k++) {
      const confidence = chances[peak * LIKELIEST + k]!
      const text = letters[Number(classes[peak * LIKELIEST + k])] ?? ''
      if (text !== '' && confidence >= WORTH_KEEPING) others.push({ text, confidence })
    }
    return {
      text: letters[Number(classes[peak * LIKELIEST])] ?? '',
      confidence: chances[peak * LIKELIEST]!,
      at: ((from + to) / 2) * PIXELS_A_STEP,
      others,
    }
  }
}
