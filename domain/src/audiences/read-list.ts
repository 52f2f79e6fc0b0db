import { CONTACT_KINDS, normaliseContact, type ContactKind } from '../contacts/contact.ts'
import type { AudienceList } from './audience.ts'

/** What a person of a list is known by, as it is compared. */
export type ListedPerson = Partial<Record<ContactKind, string>>

export interface ReadList {
  people: ListedPerson[]
  /** The rows by which nobody is known, counted as a spreadsheet counts. */
  unusable: number[]
  /** How many rows are of somebody who stands further up. */
  repeated: number
}

const SOUGHT: Readonly<Record<AudienceList, readonly ContactKind[]>> = {
  phones: ['phone'],
  emails: ['email'],
  members: ['member'],
  buyers: CONTACT_KINDS,
}
/** A member’s number looks like any number: its column must say so. */
const HEADS_OF_MEMBERS = /会員|member|顧客番号/i

/**
 * Reads the people of a list out of rows of cells: which columns are addresses and numbers is seen by what stands in them. A
 * first row in which nobody stands is its head.
 */
export function readList(rows: readonly (readonly string[])[], list: AudienceList): ReadList {
  const [head = []] = rows
  const columns = columnsOf(rows, list)
  const read: ReadList = { people: [], unusable: [], repeated: 0 }
  const known = new Set<string>()
  for (const [n, row] of rows.entries()) {
    if (row.every((cell) => cell.trim() === '')) continue
    const person = personIn(row, columns)
    const key = JSON.stringify(person)
    const isHead = n === 0 && (Object.keys(person).length === 0 || HEADS_OF_MEMBERS.test(head.join(' ')))
    if (isHead) continue
    if (Object.keys(person).length === 0) read.unusable.push(n + 1)
    else if (known.has(key)) read.repeated++
    else {
      known.add(key)
      read.people.push(person)
    }
  }
  return read
}

interface Column {
  kind: ContactKind
  at: number
}

function columnsOf(rows: readonly (readonly string[])[], list: AudienceList): Column[] {
  const [head = []] = rows
  const width = Math.max(0, ...rows.map(({ length }) => length))
  const holds = (kind: ContactKind, at: number) => {
    const cells = rows.map((row) => row[at]?.trim() ?? '').filter((cell) => cell !== '')
    // The head is no address either.
    const found = cells.filter((cell) => normaliseContact(kind, cell) !== undefined).length
    return found > 0 && found * 2 >= cells.length - 1
  }
  return SOUGHT[list].flatMap((kind) =>
    Array.from({ length: width }, (_, at) => ({ kind, at })).filter(({ at }) => {
      if (kind !== 'member') return holds(kind, at)
      return HEADS_OF_MEMBERS.test(head[at] ?? '') || (list === 'members' && width === 1)
    }),
  )
}

function personIn(row: readonly string[], columns: readonly Column[]): ListedPerson {
  const person: ListedPerson = {}
  for (const { kind, at } of columns) {
    const value = person[kind] ?? normaliseContact(kind, row[at] ?? '')
    if (value !== undefined) person[kind] = value
  }
  return person
}
