import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { CREDIT_REASONS } from '../ledger/journal.ts'
import { pointsHappening } from '../ledger/points-happening.ts'
import { HAPPENING_KINDS, HAPPENING_PAYLOADS, parsePayload } from './happening.ts'

interface JsonSchema {
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
}
/** Ids that staff chose for things, the only words that are not of a closed set. */
const CHOSEN_IDS = ['productId', 'prizeId', 'drawId']

/** The places of a payload into which somebody's words would fit. */
function findText(schema: JsonSchema, at: string): string[] {
  if (schema.anyOf) return schema.anyOf.flatMap((each) => findText(each, at))
  if (schema.items) return findText(schema.items, at)
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([name, each]) => findText(each, name))
  const isClosed = schema.enum !== undefined || schema.const !== undefined || schema.pattern !== undefined
  return [schema.type].flat().includes('string') && !isClosed && !CHOSEN_IDS.includes(at) ? [at] : []
}

describe.each(HAPPENING_KINDS)('%s', (kind) => {
  const schema = z.toJSONSchema(HAPPENING_PAYLOADS[kind]) as JsonSchema & { additionalProperties: unknown }

  test('keeps ids and numbers, and has no room for what anybody wrote', () => {
    expect(findText(schema, kind)).toEqual([])
    expect(schema.additionalProperties).toBe(false)
    expect(Object.keys(schema.properties ?? {}).filter((name) => /name|text|word/i.test(name))).toEqual([])
  })
})

test('the search for text finds text', () => {
  const loose = z.strictObject({ list: z.array(z.strictObject({ note: z.string().nullable() })) })
  expect(findText(z.toJSONSchema(loose) as JsonSchema, 'loose')).toEqual(['note'])
})

test('a payload that brings more than its kind keeps is refused', () => {
  expect(() => parsePayload('message_heard', { content: 'text', text: '内緒' })).toThrow()
  expect(parsePayload('message_heard', { content: 'text' })).toEqual({ content: 'text' })
})

test('every journal is something to its person, once', () => {
  const reasons = [
    ...(Object.keys(CREDIT_REASONS) as (keyof typeof CREDIT_REASONS)[]),
    ...(['release', 'exchange', 'exchange_cancelled', 'claw_back', 'expiry'] as const),
  ]
  const journal = { naturalKey: 'k', shopperId: crypto.randomUUID(), entryId: null, points: 10 }
  for (const reason of reasons) {
    const told = pointsHappening(crypto.randomUUID(), { ...journal, reason }, new Date(0))
    expect(told).toMatchObject({ naturalKey: 'journal:k', shopperId: journal.shopperId, at: new Date(0) })
    expect(parsePayload(told.kind, told.payload)).toMatchObject({ points: 10 })
  }
})
