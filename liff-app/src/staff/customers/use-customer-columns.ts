import { RANK_NAMES, STAGE_WORDS } from '@tamaru/domain'
import { computed } from 'vue'
import type { Customer } from '../../api/staff-views.ts'
import { useLanguage } from '../../ui/language.ts'
import { useFormat } from '../../ui/use-format.ts'
import type { Column } from '../kit/columns.ts'
import { useWords } from '../words.ts'

/** The columns of a list of people. What their purchases are is not told of who does not let them be looked at. */
export function useCustomerColumns() {
  const words = useWords()
  const format = useFormat()
  const { say } = useLanguage()
  return computed<Column<Customer>[]>(() => {
    const { columns, friend, closed } = words.value.customers
    const bought = (tell: (customer: Customer) => string) => (customer: Customer) =>
      customer.analysis ? tell(customer) : closed
    return [
      { name: 'name', label: columns.name, width: '22%' },
      { name: 'stage', label: columns.stage, width: '110px', text: ({ stage }) => say(STAGE_WORDS[stage]) },
      { name: 'rank', label: columns.rank, width: '100px', text: ({ rank }) => say(RANK_NAMES[rank]) },
      {
        name: 'friend',
        label: columns.friend,
        width: '90px',
        text: (customer) => friend[`${customer.friend}`]!,
      },
      {
        name: 'receipts',
        label: columns.receipts,
        width: '100px',
        text: bought(({ receipts }) => format.number(receipts)),
      },
      {
        name: 'spent',
        label: columns.spent,
        width: '110px',
        text: bought(({ spent_yen }) => format.yen(spent_yen)),
      },
      {
        name: 'last',
        label: columns.last,
        width: '110px',
        text: bought(({ lastReceiptOn }) => (lastReceiptOn ? format.date(lastReceiptOn) : '–')),
      },
      { name: 'nps', label: columns.nps, width: '80px', text: ({ nps }) => `${nps ?? '–'}` },
      { name: 'points', label: columns.points, width: '100px', text: ({ points }) => format.number(points) },
      { name: 'tags', label: columns.tags, text: ({ tags }) => tags.join('、') || '–' },
      {
        name: 'analysis',
        label: columns.analysis,
        width: '110px',
        hidden: true,
        text: ({ analysis }) => (analysis ? words.value.yes : words.value.no),
      },
      {
        name: 'joined',
        label: columns.joined,
        width: '120px',
        hidden: true,
        text: ({ joinedAt }) => format.moment(joinedAt),
      },
    ]
  })
}
