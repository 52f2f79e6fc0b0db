import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DRAWN_EM, drawLetters, openBrowser } from './draw-letters.ts'
import type { Letter, StoredFace } from './face.ts'
import { bitmapFonts, outlineFonts } from './font-list.ts'
import { readPcf } from './read-pcf.ts'

export type Faces = { outlines: StoredFace[]; latin: StoredFace[]; bitmaps: StoredFace[] }

const IS_LATIN = /^[\u0021-\u007e¥]$/u

/** All installed faces. What a browser had to draw is kept in `folder`, for the next time. */
export async function openFaces(letters: string[], folder: string): Promise<Faces> {
  mkdirSync(folder, { recursive: true })
  const faces: Faces = { outlines: [], latin: [], bitmaps: [] }
  let browser: Awaited<ReturnType<typeof openBrowser>> | null = null
  try {
    for (const font of outlineFonts()) {
      const file = join(folder, `${font.name}.bin`)
      const wanted = font.kind === 'latin' ? letters.filter((c) => IS_LATIN.test(c)) : letters
      if (!existsSync(file)) {
        browser ??= await openBrowser()
        try {
          keep(file, await drawLetters(browser, font, wanted))
        } catch (error) {
          console.error(`left out: ${font.name}: ${String(error).split('\n')[0]}`)
          continue
        }
      }
      const face = {
        name: font.name,
        em: DRAWN_EM,
        bitmap: false,
        letters: takeUp(file),
        weight: font.weight,
      }
      faces[font.kind === 'latin' ? 'latin' : 'outlines'].push(face)
    }
  } finally {
    await browser?.close()
  }
  const wanted = new Set(letters)
  const latin = new Set(letters.filter((c) => IS_LATIN.test(c)))
  for (const font of bitmapFonts()) {
    const found = new Map<string, Letter>()
    for (const { file, encoding } of font.parts.toReversed())
      for (const [letter, drawn] of readPcf(file, encoding, encoding === 'unicode' ? latin : wanted).letters)
        found.set(letter, drawn)
    faces.bitmaps.push({ name: font.name, em: font.em, bitmap: true, letters: found, weight: font.weight })
  }
  return faces
}

/** A line of JSON, then every letter's ink. */
function keep(file: string, letters: Map<string, Letter>): void {
  const head = [...letters].map(([c, l]) => [c, l.advance, l.left, l.top, l.width, l.height])
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(JSON.stringify(head) + '\n'), ...[...letters.values()].map((l) => l.ink)]),
  )
}

function takeUp(file: string): Map<string, Letter> {
  const bytes = readFileSync(file)
  const end = bytes.indexOf(10)
  const head = JSON.parse(bytes.toString('utf8', 0, end)) as [
    string,
    number,
    number,
    number,
    number,
    number,
  ][]
  let at = end + 1
  return new Map(
    head.map(([c, advance, left, top, width, height]) => {
      const ink = bytes.subarray(at, (at += width * height))
      return [c, { advance, left, top, width, height, ink }]
    }),
  )
}
