import { checkWords } from '../check-words.ts'
import type { EntryHistory } from '../entry-history.ts'
import { holdsReceipt, type LikeReceipt } from '../../duplicates/like-receipt.ts'
import { likenessWords } from '../../duplicates/likeness-words.ts'
import { marksOfEach, type Marks, type Reading } from '../../receipts/reading.ts'
import type { Velocity } from '../../duplicates/velocity.ts'
import { makeCheck, type Finding } from './make-check.ts'

/** More than these are looked at by a person. A keen collector enters a month's receipts in one evening. */
const MOST: Omit<Velocity, 'tillRunPeople'> = {
  personTenMinutes: 12,
  personHour: 30,
  personDay: 60,
  shopHour: 60,
  /** Receipts with neighbouring numbers: a family has two or three, who empties the basket beside a till has more. */
  tillRun: 5,
}

/** Tells whether photo or receipt were seen before, entries come faster than people shop, or the photo was worked on. */
export function checkFraud({ marks }: Reading, history: EntryHistory): Finding[] {
  return [...checkDuplicates(history), checkVelocity(history), checkUnedited(marks)]
}

/** Lists what may have changed since an entry was judged before: whoever decides looks again. */
export function checkDuplicates(history: EntryHistory): Finding[] {
  return [checkPhotoNew(history), checkReceiptNew(history)]
}

function checkPhotoNew({ samePhoto }: EntryHistory): Finding {
  return makeCheck('photo_new', samePhoto ? 'fail' : 'pass', null)
}

/**
 * Only what is certain is turned down, and only for an entry that is credited or waits; the rest is for staff, who are told
 * which entry it is like and why.
 */
function checkReceiptNew({ likeReceipts }: EntryHistory): Finding {
  const like = likeReceipts.find(holdsReceipt) ?? likeReceipts[0]
  if (!like) return makeCheck('receipt_new', 'pass', null)
  const result = holdsReceipt(like) ? 'fail' : 'unknown'
  const { shopper } = checkWords('receipt_new', result, kindOf(like))
  return { id: 'receipt_new', result, value: like.entryId, field: null, shopper, staff: likenessWords(like) }
}

function kindOf({ samePerson, state }: LikeReceipt): string {
  return samePerson ? `own_${state}` : 'others'
}

/** Speed alone proves nothing: it is a reason to look, never one to reject. */
function checkVelocity({ velocity }: EntryHistory): Finding {
  const over = (Object.keys(MOST) as (keyof typeof MOST)[]).find((pace) => velocity[pace] > MOST[pace])
  return makeCheck('velocity', over ? 'unknown' : 'pass', over ? `${over} ${velocity[over]}` : null)
}

/** People also crop, brighten and draw hearts on what they share: a person looks at the place. */
function checkUnedited(marks: Marks): Finding {
  const edited = marksOfEach(marks).find((photo) => photo.edited)?.edited
  if (!edited) return makeCheck('photo_unedited', 'pass', null)
  const { x, y, w, h } = edited.box
  const [across, down] = [x + w / 2, y + h / 2].map((share) => `${Math.round(share * 100)}%`)
  return makeCheck('photo_unedited', 'unknown', `${across} ${down}`)
}
