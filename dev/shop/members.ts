import { readFileSync } from 'node:fs'
import { MEMBERS_FILE } from '../world/world-file.ts'

/** A member of the sample shop. */
export interface Member {
  number: string
  store: string
  since: string
  /** Stands for a password: the demo's people have none. */
  birthYear: string
}

/** The shop's made-up members, by their numbers. */
export function readMembers(): ReadonlyMap<string, Member> {
  const [, ...rows] = readFileSync(MEMBERS_FILE, 'utf8').trim().split('\n')
  return new Map(
    rows.map((row) => {
      const [number, store, since, birthYear] = row.split(',') as [string, string, string, string]
      return [number, { number, store, since, birthYear }]
    }),
  )
}
