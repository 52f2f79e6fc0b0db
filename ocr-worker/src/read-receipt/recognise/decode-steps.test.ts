import { expect, test } from 'vitest'
import { decodeSteps } from './decode-steps.ts'

const LETTERS = ['', 'あ', '1', '7', ' ']

/** Steps of the network: each tells four classes and their chances, likeliest first. */
function read(steps: [cls: number, chance: number, second?: number, chanceOfIt?: number][]) {
  const classes = new BigInt64Array(steps.flatMap(([c, , s = 0]) => [c, s, 0, 0]).map(BigInt))
  const chances = new Float32Array(steps.flatMap(([, p, , q = 0]) => [p, q, 0, 0]))
  return decodeSteps(chances, classes, LETTERS)
}

test('a class that goes on is one character, a blank step parts two of the same', () => {
  expect(
    read([
      [2, 0.9],
      [2, 0.8],
      [0, 1],
      [2, 0.7],
    ]).map((l) => l.text),
  ).toEqual(['1', '1'])
})

test('a character has its best step’s chance, and stands in the middle of its steps', () => {
  const [letter] = read([
    [0, 1],
    [1, 0.6],
    [1, 0.95],
    [0, 1],
  ])
  expect(letter).toMatchObject({ text: 'あ', at: 16 })
  expect(letter!.confidence).toBeCloseTo(0.95)
})

test('what else it may be is kept with its chance; what is hardly possible is not', () => {
  const [unsure] = read([[2, 0.7, 3, 0.25]])
  expect(unsure!.others).toEqual([{ text: '7', confidence: expect.closeTo(0.25) }])
  const [sure] = read([[2, 0.999, 3, 0.0001]])
  expect(sure!.others).toEqual([])
})

test('nothing but blank steps is no text', () => {
  expect(
    read([
      [0, 1],
      [0, 0.9],
    ]),
  ).toEqual([])
})
