import { PHOTO_MAX_BYTES, type ProblemKind } from '@tamaru/domain'

export interface RouteLimits {
  /** The longest body, multipart wrapping included. */
  body_bytes: number
  /** What whoever sends more is told. */
  tooLarge: ProblemKind
  /** From the request's head to the answer's: a handler that takes longer is answered for. */
  answer_s: number
  /**
   * The bodies of this kind that one process holds at once. A photo is there once, and twice while it goes to a bucket;
   * JSON takes several times its bytes.
   * Undefined: they are too small to count.
   */
  room_bytes?: number
}

const KIB = 1024
const MIB = 1024 * KIB

/** What every route gets that is not named below. */
export const USUAL_LIMITS: RouteLimits = { body_bytes: 64 * KIB, tooLarge: 'body_too_large', answer_s: 30 }

const rules: RouteLimits = { ...USUAL_LIMITS, body_bytes: MIB, room_bytes: 8 * MIB }

const imported: RouteLimits = {
  body_bytes: 32 * MIB,
  tooLarge: 'body_too_large',
  answer_s: 120,
  room_bytes: 40 * MIB,
}

/** The routes that may take more, each with its reason. A test walks the API document and holds all others to the usual. */
export const ROUTE_LIMITS: Readonly<Record<string, RouteLimits>> = {
  // A photo as a phone takes it; two minutes, because a phone in a shop's basement may have 1 Mbit/s.
  'POST /api/entries': {
    body_bytes: PHOTO_MAX_BYTES + 64 * KIB,
    tooLarge: 'photo_too_large',
    answer_s: 120,
    room_bytes: 64 * MIB,
  },
  // About 100,000 codes.
  'POST /api/staff/rewards/:id/codes': {
    body_bytes: 2 * MIB,
    tooLarge: 'body_too_large',
    answer_s: 120,
    room_bytes: 8 * MIB,
  },
  // Half a million rows of a few columns.
  'POST /api/staff/imports': imported,
  'POST /api/staff/shoppers/import': imported,
  // 100,000 people, with up to two hashes each.
  'POST /api/staff/audiences': {
    body_bytes: 20 * MIB,
    tooLarge: 'body_too_large',
    answer_s: 120,
    room_bytes: 20 * MIB,
  },
  // A thousand people, with three contacts each.
  'POST /api/staff/contacts/import': rules,
  // A thousand people, with their member numbers.
  'POST /api/staff/member-links/import': rules,
  // Rules name every product of a campaign, with what tills print for it.
  'POST /api/staff/campaigns': rules,
  'PUT /api/staff/campaigns/:id/draft': rules,
  'POST /api/staff/campaigns/:id/publish': rules,
  'POST /api/staff/campaigns/:id/prize-law': rules,
  'POST /api/staff/campaigns/:id/simulate': rules,
  // LINE gathers events of a busy account into one delivery; it waits for an answer no longer than a few seconds.
  'POST /line/webhook': {
    body_bytes: 2 * MIB,
    tooLarge: 'body_too_large',
    answer_s: 30,
    room_bytes: 16 * MIB,
  },
}
