// @ts-check
import { get } from './api.js'

/** What the page shows. One object; `refresh…` fill it, the views read it. */
export const store = {
  /** @type {any} */ world: null,
  userId: '',
  /** @type {any[]} */ items: [],
  /** @type {any} */ richMenu: null,
  /** The rich menu is folded out, or the keyboard is shown in its place. */
  menuOpen: true,
  keyboard: false,
  /** @type {Map<string, number>} */ unread: new Map(),
  /** @type {any[]} */ deliveries: [],
}

export const me = () => store.world.people.find((/** @type {any} */ person) => person.userId === store.userId)

export async function refreshWorld() {
  store.world = await get('')
  if (!me()) store.userId = store.world.people[0].userId
}

export async function refreshChat() {
  const { userId } = store
  const [items, richMenu] = await Promise.all([get(`/messages/${userId}`), get(`/richmenu/${userId}`)])
  // The person may have been switched while the answers were on their way.
  if (userId !== store.userId) return false
  store.items = items
  store.richMenu = richMenu
  store.unread.delete(userId)
  return true
}
