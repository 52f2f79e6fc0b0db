import type { Right } from '@tamaru/domain'
import type { PageName } from './pages.ts'

/** Something that can be begun from anywhere, by ⌘K. It is done on its page, which `kit/use-asked-act.ts` tells of it. */
interface StaffAct {
  name: string
  page: PageName
  /** What the page is asked for; where there is none, it is enough to be there. */
  act?: 'new' | 'stop'
  /** What somebody must be let do; the API asks again. */
  right: Right
}

/** An act more is a row here, and its words in `words/frame.ts`. */
export const ACTS = [
  { name: 'newCampaign', page: 'campaigns', act: 'new', right: 'write' },
  { name: 'newReward', page: 'rewards', act: 'new', right: 'write' },
  { name: 'newProduct', page: 'products', act: 'new', right: 'write' },
  { name: 'newStore', page: 'stores', act: 'new', right: 'write' },
  { name: 'newLabel', page: 'labels', act: 'new', right: 'write' },
  { name: 'newImport', page: 'imports', act: 'new', right: 'write' },
  { name: 'newWords', page: 'templates', right: 'send' },
  { name: 'inviteStaff', page: 'staff', act: 'new', right: 'settings' },
  { name: 'stopSends', page: 'sending', act: 'stop', right: 'settings' },
] as const satisfies readonly StaffAct[]
