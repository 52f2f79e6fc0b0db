import { parseTarget, PURCHASE_PARTS } from '@tamaru/domain'
import { computed } from 'vue'
import { useLanguage } from '../../ui/language.ts'
import { useFormat } from '../../ui/use-format.ts'
import { useWholeList } from '../kit/use-list.ts'
import { useWords } from '../words.ts'

/** What a column of a file can be in this account, in groups for a choice, and how what is told is called. */
export function useTargets() {
  const words = useWords()
  const format = useFormat()
  const { say } = useLanguage()
  const attributes = useWholeList('/api/staff/attributes', { query: { limit: '200' } })
  const tags = useWholeList('/api/staff/tags', { query: { limit: '200' } })
  const attributeOf = (key: string) => attributes.data.value?.find((each) => each.key === key)

  const groups = computed(() => {
    const { whose, attributes: attributeGroup, tags: tagGroup, targets, tagColumn } = words.value.imports
    const { purchases, parts } = words.value.imports
    const told = attributes.data.value?.filter(({ of, archivedAt }) => of === null && !archivedAt) ?? []
    const live = tags.data.value?.filter(({ endsOn }) => endsOn === null || endsOn >= format.today()) ?? []
    return [
      {
        label: whose,
        options: (['line_user_id', 'shopper_id'] as const).map((value) => ({ value, label: targets[value] })),
      },
      {
        label: attributeGroup,
        options: told.map(({ key, words }) => ({ value: `attribute:${key}`, label: say(words) })),
      },
      {
        label: tagGroup,
        options: [
          { value: 'tags', label: targets.tags },
          ...live.map(({ name }) => ({ value: `tag:${name}`, label: tagColumn(name) })),
        ],
      },
      {
        label: purchases,
        options: PURCHASE_PARTS.map((part) => ({ value: `purchase:${part}`, label: parts[part] })),
      },
    ]
  })

  return {
    groups,
    ready: computed(() => attributes.data.value !== undefined && tags.data.value !== undefined),
    problem: computed(() => attributes.problem.value ?? tags.problem.value),
    /** What a file proposes, where the account has it. */
    has: (target: string) => {
      const { kind } = parseTarget(target) ?? { kind: 'ignore' }
      return (
        kind === 'ignore' || groups.value.some(({ options }) => options.some(({ value }) => value === target))
      )
    },
    nameOf: (key: string) =>
      key === 'purchase'
        ? words.value.imports.purchases
        : say(attributeOf(key)?.words ?? { ja: key, en: key }),
    /** A value as it is kept, in words. */
    sayValue: (key: string, value: string) =>
      say(
        attributeOf(key)?.choices.find((choice) => choice.key === value)?.words ?? { ja: value, en: value },
      ),
  }
}
