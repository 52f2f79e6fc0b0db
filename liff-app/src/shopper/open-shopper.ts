import { shallowRef } from 'vue'
import type { ConfigView, ShopperView } from '../api/views.ts'
import { onSessionEnd, requestOnce } from '../api/request.ts'
import { loginMark } from '../line/login-mark.ts'
import { openLiff, type OpenedLiff } from '../line/open-liff.ts'
import { type Credential, logIn, LoginNeeded, openSession } from '../line/open-session.ts'

export interface Opened {
  config: ConfigView
  /** The person's, as it was kept; else their LINE's. */
  language: string | undefined
}

const config = shallowRef<ConfigView>()
const shopper = shallowRef<ShopperView>()
let line: OpenedLiff | undefined
let hasToStay = () => false

/** Configuration, LIFF, session, in this order; each needs what the one before it found. */
export async function openShopper(): Promise<Opened> {
  config.value = await requestOnce('GET', '/api/config')
  line = await openLiff(config.value.liffId)
  await openShopperSession()
  onSessionEnd(openShopperSession)
  return { config: config.value, language: shopper.value?.language ?? line.language }
}

/** Keeps the app from leaving for a login by itself as long as that would lose something; the person may still tap it. */
export function stayWhile(wouldLose: () => boolean): void {
  hasToStay = wouldLose
}

/** For the person who was not logged in by itself and taps the button. */
export async function logInToLine(): Promise<void> {
  if (line) return logIn(line, loginMark, location.href)
  // LIFF itself did not start. The next visit may ask for a login by itself again.
  loginMark.set(undefined)
  location.reload()
}

/** What the campaign and the account are; there from before the first screen on. */
export const useConfig = () => config.value!

/** Who is using the app; changed by the settings. */
export const useShopper = () => shopper

/** The LIFF URL, which opens the app inside LINE; undefined as long as nothing is known of it. */
export const liffUrl = () => (config.value ? `https://liff.line.me/${config.value.liffId}` : undefined)

/** The token by which LINE knows the person at this moment; undefined where there is none. */
export const liveAccessToken = () => line?.getAccessToken() ?? undefined

/** After a person has deleted everything: nothing here makes them somebody again until they open the app anew. */
export function endHere(): void {
  shopper.value = undefined
  onSessionEnd(() => Promise.reject(new LoginNeeded('the person has left')))
}

async function openShopperSession(): Promise<void> {
  const trade = (json: Credential) => requestOnce('POST', '/api/session', { json })
  const session = await openSession(line!, trade, {
    mark: { ...loginMark, isFor: (here) => loginMark.isFor(here) || hasToStay() },
    here: location.href,
  })
  shopper.value = session.shopper
}
