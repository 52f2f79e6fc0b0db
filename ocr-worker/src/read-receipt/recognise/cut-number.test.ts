import { expect, test } from 'vitest'
import { blankGray } from '../image/gray.ts'
import { cutNumber } from './cut-number.ts'

/** A sheet with one inked block, and what reaches into the row from the line above. */
function sheetWith(block: { x: number; y: number; width: number; height: number }) {
  const sheet = blankGray(200, 60)
  for (let y = 0; y < 60; y++)
    for (let x = 0; x < 200; x++) {
      const inside = x >= block.x && x < block.x + block.width && y >= block.y && y < block.y + block.height
      if (inside || (y === 8 && x >= 50 && x < 60)) sheet.data[y * 200 + x] = 20
    }
  return sheet
}
const strip = {
  top: 10,
  foot: 50,
  from: 40,
  to: 100,
  scaleX: 1,
  scaleY: 1,
  runs: [{ from: 40, to: 100 }],
}

/** Height of the ink in the cut. */
function inkHeight(cut: { width: number; height: number; data: Uint8Array }) {
  let rows = 0
  for (let y = 0; y < cut.height; y++)
    if (cut.data.subarray(y * cut.width, (y + 1) * cut.width).some((v) => v < 128)) rows++
  return rows
}

test('a number fills the height that the model learned, small or large', () => {
  for (const height of [20, 34]) {
    const cut = cutNumber(sheetWith({ x: 40, y: 14, width: 60, height }), strip)!
    expect(cut.height).toBe(36)
    expect(Math.abs(inkHeight(cut) - 28)).toBeLessThanOrEqual(1)
  }
})

test('wide print is cut to the proportions of its row', () => {
  const sheet = sheetWith({ x: 40, y: 14, width: 60, height: 28 })
  const plain = cutNumber(sheet, strip)!
  const squeezed = cutNumber(sheet, { ...strip, scaleX: 0.5 })!
  expect((plain.width - 8) / (squeezed.width - 8)).toBeCloseTo(2, 1)
})

test('where no ink is there is no number', () => {
  expect(cutNumber(blankGray(200, 60), strip)).toBeNull()
})
