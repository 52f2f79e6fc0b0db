// The lower half of the recogniser over every drawn line, once: `NNN.bin` → `NNN.features` (half precision, 512 numbers for
// every 8 pixels). usage: extract-features.ts MODEL.onnx DIR…
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'

const HEIGHT = 48
const WIDTH_STEP = 32
const LINES_AT_ONCE = 8

const [model, ...folders] = process.argv.slice(2)
const session = await InferenceSession.create(model!, { intraOpNumThreads: 1, interOpNumThreads: 1 })
for (const folder of folders)
  for (const name of readdirSync(folder).filter((n) => n.endsWith('.tsv')))
    await extract(join(folder, name.replace(/\.tsv$/, '')))

async function extract(shard: string): Promise<void> {
  if (existsSync(`${shard}.features`) || !existsSync(`${shard}.bin`)) return
  const pixels = readFileSync(`${shard}.bin`)
  const lines: { width: number; padded: number; at: number; to: number }[] = []
  let at = 0
  let to = 0
  for (const row of readFileSync(`${shard}.tsv`, 'utf8').trimEnd().split('\n')) {
    const width = Number(row.split('\t')[0])
    const padded = Math.ceil(width / WIDTH_STEP) * WIDTH_STEP
    lines.push({ width, padded, at, to })
    at += width * HEIGHT
    to += (padded / 8) * 512
  }
  const features = new Uint16Array(to)
  const byWidth = Map.groupBy(lines, (l) => l.padded)
  for (const [padded, alike] of byWidth)
    for (let i = 0; i < alike.length; i += LINES_AT_ONCE) {
      const batch = alike.slice(i, i + LINES_AT_ONCE)
      const x = new Float32Array(batch.length * 3 * HEIGHT * padded).fill(1)
      batch.forEach((line, b) => {
        for (let c = 0; c < 3; c++)
          for (let y = 0; y < HEIGHT; y++)
            for (let k = 0; k < line.width; k++)
              x[((b * 3 + c) * HEIGHT + y) * padded + k] = pixels[line.at + y * line.width + k]! / 127.5 - 1
      })
      const out = await session.run({ x: new Tensor('float32', x, [batch.length, 3, HEIGHT, padded]) })
      const raw = out.features!.data as unknown as Uint16Array
      const bits = new Uint16Array(raw.buffer, raw.byteOffset, raw.length)
      const size = bits.length / batch.length
      batch.forEach((line, b) => features.set(bits.subarray(b * size, (b + 1) * size), line.to))
    }
  writeFileSync(`${shard}.features.part`, features)
  renameSync(`${shard}.features.part`, `${shard}.features`)
  console.log(shard)
}
