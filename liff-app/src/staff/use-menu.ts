import { useStaff } from './open-staff.ts'
import { type Group, GROUPS, PAGES, type PageName } from './pages.ts'

export interface MenuGroup {
  id: Group
  /** The number that opens its first page. */
  key: string
  pages: (typeof PAGES)[number][]
  /** The group is one page, and has its name. */
  isPage: boolean
}

/** The pages that this person may see, by group. */
export function useMenu() {
  const { staff, may } = useStaff()
  const isMine = (page: (typeof PAGES)[number]) =>
    (!('right' in page) || may(page.right)) && (staff().storeIds === null || 'ofStores' in page)
  const mine = PAGES.filter(isMine)
  const groups = GROUPS.map((id) => ({
    id,
    pages: mine.filter(({ group }) => group === id),
    isPage: PAGES.filter(({ group }) => group === id).length === 1,
  }))
    .filter(({ pages }) => pages.length > 0)
    .map((group, n): MenuGroup => ({ ...group, key: `${n + 1}` }))
  return { groups, maySee: (name: PageName) => mine.some((page) => page.name === name) }
}
