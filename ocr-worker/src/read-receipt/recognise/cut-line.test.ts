import { expect, test } from 'vitest'
import { blankGray, type Gray } from '../image/gray.ts'
import { CHARACTER_PX, cutLine, LINE_PX } from './cut-line.ts'
import type { Strip } from './strip.ts'

function draw(sheet: Gray, box: { x: number; y: number; width: number; height: number }): void {
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++) sheet.data[y * sheet.width + x] = 0
}

/** A row with two characters of 20 pixels, a word's gap, one more, and a sum far to the right. */
function row(): { sheet: Gray; strip: Strip } {
  const sheet = blankGray(400, 60)
  const runs = [
    { from: 10, to: 30 },
    { from: 32, to: 52 },
    { from: 66, to: 86 },
    { from: 300, to: 340 },
  ]
  for (const { from, to } of runs) draw(sheet, { x: from, y: 20, width: to - from, height: 20 })
  const scale = CHARACTER_PX / 20
  return { sheet, strip: { top: 20, foot: 40, from: 10, to: 340, scaleX: scale, scaleY: scale, runs } }
}

const inked = (image: Gray, x: number) => image.data[(LINE_PX / 2) * image.width + Math.round(x)]! < 128

test('a line is cut at wide gaps only, and every picture is as high as the network takes it', () => {
  const { sheet, strip } = row()
  const cuts = cutLine(sheet, strip)
  expect(cuts.map((c) => c.image.height)).toEqual([LINE_PX, LINE_PX])
  expect(cuts[0]!.image.width).toBeGreaterThan(76 * strip.scaleX)
})

test('a place in the picture leads back to the place on the sheet', () => {
  const { sheet, strip } = row()
  const [words, sum] = cutLine(sheet, strip)
  for (const [cut, x] of [
    [words!, 20],
    [words!, 76],
    [sum!, 320],
  ] as const)
    expect(inked(cut.image, (x - cut.from) * cut.scale)).toBe(true)
  expect(inked(words!.image, (59 - words!.from) * words!.scale)).toBe(false)
})

test('characters stand in the middle, as tall as the network learned them', () => {
  const { sheet, strip } = row()
  const { image } = cutLine(sheet, strip)[1]!
  const middle = image.width >> 1
  const ink = Array.from({ length: LINE_PX }, (_, y) => image.data[y * image.width + middle]! < 128)
  expect(ink.filter(Boolean).length).toBeCloseTo(CHARACTER_PX, -1)
  expect(ink.indexOf(true) + ink.lastIndexOf(true)).toBeCloseTo(LINE_PX - 1, -0.5)
})

test('a strip that reaches beyond the sheet shows paper there', () => {
  const { sheet, strip } = row()
  const [cut] = cutLine(sheet, { ...strip, top: -10, foot: 10, runs: [{ from: -30, to: 5 }] })
  expect(Math.min(...cut!.image.data)).toBe(255)
})
