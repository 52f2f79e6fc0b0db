import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Gray } from '../image/gray.ts'
import { LINE_PX } from './cut-line.ts'

/** One character: its middle in pixels of the picture, and what else it may be, likeliest first. */
export type Letter = {
  text: string
  confidence: number
  at: number
  others: { text: string; confidence: number }[]
}

export type Language = 'jpn' | 'eng'

export type LineReader = {
  /** Each picture's characters from left to right; a blank between words is a letter ' '. */
  read(lines: Gray[], language: Language, leftMs: () => number): Promise<Letter[][]>
  close(): Promise<void>
}

/** What learned the print of tills, and what reads Latin letters alone: `../../../models`. */
const MODELS = { jpn: 'till-lines', eng: 'latin-lines' }
const PIXELS_A_STEP = 8
const LIKELIEST = 4
/** Less likely than this, another reading of a character is not worth keeping. */
const WORTH_KEEPING = 0.003
/** Class 0 of the network says that no character is here. */
const NOTHING = 0

type Model = { session: InferenceSession; letters: string[] }

/** Networks on one thread; each is loaded when it is first asked. */
export function openLineReader(): LineReader {
  const opened = new Map<Language, Promise<Model>>()
  const modelFor = (language: Language) => {
    if (!opened.has(language)) opened.set(language, load(MODELS[language]))
    return opened.get(language)!
  }
  return {
    async read(lines, language, leftMs) {
      const { session, letters } = await modelFor(language)
      const read: Letter[][] = []
      for (const line of lines) {
        if (leftMs() <= 0) break
        const { chances, classes } = await session.run({ x: toTensor(line) })
        read.push(decode(chances!.data as Float32Array, classes!.data as BigInt64Array, letters))
      }
      return read
    },
    async close() {
      for (const model of opened.values()) await (await model).session.release()
      opened.clear()
    },
  }
}

async function load(name: string): Promise<Model> {
  const path = (ending: string) =>
    fileURLToPath(new URL(`../../../models/${name}.${ending}`, import.meta.url))
  const letters = readFileSync(path('txt'), 'utf8').trimEnd().split('\n')
  const session = await InferenceSession.create(path('onnx'), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    enableCpuMemArena: false,
    logSeverityLevel: 3,
  })
  return { session, letters: ['', ...letters, ' '] }
}

function toTensor({ width, height, data }: Gray): Tensor {
  const plane = width * LINE_PX
  if (height !== LINE_PX) throw new RangeError(`a line is ${LINE_PX} pixels high, not ${height}`)
  const x = new Float32Array(3 * plane)
  for (let i = 0; i < plane; i++) x[i] = data[i]! / 127.5 - 1
  x.copyWithin(plane, 0, plane)
  x.copyWithin(2 * plane, 0, plane)
  return new Tensor('float32', x, [1, 3, LINE_PX, width])
}

/** Connectionist temporal classification, greedily: a class that goes on is one character, 0 parts two of the same. */
export function decode(chances: Float32Array, classes: BigInt64Array, letters: string[]): Letter[] {
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
