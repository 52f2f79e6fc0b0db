import { addDays, tokyoDate } from '../time/tokyo-time.ts'

/** How far somebody has come with the account, from the beginning on. */
export const STAGES = ['new', 'friend', 'opened', 'first', 'repeat', 'lapsed'] as const
export type Stage = (typeof STAGES)[number]

/** Whoever has sent nothing that was approved for so many days has lapsed. */
export const LAPSED_AFTER_DAYS = 60

/** What a stage rests on: what somebody did here, not what they bought; so it takes no consent to their purchases. */
export interface Course {
  friend: boolean | null
  /** Whether they ever opened the mini-app. */
  opened: boolean
  /** How many of their receipts were approved, and when the last was. */
  approvals: number
  lastApprovalAt: Date | null
}

/** Tells the stage of somebody on a Tokyo day. */
export function stageOf({ friend, opened, approvals, lastApprovalAt }: Course, today: string): Stage {
  if (approvals > 0) {
    if (lastApprovalAt && tokyoDate(lastApprovalAt) <= lapsedBy(today)) return 'lapsed'
    return approvals > 1 ? 'repeat' : 'first'
  }
  if (opened) return 'opened'
  return friend ? 'friend' : 'new'
}

/** The last Tokyo day on which whoever had a receipt approved then, and none since, has lapsed today. */
export const lapsedBy = (today: string): string => addDays(today, -LAPSED_AFTER_DAYS)

export const STAGE_WORDS: Readonly<Record<Stage, { ja: string; en: string }>> = {
  new: { ja: 'はじめて', en: 'New' },
  friend: { ja: '友だち追加', en: 'Added as a friend' },
  opened: { ja: 'ミニアプリを開いた', en: 'Opened the mini-app' },
  first: { ja: '初回購入', en: 'First receipt' },
  repeat: { ja: 'リピート', en: 'Repeat' },
  lapsed: { ja: '休眠', en: 'Lapsed' },
}
