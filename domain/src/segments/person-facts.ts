import type { AskedPurpose } from '../consent/consent-purpose.ts'
import type { HappeningKind } from '../happenings/happening.ts'
import type { MileageRank } from '../ranks/rank.ts'

/** A receipt that came while its person agreed to the analysis of their purchases. */
export interface ReceiptFact {
  /** The Tokyo day of the purchase; where the print does not tell, of the entry. */
  boughtOn: string
  yen: number
  pieces: number
  storeId: string | null
}

/** A product on such receipts. */
export interface ProductFact {
  productId: string
  receipts: number
  pieces: number
  yen: number
  firstOn: string
  lastOn: string
}

/** What is known of a person when somebody asks whom a rule means. Purchases are in it only while they may be looked at. */
export interface PersonFacts {
  shopperId: string
  /** Whether a push reaches them; null: not known. */
  friend: boolean | null
  /** When they added the account, or took it back; null: nobody told. */
  friendSince: Date | null
  /** Since when the link with a member number of the brand's stands; null: none does. */
  memberSince: Date | null
  /** Whether their consent to the analysis of purchases stands. */
  analysis: boolean
  rank: MileageRank
  points: number
  /** Their last answer, 0 to 10, and when. */
  nps: number | null
  npsAt: Date | null
  /** The purposes to which their yes stands. */
  consents: readonly AskedPurpose[]
  tagIds: readonly string[]
  /** The uploaded lists in which they were found, and which have not ended. */
  audienceIds: readonly string[]
  /** What was told last of each attribute, as it is kept (attributes/read-value.ts). */
  attributes: Readonly<Record<string, string>>
  receipts: readonly ReceiptFact[]
  products: readonly ProductFact[]
  /** What they bought in the brand's own shops, as files tell that were taken in. */
  ownShop: readonly { on: string; yen: number }[]
  happened: readonly { kind: HappeningKind; times: number; lastAt: Date }[]
}
