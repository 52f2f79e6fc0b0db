import { expect, test } from 'vitest'
import { z } from 'zod'
import { fault, FAULT_KINDS, tellFault, textOf, wordsOfFault } from './fault.ts'

test.each(FAULT_KINDS)('%s says what to do, in two languages', (kind) => {
  const words = wordsOfFault(kind)
  expect(words.ja).toMatch(/[ぁ-んァ-ン一-龥]/)
  expect(words.en).toMatch(/^[A-Z]/)
})

test('a fault is told by its kind and parameters, whatever its message says', () => {
  const schema = z
    .string()
    .refine(() => false, { ...fault('unknown_products', { names: 'cup' }), message: 'x' })
  const [issue] = schema.safeParse('a').error!.issues
  expect(tellFault(issue!)).toEqual({
    ja: '対象商品にないものがあります: cup',
    en: 'No such product: cup',
  })
})

test('text of a wrong form is told by the kind of the form; what zod finds itself is left to zod', () => {
  const Day = textOf('day', /^\d{4}-\d\d-\d\d$/)
  expect(Day.safeParse('2026-11-30').success).toBe(true)
  expect(tellFault(Day.safeParse('soon').error!.issues[0]!)).toEqual(wordsOfFault('not_a_day'))
  expect(tellFault(Day.safeParse(7).error!.issues[0]!)).toBeUndefined()
})
