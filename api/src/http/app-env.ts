import type { accounts, shoppers, staff } from '@tamaru/db'
import type { Ports } from '../ports.ts'
import type { Turns } from '../line/turns.ts'
import type { BodyRoom } from './body-room.ts'
import type { SpentAllowances } from './spent-allowances.ts'

/** What middleware puts at the handlers' disposal. */
export interface AppEnv {
  Variables: {
    ports: Ports
    requestId: string
    bodyRoom: BodyRoom
    /** Of the photos that are on their way to whoever looks at them. */
    photoRoom: BodyRoom
    spent: SpentAllowances
    turns: Turns
    account: accounts.Account
    /** Set behind `requireShopper`. */
    shopper: shoppers.Shopper
    /** Set behind `requireStaff`. */
    staff: staff.Staff
    /** Set behind `readFile`: where it lies in the body. It is there once, and gone when the handler is done. */
    file: Uint8Array
  }
}
