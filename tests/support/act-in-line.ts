import { staff, shoppers } from '@tamaru/db'
import type { AskedPurpose, Right, Role } from '@tamaru/domain'
import { standing } from './make-people.ts'
import type { TestApi } from './start-api.ts'

export { makePhoto } from './make-photo.ts'

export interface LinePerson {
  userId: string
  displayName: string
}

/** Somebody new on LINE. A name that ends with a sentinel (line-sandbox/README.md) makes calls about them fail. */
export function meetPerson(
  api: TestApi,
  given: { displayName?: string; friend?: 'none' | 'friend' | 'blocked'; language?: string } = {},
): Promise<LinePerson> {
  return api.control<LinePerson>('/people', { friend: 'friend', displayName: 'はな', ...given })
}

/** The ID token that LINE hands to this person's mini-app; claims can be set for tokens that LINE would not make. */
export async function idTokenOf(
  api: TestApi,
  userId: string,
  claims: Record<string, unknown> = {},
): Promise<string> {
  const iat = Math.floor(api.ports.now().getTime() / 1000)
  const { idToken } = await api.control<{ idToken: string }>('/id-token', { sub: userId, iat, ...claims })
  return idToken
}

export interface LoggedIn {
  token: string
  userId: string
  shopper: shoppers.Shopper
}

/** Somebody new who has added the account, and of whom the webhook has told. */
async function meetFriend(api: TestApi): Promise<LinePerson> {
  const person = await meetPerson(api)
  const friendship = { isFriend: true, at: new Date(0) }
  await shoppers.upsert(api.db, api.account.id, { lineUserId: person.userId, friendship }, api.ports.now())
  return person
}

/** A shopper who has opened the mini-app: a friend, unless they are given. */
export async function logInShopper(api: TestApi, person?: LinePerson): Promise<LoggedIn> {
  const { userId } = person ?? (await meetFriend(api))
  const answer = await api.call('POST', '/api/session', { json: { idToken: await idTokenOf(api, userId) } })
  const { token, shopper } = (await answer.json()) as { token: string; shopper: { id: string } }
  return { token, userId, shopper: (await shoppers.find(api.db, api.account.id, shopper.id))! }
}

/** A person of the staff of this role who has opened the console. */
export async function logInStaff(api: TestApi, role: Role): Promise<{ token: string; person: staff.Staff }> {
  const { userId } = await meetPerson(api)
  const given = { lineUserId: userId, displayName: `担当 (${role})`, role }
  const person = await staff.grant(api.db, api.account.id, given, api.ports.now())
  const answer = await api.call('POST', '/api/staff/session', {
    json: { idToken: await idTokenOf(api, userId) },
  })
  return { token: ((await answer.json()) as { token: string }).token, person }
}

/** Has a person agree to purposes, or no longer, as the mini-app does: to the words that it shows. */
export async function answerConsent(
  api: TestApi,
  who: { token: string },
  given: boolean,
  ...purposes: AskedPurpose[]
): Promise<void> {
  const shown = await api.call('GET', '/api/me/consents', { as: who.token })
  const { wording, noticeVersion } = (await shown.json()) as { wording: number; noticeVersion: number | null }
  for (const purpose of purposes) {
    const json = { given, wording, noticeVersion }
    const answer = await api.call('PUT', `/api/me/consents/${purpose}`, { as: who.token, json })
    if (!answer.ok) throw new Error(`${answer.status} to an answer about ${purpose}`)
  }
}

/** As `logInStaff`, with these rights of their own. */
export async function logInWithRights(
  api: TestApi,
  ...ownRights: Right[]
): Promise<{ token: string; person: staff.Staff }> {
  const { token, person } = await logInStaff(api, 'viewer')
  await staff.change(api.db, api.account.id, person.id, { ...standing('viewer'), role: null, ownRights })
  return { token, person: (await staff.find(api.db, api.account.id, person.id))! }
}

/** As `logInStaff`, bound to these stores. */
export async function logInStoreStaff(
  api: TestApi,
  role: Exclude<Role, 'owner'>,
  storeIds: string[],
): Promise<{ token: string; person: staff.Staff }> {
  const { token, person } = await logInStaff(api, role)
  await staff.change(api.db, api.account.id, person.id, { ...standing(role), storeIds })
  return { token, person: { ...person, storeIds } }
}

export interface ChatItem {
  from: 'person' | 'account'
  by: string
  message: { type: string; text?: string; altText?: string; [property: string]: unknown }
}

/** What the account has said in this person's chat. */
export async function saidTo(api: TestApi, userId: string): Promise<ChatItem[]> {
  return (await api.control<ChatItem[]>(`/messages/${userId}`)).filter((item) => item.from === 'account')
}

/** The words by which a chat's list shows a message. */
export const wordsOf = ({ message }: ChatItem): string => message.altText ?? message.text ?? ''
