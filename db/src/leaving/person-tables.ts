import type { Sql } from '../open-db.ts'

/** Whose rows are meant: a person of an account. */
export interface Whose {
  accountId: string
  shopperId: string
}

/** What becomes of a table's rows of a person. */
export interface PersonTable {
  /** Makes the condition under which a row of the table (`t`) is the person's. */
  isOf: (sql: Sql, whose: Whose) => ReturnType<Sql>
  /** The columns that a person gets of it when they ask for what is kept of them; null: nothing that is not elsewhere. */
  gives: readonly string[] | null
  /** What erasing takes and an export does not give, each with why; under '*', all that it does not give. */
  withholds?: Readonly<Record<string, string>>
  /** What erasing takes: every row, or columns, each with what becomes of it. */
  takes: 'rows' | Readonly<Record<string, string>>
  /** What stays of it under an id that leads to nobody, and why. Every column of text that is not taken is named here. */
  stays: Readonly<Record<string, string>>
}

const own: PersonTable['isOf'] = (sql, { accountId, shopperId }) =>
  sql`t.account_id = ${accountId} and t.shopper_id = ${shopperId}`
const ofEntry: PersonTable['isOf'] = (sql, { accountId, shopperId }) =>
  sql`t.account_id = ${accountId} and t.entry_id in (
    select id from entry where account_id = ${accountId} and shopper_id = ${shopperId})`
/** What moved points on the person's own accounts. */
const ofJournal = (sql: Sql, { accountId, shopperId }: Whose) => sql`(
  select journal_id from ledger_account a join transfer m on a.id in (m.from_id, m.to_id)
  where a.account_id = ${accountId} and a.shopper_id = ${shopperId})`

const WORD = 'a word of a closed set'
const KEY = 'a key of the house, which says nothing of anybody'
const BOOKS = 'the books must add up'
const DRAW = 'a draw must be verifiable by anybody'

/**
 * Every table that can hold a person who shops, in the order in which an export tells of them. `erase_person`
 * (db/migrations) does what stands under `takes`; leaving.test.ts holds both to each other, and to the schema.
 */
export const PERSON_TABLES: Readonly<Record<string, PersonTable>> = {
  shopper: {
    isOf: (sql, { accountId, shopperId }) => sql`t.account_id = ${accountId} and t.id = ${shopperId}`,
    gives: [
      'id',
      'line_user_id',
      'display_name',
      'picture_url',
      'has_own_name',
      'is_friend',
      'friendship_at',
      'language',
      'line_language',
      'prefecture',
      'rank',
      'created_at',
      'stopped_at',
      'test_side',
      'test_since',
    ],
    withholds: { test_by: 'who of the staff' },
    takes: {
      line_user_id: 'null',
      display_name: 'null',
      picture_url: 'null',
      has_own_name: 'false',
      is_friend: 'null',
      friendship_at: 'null',
      stopped_at: 'null',
      language: 'null',
      line_language: 'null',
      prefecture: 'null',
      test_side: 'null',
      test_since: 'null',
      test_by: 'null',
    },
    stays: { rank: WORD },
  },
  consent_event: {
    isOf: own,
    gives: ['purpose', 'given', 'wording', 'notice_version', 'source', 'at'],
    withholds: { id: KEY },
    takes: 'rows',
    stays: {},
  },
  session: {
    isOf: own,
    gives: ['created_at', 'expires_at'],
    withholds: { token_sha256: 'it opens a door', staff_id: 'of sessions of the staff' },
    takes: 'rows',
    stays: {},
  },
  entry: {
    isOf: own,
    gives: [
      'id',
      'photo_sha256',
      'source',
      'state',
      'decision',
      'points',
      'stamps',
      'created_at',
      'decided_at',
    ],
    withholds: { idempotency_key: KEY },
    takes: {
      idempotency_key: 'the entry’s own id: it may name a message of the chat',
      decision: 'without the words that staff wrote; an open entry ends as withdrawn',
    },
    stays: {
      photo_sha256: 'the same photo is not credited to the next person',
      receipt_fingerprint: 'nor the same receipt',
      source: WORD,
      state: WORD,
    },
  },
  reading: {
    isOf: ofEntry,
    gives: ['entry_id', 'reading', 'created_at'],
    takes: {
      reading: 'without address, means of payment, its slip’s number, repairs and the reader’s remark',
    },
    stays: {},
  },
  judgement: {
    isOf: ofEntry,
    gives: ['entry_id', 'cause', 'decision', 'judged_for', 'judged_at'],
    takes: { decision: 'without the words that staff wrote' },
    stays: { history: 'every entry can be judged again: numbers and ids of entries', cause: WORD },
  },
  receipt_trace: {
    isOf: own,
    gives: null,
    takes: {},
    stays: {
      keys: 'the same receipt is known again: hashes of what is printed on it',
      phone: 'the shop’s',
      register: 'the till’s',
    },
  },
  purchased_item: {
    isOf: own,
    gives: [
      'entry_id',
      'name',
      'product_id',
      'quantity',
      'amount_yen',
      'purchased_on',
      'purchased_hour',
      'sensitive',
    ],
    takes: {},
    stays: {
      name: 'a product’s, as the till prints it: sales and tickets are counted by it',
      normalised_name: 'the same, as names are compared',
      sensitive: 'one of five words, of the good',
    },
  },
  alias_sighting: {
    isOf: ofEntry,
    gives: null,
    takes: {},
    stays: { name: 'a product’s', printed: 'a product’s, as a till prints it', product_id: 'a product’s' },
  },
  person_fact: {
    isOf: own,
    gives: [
      ...[
        'joined_at',
        'friend',
        'friend_since',
        'language',
        'rank',
        'points',
        'nps',
        'nps_at',
        'member_since',
        'analysis',
      ],
      ...['receipts', 'spent_yen', 'first_receipt_on', 'last_receipt_on', 'usual_store_id'],
    ],
    withholds: { refreshed_at: 'when it was added up from what else is given' },
    takes: 'rows',
    stays: {},
  },
  person_receipt: {
    isOf: own,
    gives: ['entry_id', 'bought_on', 'yen', 'pieces', 'store_id'],
    takes: 'rows',
    stays: {},
  },
  person_product: {
    isOf: own,
    gives: ['product_id', 'receipts', 'pieces', 'yen', 'first_on', 'last_on'],
    takes: 'rows',
    stays: {},
  },
  person_happened: { isOf: own, gives: ['kind', 'times', 'last_at'], takes: 'rows', stays: {} },
  person_tag: { isOf: own, gives: ['tag_id', 'added_at'], takes: 'rows', stays: {} },
  attribute_value: {
    isOf: own,
    gives: ['attribute', 'value', 'source', 'told_at'],
    withholds: { id: KEY, before_id: KEY, batch_id: 'what staff did to many at once: an id' },
    takes: 'rows',
    stays: {},
  },
  batch_tag: { isOf: own, gives: ['tag_id', 'put', 'batch_id'], takes: {}, stays: {} },
  person_attribute: {
    isOf: own,
    gives: null,
    withholds: { '*': 'the newest of what attribute_value gives' },
    takes: 'rows',
    stays: {},
  },
  // `sealed` is opened on its way to its person (api/src/leaving/export-person.ts).
  contact: {
    isOf: own,
    gives: ['kind', 'sealed', 'origin', 'told_at'],
    withholds: { keyed_hash: 'a hash of what is given', told_by: 'who of the staff' },
    takes: 'rows',
    stays: {},
  },
  shop_purchase: {
    isOf: own,
    gives: ['bought_on', 'goods', 'yen', 'pieces', 'shop', 'number', 'told_at'],
    withholds: { id: KEY, key: 'a hash of what is given', batch_id: 'what staff did to many at once: an id' },
    takes: 'rows',
    stays: {},
  },
  audience_member: { isOf: own, gives: ['audience_id', 'matched_at'], takes: 'rows', stays: {} },
  // `sealed` is opened on its way to its person, as of a contact.
  member_link: {
    isOf: own,
    gives: ['id', 'sealed', 'source', 'origin', 'since', 'until', 'ended_by', 'why'],
    withholds: {
      keyed_hash: 'a hash of what is given',
      linked_by: 'who of the staff',
      ended_by_staff: 'who of the staff',
    },
    takes: 'rows',
    stays: {},
  },
  member_link_attempt: {
    isOf: own,
    gives: null,
    withholds: { '*': 'for some minutes: keys that make a link once' },
    takes: 'rows',
    stays: {},
  },
  outflow: {
    isOf: (sql, { accountId, shopperId }) => sql`t.account_id = ${accountId} and t.id in (
      select outflow_id from outflow_person where account_id = ${accountId} and shopper_id = ${shopperId})`,
    gives: ['kind', 'recipient', 'basis', 'fields', 'at'],
    takes: {},
    stays: {
      kind: WORD,
      recipient: 'to whom it was given, which is no person who shops',
      basis: WORD,
      fields: 'what the fields are called',
      subject: 'an id',
    },
  },
  // What was given must be known for years: ids that lead to nobody.
  outflow_person: { isOf: own, gives: null, takes: {}, stays: {} },
  segment_member: { isOf: own, gives: ['segment_id', 'since'], takes: 'rows', stays: {} },
  segment_move: {
    isOf: own,
    gives: ['segment_id', 'way', 'cause', 'at'],
    takes: {},
    stays: { way: WORD, cause: WORD },
  },
  snapshot_member: { isOf: own, gives: ['snapshot_id'], takes: {}, stays: {} },
  arm: {
    isOf: own,
    gives: ['experiment', 'arm', 'at'],
    takes: {},
    stays: { experiment: 'a key of staff', arm: 'who leaves is still analysed as assigned: a word of staff' },
  },
  // Ids that wait for some seconds.
  person_touched: { isOf: own, gives: null, takes: {}, stays: {} },
  ledger_account: { isOf: own, gives: ['id', 'kind'], takes: {}, stays: { kind: WORD } },
  journal: {
    isOf: (sql, whose) => sql`t.id in ${ofJournal(sql, whose)}`,
    gives: ['id', 'reason', 'entry_id', 'created_at'],
    takes: {},
    stays: { natural_key: `${BOOKS}: of ids`, reason: WORD },
  },
  transfer: {
    isOf: (sql, whose) => sql`t.journal_id in ${ofJournal(sql, whose)}`,
    gives: ['journal_id', 'from_id', 'to_id', 'points'],
    takes: {},
    stays: {},
  },
  lot: {
    isOf: own,
    gives: ['journal_id', 'points', 'used', 'expires_on', 'release_on'],
    takes: {},
    stays: {},
  },
  lot_use: {
    isOf: (sql, whose) => sql`t.journal_id in ${ofJournal(sql, whose)}`,
    gives: null,
    takes: {},
    stays: {},
  },
  point_grant: {
    isOf: own,
    gives: ['points', 'entry_id', 'granted_at'],
    takes: {},
    stays: { idempotency_key: 'a random key of the console', budget_unit: WORD },
  },
  coupon: {
    isOf: own,
    gives: ['id', 'code', 'cost_points', 'state', 'lapses_on', 'exchanged_at', 'used_at', 'cancelled_at'],
    takes: {},
    stays: {
      code: 'no code is given twice',
      idempotency_key: 'a random key of the mini-app',
      state: WORD,
      budget_unit: WORD,
    },
  },
  reward_code: {
    isOf: (sql, { accountId, shopperId }) => sql`t.account_id = ${accountId} and t.coupon_id in (
      select id from coupon where account_id = ${accountId} and shopper_id = ${shopperId})`,
    gives: null,
    takes: {},
    stays: { code: 'no code is given twice' },
  },
  draw_ticket: {
    isOf: own,
    gives: ['campaign_id', 'draw_id', 'no', 'entry_id'],
    takes: {},
    stays: {
      draw_id: DRAW,
      seal: `${DRAW}: a hash`,
      person: `${DRAW}: a hash of an id that leads to nobody`,
    },
  },
  draw_winner: {
    isOf: (sql, { accountId, shopperId }) => sql`t.account_id = ${accountId} and exists (
      select from draw_ticket d where d.account_id = t.account_id and d.campaign_id = t.campaign_id
        and d.draw_id = t.draw_id and d.no = t.ticket_no and d.shopper_id = ${shopperId})`,
    gives: ['campaign_id', 'draw_id', 'place'],
    takes: {},
    stays: { draw_id: DRAW },
  },
  instant_play: {
    isOf: own,
    gives: ['campaign_id', 'entry_id', 'won_prize_id', 'played_at'],
    takes: {},
    stays: { seal: `${DRAW}: a hash`, hits: `${DRAW}: prizes and numbers`, won_prize_id: DRAW },
  },
  survey_invitation: {
    isOf: own,
    gives: ['id', 'entry_id', 'invited_at'],
    takes: {},
    stays: {},
  },
  survey_answer: {
    isOf: own,
    gives: ['invitation_id', 'score', 'reason', 'answered_at'],
    takes: 'rows',
    stays: {},
  },
  offer_made: {
    isOf: own,
    gives: ['rule_id', 'entry_id', 'made_at'],
    withholds: { outbox_message_id: KEY },
    takes: 'rows',
    stays: {},
  },
  outbox_message: {
    isOf: own,
    gives: ['purpose', 'messages', 'templates', 'state', 'reason', 'created_at', 'sent_at', 'stopped_at'],
    withholds: { '*': 'how it was tried, and keys that send it once' },
    takes: 'rows',
    stays: {},
  },
  line_message: { isOf: ofEntry, gives: ['message_id', 'entry_id', 'unsent_at'], takes: 'rows', stays: {} },
  webhook_event: {
    isOf: (sql, { accountId, shopperId }) => sql`t.account_id = ${accountId}
      and t.event -> 'source' ->> 'userId' = (select line_user_id from shopper where id = ${shopperId})`,
    gives: ['type', 'event', 'received_at'],
    takes: { event: 'type, time and the message’s id, by which LINE cannot bring it again' },
    stays: { webhook_event_id: 'LINE cannot bring it again', type: WORD },
  },
  happening: {
    isOf: own,
    gives: ['kind', 'at', 'payload'],
    takes: {},
    stays: { kind: WORD, payload: 'ids, numbers and words of closed sets: what happened is still counted' },
  },
  job: {
    isOf: (
      sql,
      whose,
    ) => sql`t.account_id = ${whose.accountId} and t.state <> 'done' and (t.person_id = ${whose.shopperId}
      or t.payload ->> 'shopperId' = ${whose.shopperId}
      or t.payload ->> 'entryId' in (select id::text from entry where shopper_id = ${whose.shopperId})
      or t.payload ->> 'messageId' in (select id::text from outbox_message where shopper_id = ${whose.shopperId})
      or t.payload ->> 'webhookEventId' in (
        select t.webhook_event_id from webhook_event t where ${PERSON_TABLES.webhook_event!.isOf(sql, whose)})
      or (t.kind = 'react' and exists (select from happening h
        where h.id = (t.payload ->> 'happeningId')::bigint and h.shopper_id = ${whose.shopperId})))`,
    gives: null,
    withholds: { '*': 'work that waits, of ids only: what it is about is given' },
    takes: 'rows',
    stays: {
      payload: 'of jobs that are done, which carry ids only and go by themselves',
      kind: WORD,
      natural_key: 'of ids, in jobs that are done',
      state: WORD,
      leased_by: 'a process’s name',
      last_error: 'the house’s words on a failure',
    },
  },
  allowance: {
    isOf: (sql, { accountId, shopperId }) => sql`t.account_id = ${accountId} and t.whose in (
      select id::text from shopper where id = ${shopperId} union all
      select line_user_id from shopper where id = ${shopperId})`,
    gives: null,
    withholds: { '*': 'for some minutes: whether one has asked too often' },
    takes: 'rows',
    stays: {},
  },
  photo: {
    isOf: (sql, { accountId, shopperId }) => sql`t.account_id = ${accountId} and t.sha256 in (
      select photo_sha256 from entry where account_id = ${accountId} and shopper_id = ${shopperId})`,
    gives: ['sha256', 'media_type', 'bytes', 'stored_at'],
    takes: {},
    stays: {
      sha256:
        'the same photo is not credited to the next person; its bytes go, where nobody else entered with them',
      media_type: WORD,
    },
  },
  audit_event: {
    isOf: (sql, { accountId, shopperId }) => sql`t.account_id = ${accountId} and t.subject in (
      select 'entry:' || id from entry where account_id = ${accountId} and shopper_id = ${shopperId} union all
      select 'coupon:' || id from coupon where account_id = ${accountId} and shopper_id = ${shopperId} union all
      select 'shopper:' || ${shopperId}::text)`,
    gives: ['at', 'act', 'subject'],
    withholds: {
      before: 'given with what it is about; the words in it are given under audit_words',
      after: 'given with what it is about; the words in it are given under audit_words',
    },
    takes: {
      before: 'null, of events from before words stood beside the chain, where staff wrote any',
      after: 'null, of events from before words stood beside the chain, where staff wrote any',
    },
    stays: {
      act: WORD,
      subject: 'an id',
      prev_hash: 'the log hangs together by its hashes',
      hash: 'the log hangs together by its hashes',
    },
  },
  audit_words: {
    isOf: (sql, whose) => sql`t.account_id = ${whose.accountId} and t.seq in (
      select t.seq from audit_event t where ${PERSON_TABLES.audit_event!.isOf(sql, whose)})`,
    gives: ['words'],
    withholds: { '*': 'the log hangs together by it' },
    takes: 'rows',
    stays: {},
  },
  access_event: {
    isOf: (sql, { accountId, shopperId }) =>
      sql`t.account_id = ${accountId} and t.shopper_ids @> array[${shopperId}]::uuid[]`,
    gives: ['at', 'route'],
    takes: {},
    stays: { route: WORD, shopper_ids: 'who looked must be known: ids that lead to nobody' },
  },
  erasure: {
    isOf: own,
    gives: null,
    takes: {},
    stays: { asked_by: WORD, removed: 'numbers: it is the receipt' },
  },
}

/** Every other table, and why nobody who shops can stand in it. */
export const TABLES_OF_NOBODY: Readonly<Record<string, string>> = {
  account: 'the account itself',
  account_notice: 'what the account says of itself',
  alias_candidate: 'names of products',
  alias_replay: 'counts and ids of entries',
  allotment: 'numbers',
  allotment_slice: 'numbers',
  approval: 'what staff say of what is to go out',
  attribute: 'what an account may know of people, of nobody',
  audience: 'what staff say of a list: its name, where it comes from, numbers',
  audience_hash: 'keyed hashes of people who are not held: whoever comes to be is found, and the hash goes',
  audit_chain: 'a hash',
  batch: 'what staff did to many at once: ids',
  budget: 'what may be given',
  campaign: 'a campaign',
  campaign_draft: 'a campaign’s rules',
  campaign_product: 'which products a campaign names',
  campaign_version: 'a campaign’s rules',
  draw_commitment: 'a campaign’s secret',
  happening_key: 'hashes and ids',
  instant_prize: 'prizes',
  label: 'the words by which staff find their things again',
  labelling: 'which campaigns, rewards, products … wear them',
  line_audience: 'how far an audience at LINE is: a name, numbers',
  migration: 'what ran when',
  offer_rule: 'what is offered',
  person_import: 'files as staff sent them, which go after some days, as they came',
  prize_draw: 'a draw',
  product: 'products',
  reward: 'what points are exchanged for',
  run: 'what staff asked for: counts and ids, for seven days',
  segment: 'rules of whom is meant, which name nobody',
  segment_snapshot: 'whom a rule meant when: a rule and a number',
  staff: 'those who work here: what they did keeps their name',
  staff_store: 'those who work here',
  store: 'shops',
  tag: 'the words that staff put to people, not to whom',
  template_version: 'the words of messages, before anybody is told them',
}
