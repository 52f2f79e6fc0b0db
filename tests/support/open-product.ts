import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, BrowserContextOptions, FrameLocator, Page } from 'playwright-core'
import { afterAll, afterEach, expect } from 'vitest'
import { openBrowser } from './browser.ts'
import { openStage } from './open-stage.ts'
import { choosePort, startHouse, type House } from './start-house.ts'

const SCREENSHOTS = fileURLToPath(new URL('../../.dev/screenshots', import.meta.url))
const SAMPLES = fileURLToPath(new URL('../../samples', import.meta.url))
/** As patient as a shopper at a till; a busy machine reads a receipt in well under this. */
const PATIENCE_MS = 60_000
const PHONE_SIZE = { width: 390, height: 844 }
const DESK_SIZE = { width: 1280, height: 900 }

/** One for all the files that a process runs: each test's tabs have a storage of their own. It ends with the process. */
let browserOfAll: Promise<Browser> | undefined

export interface Person {
  userId: string
  displayName: string
}

/** The owner of the house, whom the sandbox knows too. */
export const OWNER: Person = { userId: 'U5a70e1c0ffee5a1ad0000000000000b1', displayName: '田中さくら' }

type Login = Awaited<ReturnType<BrowserContext['storageState']>>

export interface TabOptions extends BrowserContextOptions {
  /** How far the phone's clock is ahead. */
  ahead_min?: number
}

/** The product in a real browser, with real pages, API, reader and database, and the sandbox as LINE. */
export interface Product {
  house: House
  /** What a page writes to its console as an error fails the test, unless it was foreseen like this. */
  foreseeComplaint(words: RegExp): void
  /** Somebody new on LINE, who has not yet added the account. */
  meet(displayName: string): Promise<Person>
  /** Somebody new who has added the account. */
  befriend(displayName: string): Promise<Person>
  /** The sandbox's page: this person's phone with the chat on it, or with the mini-app open at a path. */
  openPhone(person: Person, appPath?: string): Promise<Page>
  /** An ordinary browser tab, with storage of its own. */
  openTab(path: string, options?: TabOptions): Promise<Page>
  /** The mini-app at a path, in a tab of a phone's size, logged in by LINE Login. */
  openMiniApp(person: Person, path?: string, options?: TabOptions): Promise<Page>
  /** The staff console at a desk, logged in by LINE Login. */
  openConsole(person: Person): Promise<Page>
}

/**
 * To be awaited at the head of a test file: it closes itself. Each test's tabs close with it, after a picture where it
 * failed. `withoutReader`: the test says itself what was read (`readByHand`).
 */
export async function openProduct(
  options: { withoutReader?: boolean; settings?: Record<string, string> } = {},
): Promise<Product> {
  const apiPort = await choosePort()
  const { sandbox, pages } = await openStage(`http://localhost:${apiPort}`)
  const [house, browser] = await Promise.all([
    startHouse({ ...options, pages, apiPort, sandbox }),
    (browserOfAll ??= openBrowser()),
  ])
  const complaints: string[] = []
  const foreseen: RegExp[] = []
  const logins = new Map<string, BrowserContext>()
  const kept = new Map<string, Login>()

  afterEach(async ({ task }) => {
    const pages = browser.contexts().flatMap((context) => context.pages())
    if (task.result?.state === 'fail')
      for (const [n, page] of pages.entries()) await shoot(page, `failed ${task.name} ${n + 1}`)
    for (const [who, context] of logins) kept.set(who, await loginOf(context))
    logins.clear()
    for (const context of browser.contexts()) await context.close()
    const unforeseen = complaints.splice(0).filter((said) => !foreseen.some((words) => words.test(said)))
    foreseen.length = 0
    expect(unforeseen).toEqual([])
  })
  afterAll(async () => {
    await house[Symbol.asyncDispose]()
    await sandbox.close()
  })

  async function control<T>(method: string, where: string, body?: object): Promise<T> {
    const answer = await fetch(`${sandbox.url}/__sandbox${where}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${where} answered ${answer.status}`)
    return (answer.status === 204 ? undefined : await answer.json()) as T
  }

  async function openTab(url: string, { ahead_min, ...options }: TabOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: PHONE_SIZE,
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
      reducedMotion: 'reduce',
      ...options,
    })
    listenForComplaints(context, complaints)
    if (ahead_min) await context.addInitScript(setClockAhead, ahead_min)
    context.setDefaultTimeout(PATIENCE_MS)
    const page = await context.newPage()
    await page.goto(new URL(url, house.url).href)
    return page
  }

  /** Who has logged in in an earlier test is still logged in, as on their own phone; all else there is new. */
  async function openAs(person: Person, url: string, options: TabOptions): Promise<Page> {
    const storageState = kept.get(person.userId)
    const page = await openTab(url, { storageState, ...options })
    if (!storageState) await page.getByRole('button', { name: person.displayName }).click()
    logins.set(person.userId, page.context())
    return page
  }

  return {
    house,
    foreseeComplaint: (words) => void foreseen.push(words),
    meet: (displayName) => control('POST', '/people', { displayName, friend: 'none' }),
    befriend: (displayName) => control('POST', '/people', { displayName, friend: 'friend' }),
    openPhone: ({ userId }, appPath) => {
      const query = new URLSearchParams({ person: userId })
      if (appPath) query.set('liff', `${sandbox.options.liffId}${appPath}`)
      return openTab(`${sandbox.url}/?${query}`, { viewport: DESK_SIZE })
    },
    openTab,
    openMiniApp: (person, where = '/', options = {}) => openAs(person, where, { hasTouch: true, ...options }),
    openConsole: (person) => openAs(person, '/staff', { viewport: DESK_SIZE }),
  }
}

/** The mini-app that the phone shows over the chat. */
export function miniAppIn(phone: Page): FrameLocator {
  return phone.frameLocator('iframe[title="ミニアプリ"]')
}

/** By the keyboard, because a message that has just come lies over the button for some seconds. */
export async function closeMiniApp(phone: Page): Promise<void> {
  await phone.getByRole('button', { name: 'ミニアプリを閉じる' }).press('Enter')
}

/** Keeps what the page looks like now, for people to look at. Returns the picture. */
export async function shoot(page: Page, name: string): Promise<Buffer> {
  await mkdir(SCREENSHOTS, { recursive: true })
  return page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) })
}

/** A photo of samples/, by its path there. */
export function sample(name: string): string {
  return path.join(SAMPLES, name)
}

/** The words by which the phone's camera roll names a photo of samples/. */
export async function nameInRoll(name: string): Promise<string> {
  const roll = (await readdir(SAMPLES)).filter((file) => file.endsWith('.jpg')).sort()
  return `サンプル写真 ${roll.indexOf(name) + 1}`
}

/** The large number on the mileage card. */
export function balanceOn(app: Pick<Page, 'getByRole'>): Promise<string> {
  const card = app.getByRole('heading', { name: 'つかえるポイント' }).locator('..')
  return card.getByRole('strong').innerText()
}

/** What a login leaves in a browser: the session's cookie, and what LINE's SDK keeps. */
async function loginOf(context: BrowserContext): Promise<Login> {
  const { cookies, origins } = await context.storageState()
  const ofLine = origins.map(({ origin, localStorage }) => ({
    origin,
    localStorage: localStorage.filter(({ name }) => name.startsWith('LIFF_STORE')),
  }))
  return { cookies, origins: ofLine }
}

/** Runs in the page, before anything else there. */
function setClockAhead(ahead_min: number): void {
  const Right = Date
  const now = () => Right.now() + ahead_min * 60_000
  globalThis.Date = class extends Right {
    constructor(...given: unknown[]) {
      super(...((given.length > 0 ? given : [now()]) as [number]))
    }
    static override now = now
  } as DateConstructor
}

function listenForComplaints(context: BrowserContext, complaints: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (thrown) => complaints.push(String(thrown.error())))
}
