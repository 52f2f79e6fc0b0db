import { makeRules } from '../../tests/support/make-rules.ts'
import type { Random } from '../samples/random.ts'
import type { Operation, Schema } from './schema.ts'
import { badText, spoilValue } from './spoil-value.ts'
import { writeValue, type Known } from './write-value.ts'

export interface Written {
  method: string
  path: string
  headers: Record<string, string>
  body: string | FormData | undefined
}

/** The share of requests that have something wrong in them. Some of the others are wrong for who asks, and when. */
const SPOILT = 0.7

/** Writes a request to an operation: what its document allows, and mostly with one thing of it spoilt. */
export function writeRequest(operation: Operation, random: Random, known: Known): Written {
  const spoilt = random.chance(SPOILT)
  const parts = [
    ...operation.parameters.map(({ name }) => name),
    ...(Object.keys(operation.bodies).length > 0 ? ['', '', ''] : []),
  ]
  const victim = spoilt && parts.length > 0 ? random.pick(parts) : undefined
  const noun = operation.path.split('/').find((segment) => known.idsOf[segment]?.length)
  const fitting = noun && random.chance(0.9) ? { ...known, ids: known.idsOf[noun]! } : known
  const value = (name: string, schema: Schema) =>
    name === victim ? badText(random) : String(writeValue(schema, random, fitting))

  let path = operation.path
  const query: string[] = []
  const headers: Record<string, string> = {}
  for (const { in: place, name, schema } of operation.parameters) {
    if (place === 'path') path = path.replace(`{${name}}`, encode(value(name, schema)))
    else if (place === 'query') {
      if (name === victim || random.chance(0.6)) query.push(`${name}=${encode(value(name, schema))}`)
    } else headers[name] = value(name, schema).replaceAll(/[^\x20-\x7e]/g, '?')
  }
  if (query.length > 0) path += `?${query.join('&')}`
  const [type] = random.some(Object.keys(operation.bodies), 1)
  if (type === undefined) return { method: operation.method, path, headers, body: undefined }
  const { contentType, body } = writeBody(type, operation.bodies[type]!, victim === '', random, known)
  return { method: operation.method, path, headers: { ...headers, ...contentType }, body }
}

function writeBody(
  type: string,
  schema: Schema,
  isSpoilt: boolean,
  random: Random,
  known: Known,
): { contentType: Record<string, string>; body: Written['body'] } {
  if (type === 'multipart/form-data') {
    const form = new FormData()
    if (!isSpoilt || random.chance(0.5)) form.set('photo', photo(isSpoilt, random))
    if (isSpoilt && random.chance(0.5)) form.set(badText(random), badText(random))
    return { contentType: {}, body: form }
  }
  if (type !== 'application/json')
    return {
      contentType: { 'content-type': type },
      body: isSpoilt ? badText(random) : `${random.digits(8)}\n${random.digits(8)}`,
    }
  const contentType = {
    'content-type': random.chance(0.97) ? type : badText(random).replaceAll(/[^\x20-\x7e]/g, ''),
  }
  if (isSpoilt && random.chance(0.08)) return { contentType, body: random.pick(BROKEN) }
  const written = withRules(writeValue(schema, random, known), random)
  return { contentType, body: JSON.stringify(isSpoilt ? spoilValue(written, random) : written) }
}

/** The document calls a campaign's rules an object and no more. */
function withRules(written: unknown, random: Random): unknown {
  if (typeof written !== 'object' || written === null || !('rules' in written)) return written
  const rules = makeRules()
  return { ...written, rules: random.chance(0.6) ? spoilValue(rules, random) : rules }
}

const BROKEN = [
  '',
  '{',
  '[1,',
  'null',
  '"text"',
  '{"a":1e999}',
  '[]'.repeat(500),
  `${'['.repeat(2_000)}`,
  '\0',
  '{"outcome":"\\ud800"}',
]

function photo(isSpoilt: boolean, random: Random): File {
  const bytes = Buffer.from(
    Array.from({ length: random.whole(isSpoilt ? 0 : 300, 900) }, () => random.whole(0, 255)),
  )
  if (!isSpoilt) bytes.set([0xff, 0xd8, 0xff, 0xe0])
  return new File([bytes], isSpoilt ? badText(random) : 'receipt.jpg', {
    type: isSpoilt ? 'text/html' : 'image/jpeg',
  })
}

/** Half surrogates have no encoding; what a broken client sends instead are the bytes of U+FFFD. */
const encode = (text: string) => encodeURIComponent(text.toWellFormed())
