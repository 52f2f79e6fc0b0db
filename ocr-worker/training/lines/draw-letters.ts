import { readFileSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'
import { rangeOf, type Page } from '../draw-glyphs.ts'
import type { Letter } from './face.ts'
import type { OutlineFont } from './font-list.ts'

/** Letters are drawn at this em; a till's 24 or 16 dots are made of it. */
export const DRAWN_EM = 48
const CELL = 80
const COLUMNS = 40
const [PEN, TOP] = [12, 14]
/** The line on which letters stand, below the top of the em. */
const BASELINE = 0.88

export const openBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })

/** Draws the letters of a font. What the font lacks the browser takes from another one. */
export async function drawLetters(
  browser: Browser,
  font: OutlineFont,
  letters: string[],
): Promise<Map<string, Letter>> {
  const tab = await browser.newPage()
  const drawn = new Map<string, Letter>()
  const sources = font.files.map((file) => readFileSync(file).toString('base64'))
  await tab.evaluate(loadFont, { sources, ranges: font.files.map(rangeOf) })
  for (let from = 0; from < letters.length; from += 1000) {
    const part = letters.slice(from, from + 1000)
    const sheet = await tab.evaluate(drawSheet, {
      letters: part,
      em: DRAWN_EM,
      cell: CELL,
      columns: COLUMNS,
      pen: PEN,
      baseline: TOP + Math.round(BASELINE * DRAWN_EM),
    })
    const ink = Buffer.from(sheet.ink, 'base64')
    part.forEach((letter, i) => {
      const cut = cutLetter(ink, (i % COLUMNS) * CELL, Math.floor(i / COLUMNS) * CELL, sheet.advances[i]!)
      if (cut) drawn.set(letter, cut)
    })
  }
  await tab.close()
  return drawn
}

function cutLetter(ink: Uint8Array, x0: number, y0: number, advance: number): Letter | null {
  const stride = CELL * COLUMNS
  let [left, right, top, foot] = [CELL, -1, CELL, -1]
  for (let y = 0; y < CELL; y++)
    for (let x = 0; x < CELL; x++)
      if (ink[(y0 + y) * stride + x0 + x]! > 24) {
        left = Math.min(left, x)
        right = Math.max(right, x)
        top = Math.min(top, y)
        foot = Math.max(foot, y)
      }
  if (right < 0) return null
  const [width, height] = [right - left + 1, foot - top + 1]
  const cut = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) cut[y * width + x] = ink[(y0 + top + y) * stride + x0 + left + x]!
  return { advance, left: left - PEN, top: top - TOP, width, height, ink: cut }
}

async function loadFont({ sources, ranges }: { sources: string[]; ranges: string[] }) {
  const page = globalThis as unknown as Page
  for (const [i, source] of sources.entries()) {
    const bytes = Uint8Array.from(page.atob(source), (c) => c.charCodeAt(0))
    const face = new page.FontFace('drawn', bytes, { unicodeRange: ranges[i]! })
    page.document.fonts.add(await face.load())
  }
}

type Sheet = { letters: string[]; em: number; cell: number; columns: number; pen: number; baseline: number }

async function drawSheet({ letters, em, cell, columns, pen, baseline }: Sheet) {
  const page = globalThis as unknown as Page
  const canvas = page.document.createElement('canvas')
  canvas.width = cell * columns
  canvas.height = cell * Math.ceil(letters.length / columns)
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  brush.fillStyle = '#000'
  brush.fillRect(0, 0, canvas.width, canvas.height)
  brush.fillStyle = '#fff'
  brush.font = `${em}px "drawn"`
  const advances = letters.map((letter, i) => {
    brush.fillText(letter, (i % columns) * cell + pen, Math.floor(i / columns) * cell + baseline)
    return Math.min(cell, brush.measureText(letter).width)
  })
  const { data } = brush.getImageData(0, 0, canvas.width, canvas.height)
  let ink = ''
  const row: string[] = []
  for (let i = 0; i < data.length; i += 4) {
    row.push(String.fromCharCode(data[i]!))
    if (row.length === 4096) ink += row.splice(0).join('')
  }
  return { advances, ink: page.btoa(ink + row.join('')) }
}
