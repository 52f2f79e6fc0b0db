import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Line } from '../lines.ts'
import { featuresOf, letterClasses, LETTERS_A_LINE, SHAPE } from './features.ts'
import { placeLetters } from './place-letters.ts'
import { roledLine, type RoledLine } from './roled-line.ts'
import { ROLES, TAGS } from './roles.ts'

/** Tells what each line of a receipt is for, and what its letters are part of. */
export type RoleReader = {
  /** @param lines of one receipt, from the top */
  read(lines: Line[]): Promise<RoledLine[]>
  close(): Promise<void>
}

/** Opened when it is first asked; its card is `../../../models/README.md`. */
export function openRoleReader(): RoleReader {
  let opened: Promise<Model> | undefined
  return {
    async read(lines) {
      if (!lines.length) return []
      const { session, classOf } = await (opened ??= load())
      const { letters, places, shapes } = featuresOf(lines.map(placeLetters), classOf)
      const { roles, tags } = await session.run({
        letters: new Tensor('int64', BigInt64Array.from(letters, BigInt), [lines.length, LETTERS_A_LINE]),
        places: new Tensor('float32', places, [lines.length, LETTERS_A_LINE]),
        shapes: new Tensor('float32', shapes, [lines.length, SHAPE]),
      })
      const roleOdds = roles!.data as Float32Array
      const tagOdds = tags!.data as Float32Array
      return lines.map((line, i) =>
        roledLine(
          line,
          roleOdds.subarray(i * ROLES.length, (i + 1) * ROLES.length),
          tagOdds.subarray(i * LETTERS_A_LINE * TAGS.length, (i + 1) * LETTERS_A_LINE * TAGS.length),
        ),
      )
    },
    async close() {
      if (opened) await (await opened).session.release()
      opened = undefined
    },
  }
}

type Model = { session: InferenceSession; classOf: (letter: string) => number }

async function load(): Promise<Model> {
  const path = (ending: string) =>
    fileURLToPath(new URL(`../../../models/line-roles.${ending}`, import.meta.url))
  const known = readFileSync(path('txt'), 'utf8').replace(/\n$/, '').split('\n')
  const session = await InferenceSession.create(path('onnx'), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    enableCpuMemArena: false,
    logSeverityLevel: 3,
  })
  return { session, classOf: letterClasses(known) }
}
