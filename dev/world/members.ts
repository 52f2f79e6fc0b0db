import { shops } from '../../bench/samples/shops.ts'
import { seededRandom } from '../../bench/samples/random.ts'
import type { WorldPerson } from './people.ts'

/** The shop whose members some people of the world are. */
export const MEMBERS_OF = 'スーパーあおぎり'
const SHARE = 0.2

/** The number on somebody's card of the shop: ten digits that begin with 77; null for who has none. */
export function memberNumberOf({ n }: Pick<WorldPerson, 'n'>, seed: string): string | null {
  const random = seededRandom(`${seed}/member/${n}`)
  return random.chance(SHARE) ? `77${random.digits(8)}` : null
}

/** The shop's list of its members, as CSV: those of the world, and as many whom nobody knows, in the order of their numbers. */
export function listMembers(people: readonly WorldPerson[], seed: string): string {
  const branches = shops.find(({ name }) => name === MEMBERS_OF)!.branches
  const members = people.flatMap((person) => {
    const number = memberNumberOf(person, seed)
    return number ? [{ number, home: person.home }] : []
  })
  const strangers = members.map((_, n) => {
    const random = seededRandom(`${seed}/stranger/${n}`)
    return { number: `77${random.digits(8)}`, home: random.whole(0, 4) }
  })
  const rows = [...members, ...strangers]
    .sort((a, b) => (a.number < b.number ? -1 : 1))
    .map(({ number, home }) => {
      const random = seededRandom(`${seed}/card/${number}`)
      return [number, branches[home]!.name, random.whole(2015, 2025), random.whole(1950, 2005)].join(',')
    })
  return ['member_number,store,since_year,birth_year', ...rows, ''].join('\n')
}
