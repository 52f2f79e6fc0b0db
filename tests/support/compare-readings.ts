import { personFacts, segments, type Db } from '@tamaru/db'
import { matches, type Rule } from '@tamaru/domain'

/** How far the SQL of rules and their pure reading mean the same people. */
export interface Compared {
  people: number
  rules: number
  differences: { rule: Rule; shopperId: string }[]
  /** How many rules mean one in a hundred at least, and not all but one in a hundred. */
  between: number
}

/** Every so many people are asked one by one as well. */
const ALONE = 3

/**
 * Asks each rule of all people of an account by both readings, at one of the moments by turns: the SQL lists, counts and looks at some one by one, the pure
 * reading judges from the facts. Whatever differs is told.
 */
export async function compareReadings(
  db: Db,
  accountId: string,
  rules: readonly Rule[],
  moments: readonly Date[],
): Promise<Compared> {
  const facts = await personFacts.list(db, accountId)
  const differences: Compared['differences'] = []
  let between = 0
  for (const [n, rule] of rules.entries()) {
    const now = moments[n % moments.length]!
    const understood = await segments.understand(db, accountId, rule, now)
    const listed = new Set(await segments.listIds(db, accountId, understood, now))
    const meant = new Set(
      facts.filter((each) => matches(each, understood, now)).map(({ shopperId }) => shopperId),
    )
    const differ = new Set([...listed, ...meant].filter((id) => listed.has(id) !== meant.has(id)))
    for (const { shopperId } of facts.slice((n * ALONE) % facts.length).slice(0, ALONE))
      if ((await segments.holds(db, accountId, understood, { shopperId, now })) !== meant.has(shopperId))
        differ.add(shopperId)
    differences.push(...[...differ].map((shopperId) => ({ rule, shopperId })))
    if ((await segments.count(db, accountId, understood, now)) !== meant.size)
      differences.push({ rule, shopperId: 'the count' })
    if (meant.size >= facts.length / 100 && meant.size <= facts.length * 0.99) between++
  }
  return { people: facts.length, rules: rules.length, differences, between }
}
