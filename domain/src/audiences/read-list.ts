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
const HEADS_OF_MEMBERS = /会員|member|顧客(番号|コード|ID)/i
const HEADS_OF_PHONES = /電話|携帯|tel|phone|mobile/i
/** Numbers that are none of these, and may have as many digits. */
const HEADS_OF_OTHERS = /会員|member|顧客|注文|受注|伝票|order|郵便|〒|zip|コード|code|\bid\b/i
const DIGIT = /\p{Nd}/u

type Rows = readonly (readonly string[])[]

/**
 * Reads the people of a list out of rows of cells: which columns are addresses and numbers is seen by what stands in them, and
 * where several could be, by what they are called. A first row in which nobody stands is its head.
 */
export function readList(rows: Rows, list: AudienceList): ReadList {
  const head = headOf(rows, list)
  const columns = columnsOf(rows, head, list)
  const read: ReadList = { people: [], unusable: [], repeated: 0 }
  const known = new Set<string>()
  for (const [n, row] of rows.entries()) {
    if (row === head || row.every((cell) => cell.trim() === '')) continue
    const person = personIn(row, columns)
    const key = JSON.stringify(person)
    if (Object.keys(person).length === 0) read.unusable.push(n + 1)
    else if (known.has(key)) read.repeated++
    else {
      known.add(key)
      read.people.push(person)
    }
  }
  return read
}

const widthOf = (rows: Rows) => rows.reduce((most, { length }) => Math.max(most, length), 0)

/** Finds the head: a first row without an address or a number of somebody. */
function headOf(rows: Rows, list: AudienceList): readonly string[] | undefined {
  const [first = [], ...others] = rows
  if (first.some((cell) => normaliseContact('email', cell) ?? normaliseContact('phone', cell)))
    return undefined
  if (list !== 'members' || widthOf(rows) > 1) return first
  const [cell = ''] = first
  const isCalled = HEADS_OF_MEMBERS.test(cell) || others.some(([other = '']) => DIGIT.test(other))
  return isCalled && !DIGIT.test(cell) ? first : undefined
}

interface Column {
  kind: ContactKind
  at: number
}

function columnsOf(rows: Rows, head: readonly string[] | undefined, list: AudienceList): Column[] {
  const width = widthOf(rows)
  const called = (at: number) => head?.[at] ?? ''
  const holds = (kind: ContactKind, at: number) => {
    const cells = rows.flatMap((row) => (row === head ? [] : (row[at]?.trim() ?? ''))).filter(Boolean)
    const found = cells.filter((cell) => normaliseContact(kind, cell) !== undefined).length
    return found > 0 && found * 2 >= cells.length
  }
  return SOUGHT[list].flatMap((kind): Column[] => {
    const all = Array.from({ length: width }, (_, at) => at)
    if (kind === 'member')
      return all
        .filter((at) => HEADS_OF_MEMBERS.test(called(at)) || (list === 'members' && width === 1))
        .map((at) => ({ kind, at }))
    const held = all.filter((at) => holds(kind, at))
    const named = kind === 'phone' ? held.filter((at) => HEADS_OF_PHONES.test(called(at))) : held
    const found = named.length > 0 ? named : held.filter((at) => !HEADS_OF_OTHERS.test(called(at)))
    return found.map((at) => ({ kind, at }))
  })
}

function personIn(row: readonly string[], columns: readonly Column[]): ListedPerson {
  const person: ListedPerson = {}
  for (const { kind, at } of columns) {
    const value = person[kind] ?? normaliseContact(kind, row[at] ?? '')
    if (value !== undefined) person[kind] = value
  }
  return person
}
