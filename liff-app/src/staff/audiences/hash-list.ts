import { readList, type AudienceList, type ContactKind, type ReadList } from '@tamaru/domain'
import { parse } from 'csv-parse/browser/esm/sync'

/** What a person of a list is known by, as SHA-256 in hex. */
export type HashedPerson = Partial<Record<ContactKind, string>>

/** Reads a file of people as Excel and other tools write it; undefined where it is none. Nothing of it leaves the browser. */
export async function readFile(file: File, list: AudienceList): Promise<ReadList | undefined> {
  const bytes = await file.arrayBuffer()
  for (const encoding of ['utf-8', 'shift_jis'])
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return readList(parse(text, { relax_column_count: true, delimiter: [',', '\t'] }) as string[][], list)
    } catch {
      continue
    }
  return undefined
}

const UTF8 = new TextEncoder()
async function sha256(value: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', UTF8.encode(value)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Hashes people, each by all that they are known by. */
export function hashPeople(people: ReadList['people']): Promise<HashedPerson[]> {
  return Promise.all(
    people.map(async (person) => {
      const pairs = Object.entries(person).map(async ([kind, value]) => [kind, await sha256(value)] as const)
      return Object.fromEntries(await Promise.all(pairs)) as HashedPerson
    }),
  )
}

/** Writes the hashes of a kind as LINE's Business Manager takes them: one a line, no head. Null where there is none. */
export function fileForLine(people: readonly HashedPerson[], kind: ContactKind): Blob | null {
  const hashes = people.flatMap((person) => person[kind] ?? [])
  return hashes.length === 0
    ? null
    : new Blob([hashes.map((hash) => `${hash}\r\n`).join('')], { type: 'text/csv' })
}
