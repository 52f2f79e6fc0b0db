import { readFile, rename, writeFile } from 'node:fs/promises'
import { exportJWK, generateKeyPair } from 'jose'
import people from './people.json' with { type: 'json' }
import { newSecret } from './ids.ts'
import type { Failure } from './messaging/failure.ts'
import type { SandboxOptions } from './options.ts'
import type { Person, State } from './state.ts'
import type { Delivery } from './webhooks/delivery.ts'

/** What the phone page hears over server-sent events. */
type Happening =
  | { type: 'chat' | 'people' | 'account' | 'richmenu' | 'clock'; userId?: string }
  | { type: 'loading'; userId: string; seconds: number }
  | { type: 'webhook'; delivery: Delivery }

type WebCode = { sub: string; redirectUri: string; nonce?: string; expiresAt: number }

type AuthorizationCode = {
  sub: string
  liffId: string
  challenge: string
  redirectUri: string
  expiresAt: number
}

/** One sandbox: its options, its state, and the means to change the state so that everyone looking sees it. */
export type World = {
  options: SandboxOptions
  /** The sandbox's own origin; known once it listens. */
  url: string
  state: State
  codes: Map<string, AuthorizationCode>
  /** Of logins on sites of one's own. */
  webCodes: Map<string, WebCode>
  linkTokens: Map<string, { userId: string; expiresAt: number }>
  deliveries: Delivery[]
  /** Calls that are to fail. */
  failures: Failure[]
  person(userId: string): Person | undefined
  /** Tells the open pages, and writes the state file soon. */
  publish(happening: Happening): void
  subscribe(listener: (happening: Happening) => void): () => void
  /** Writes the state file now. */
  save(): Promise<void>
  reset(): Promise<void>
}

export async function createWorld(options: SandboxOptions): Promise<World> {
  const listeners = new Set<(happening: Happening) => void>()
  let pendingSave: NodeJS.Timeout | undefined
  const world: World = {
    options,
    url: '',
    state: await startingState(options),
    codes: new Map(),
    webCodes: new Map(),
    linkTokens: new Map(),
    deliveries: [],
    failures: [],
    person: (userId) => world.state.people.find((person) => person.userId === userId),
    publish(happening) {
      for (const listener of listeners) listener(happening)
      if (!options.stateFile) return
      pendingSave ??= setTimeout(() => void world.save(), 400)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async save() {
      clearTimeout(pendingSave)
      pendingSave = undefined
      if (!options.stateFile) return
      // Rename is atomic: a sandbox killed while writing leaves the old file whole.
      await writeFile(`${options.stateFile}.new`, JSON.stringify(world.state))
      await rename(`${options.stateFile}.new`, options.stateFile)
    },
    async reset() {
      const { signingKey } = world.state
      world.state = { ...(await freshState(options)), signingKey }
      for (const kept of [world.codes, world.webCodes, world.linkTokens]) kept.clear()
      world.deliveries.length = 0
      world.failures.length = 0
      world.publish({ type: 'people' })
    },
  }
  return world
}

/** The remembered state, under the settings of today: another port or name since last time counts. */
async function startingState(options: SandboxOptions): Promise<State> {
  const fresh = await freshState(options)
  const kept = await readState(options.stateFile)
  if (!kept) return fresh
  const newcomers = fresh.people.filter(
    ({ userId }) => !kept.people.some((person) => person.userId === userId),
  )
  return { ...kept, account: fresh.account, webhook: fresh.webhook, people: [...kept.people, ...newcomers] }
}

async function readState(file: string | undefined): Promise<State | undefined> {
  if (!file) return undefined
  try {
    return JSON.parse(await readFile(file, 'utf8')) as State
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Error(`line-sandbox: the state file ${file} cannot be read; delete it to start afresh`, {
      cause,
    })
  }
}

async function freshState(options: SandboxOptions): Promise<State> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return {
    account: {
      userId: 'Uacc0047a3a2000000000000000000001',
      basicId: '@tamaru',
      displayName: options.accountName,
    },
    people: structuredClone(people) as Person[],
    chats: {},
    contents: {},
    richMenus: {},
    richMenuAliases: {},
    signingKey: { kid: newSecret(8), jwk: await exportJWK(privateKey) },
    userTokens: {},
    channelTokens: {},
    accepted: {},
    replyTokens: {},
    webhook: { endpoint: options.webhookUrl, active: true },
    quota: { type: 'limited', value: 30_000 },
    delivered: {},
    aggregationUnits: [],
  }
}
