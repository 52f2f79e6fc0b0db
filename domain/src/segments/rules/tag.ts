import { z } from 'zod'
import { conditionKind } from '../condition-kind.ts'
import { idsOf, namesOf } from '../known.ts'

/** Has one of these tags. */
export const tag = conditionKind({
  kind: 'tag',
  name: { ja: 'タグ', en: 'Tag' },
  schema: z.strictObject({ kind: z.literal('tag'), tags: z.array(z.uuid()).min(1).max(100) }),
  readsPurchases: false,
  refersTo: ({ tags }) => tags.map((id) => ({ of: 'tag', id })),
  words({ tags }, known) {
    const names = namesOf(known, 'tag', tags)
    return { ja: `タグ${names.ja}が付いている`, en: `is tagged ${names.en}` }
  },
  matches: ({ tags }, { tagIds }, { known }) => idsOf(known, 'tag', tags).some((id) => tagIds.includes(id)),
  shows: ({ tags }, { tagIds }, { known }) => ({
    tags: idsOf(known, 'tag', tags).filter((id) => tagIds.includes(id)),
  }),
})
