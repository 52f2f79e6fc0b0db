import { products, segments, type Db, type staff } from '@tamaru/db'
import { addDays, tokyoDate } from '@tamaru/domain'
import type { Ports } from '../../api/src/ports.ts'
import { addSegment } from '../../api/src/segments/save-segment.ts'
import { takeSnapshot } from '../../api/src/segments/take-snapshot.ts'
import { addTag, tagPeople } from '../../api/src/tags/set-tags.ts'
import { demoProducts } from './demo-products.ts'
import { demoSegments, demoSnapshot, demoTags } from './demo-segments.ts'
import type { DemoPerson } from './welcome-people.ts'

/** Lets the demo's owner put tags to people, and save whom they often mean. */
export async function furnishPeople(
  ports: Pick<Ports, 'now'> & { db: Db },
  owner: staff.Staff,
  people: readonly DemoPerson[],
): Promise<void> {
  const tagIds: string[] = []
  for (const { name, people: places, ...tag } of demoTags) {
    const endsOn = 'days' in tag ? addDays(tokyoDate(ports.now()), tag.days) : null
    const { id: tagId } = await addTag(ports, owner, { name, endsOn })
    await tagPeople(ports, owner, { tagId, shopperIds: places.map((place) => people[place]!.id) }, true)
    tagIds.push(tagId)
  }
  const productId = async (id: string) => {
    const { jan } = demoProducts.get(id)!
    const found = await products.list(
      ports.db,
      owner.accountId,
      { state: 'offered', text: jan! },
      { sort: 'name', limit: 1 },
    )
    return found.items[0]!.id
  }
  const things = {
    tea: await productId('green-tea-500'),
    chips: await productId('nori-chips-60'),
    liking: tagIds[0]!,
  }
  for (const { name, rule } of demoSegments) await addSegment(ports, owner, { name, rule: rule(things) })
}

/** Keeps whom one of the segments means, once people have bought something. */
export async function keepPeople(ports: Pick<Ports, 'now'> & { db: Db }, owner: staff.Staff): Promise<void> {
  const { items } = await segments.list(ports.db, owner.accountId, { limit: demoSegments.length })
  const { id } = items.find(({ name }) => name === demoSnapshot.segment)!
  await takeSnapshot(ports, owner, id, demoSnapshot.purpose)
}
