import type { accesses } from '@tamaru/db'

/** How a route's answer names the people whom it shows. */
export interface ShowsPeople {
  by: accesses.ShownBy | null
  /** The members, wherever they stand in the answer, whose values are their ids; without any, it is the path's `id`. */
  under: readonly string[]
}

const entryOfPath: ShowsPeople = { by: 'entry', under: ['entryId'] }

/**
 * Every staff route that shows people who shop: by name, by what they sent or by what they wrote. access.test.ts walks all
 * staff routes and finds one that is not here and shows a name.
 */
export const SHOWS_PEOPLE: Readonly<Record<string, ShowsPeople>> = {
  'GET /api/staff/entries': { by: 'entry', under: ['id'] },
  'GET /api/staff/entries/:id': entryOfPath,
  'GET /api/staff/entries/:id/photo': entryOfPath,
  'POST /api/staff/entries/:id/preview': entryOfPath,
  'POST /api/staff/entries/:id/decision': entryOfPath,
  'POST /api/staff/entries/:id/revocation': entryOfPath,
  'POST /api/staff/entries/:id/reopening': entryOfPath,
  'GET /api/staff/campaigns/:id/draws/:drawId/winners': { by: 'entry', under: ['entryId'] },
  'GET /api/staff/campaigns/:id/wins': { by: 'entry', under: ['entryId'] },
  'GET /api/staff/nps/answers': { by: 'shopper', under: ['shopperId'] },
  'GET /api/staff/messages': { by: 'shopper', under: ['shopperId'] },
  'GET /api/staff/coupons': { by: 'coupon', under: ['id'] },
  'POST /api/staff/coupons/:id/use': { by: 'coupon', under: [] },
  'POST /api/staff/coupons/:id/cancel': { by: 'coupon', under: [] },
  'GET /api/staff/test-people': { by: 'shopper', under: ['id'] },
  'PUT /api/staff/test-people/:id': { by: 'shopper', under: ['id'] },
  'DELETE /api/staff/test-people/:id': { by: 'shopper', under: ['id'] },
  'GET /api/staff/budgets/:id/draws': { by: 'shopper', under: ['shopperId'] },
  'GET /api/staff/shoppers': { by: 'shopper', under: ['shopperId'] },
  'GET /api/staff/shoppers/:id': { by: 'shopper', under: [] },
  // Each page of it is noted as it is written, with its people.
  'GET /api/staff/shoppers.csv': { by: 'shopper', under: [] },
  'GET /api/staff/shoppers/:id/timeline': { by: 'shopper', under: [] },
  'GET /api/staff/shoppers/:id/attributes': { by: 'shopper', under: [] },
  'GET /api/staff/shoppers/:id/contacts': { by: 'shopper', under: [] },
  'GET /api/staff/shoppers/:id/member-links': { by: 'shopper', under: [] },
  'POST /api/staff/member-links/holder': { by: 'shopper', under: ['shopperId'] },
  'GET /api/staff/segments/:id/members': { by: 'shopper', under: ['shopperId'] },
  'GET /api/staff/segments/:id/moves': { by: 'shopper', under: ['shopperId'] },
  'GET /api/staff/segments/:id/snapshots/:snapshotId/members': { by: 'shopper', under: ['shopperId'] },
  // As that of all: each page is noted as it is written.
  'GET /api/staff/segments/:id/snapshots/:snapshotId/members.csv': { by: 'shopper', under: [] },
  // Of five, why they are meant.
  'POST /api/staff/segments/count': { by: 'shopper', under: ['shopperId'] },
  'GET /api/staff/segments/:id/why/:shopperId': { by: 'shopper', under: ['shopperId'] },
  // What staff wrote about people stands in it.
  'GET /api/staff/audit': { by: null, under: [] },
  // Rows of a file about people, whoever they are.
  'GET /api/staff/imports/:id': { by: null, under: [] },
  'GET /api/staff/imports/:id/faults.csv': { by: null, under: [] },
  'GET /api/staff/people': { by: 'shopper', under: ['shopperId'] },
  'PUT /api/staff/people/:id/use': { by: 'shopper', under: ['shopperId'] },
  'GET /api/staff/people/:id/export': { by: 'shopper', under: [] },
}
