import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Gray } from '../image/gray.ts'
import { LINE_PX } from './cut-line.ts'
import { decodeSteps, type Letter } from './decode-steps.ts'

export type Language = 'jpn' | 'eng'

export type LineReader = {
  /** Each picture's characters from left to right; a blank between words is a letter ' '. */
  read(lines: Gray[], language: Language, leftMs: () => number): Promise<Letter[][]>
  close(): Promise<void>
}

/** What learned the print of tills, and what reads Latin letters alone: `../../../models`. */
const MODELS = { jpn: 'till-lines', eng: 'latin-lines' }

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
        read.push(decodeSteps(chances!.data as Float32Array, classes!.data as BigInt64Array, letters))
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
  const letters = readFileSync(path('txt'), 'utf8').replace(/\n$/, '').split('\n')
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
