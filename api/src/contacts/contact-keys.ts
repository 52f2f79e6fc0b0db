import { ProblemError, type ContactKind } from '@tamaru/domain'
import type { Env } from '../env.ts'

/** Whose contact it is, and of which kind: what a sealed text is bound to. */
export interface ContactPlace {
  shopperId: string
  kind: ContactKind
}

/** What an account's contacts are sealed and found with. */
export interface ContactKeys {
  seal(place: ContactPlace, value: string): Promise<Uint8Array>
  /** Null where it was sealed with another key. */
  open(place: ContactPlace, sealed: Uint8Array): Promise<string | null>
  /** The keyed hash of a contact whose SHA-256 is given, in hex: nobody finds the contact by it without the key. */
  keyedHash(kind: ContactKind, sha256: string): Promise<Uint8Array>
}

const NONCE_BYTES = 12
const UTF8 = new TextEncoder()

/** Derives an account's keys of the one in the environment. Refuses `contacts_not_set_up` where there is none. */
export async function contactKeys(
  { CONTACT_KEY }: Pick<Env, 'CONTACT_KEY'>,
  accountId: string,
): Promise<ContactKeys> {
  if (!CONTACT_KEY) throw new ProblemError('contacts_not_set_up')
  const whole = await crypto.subtle.importKey('raw', fromBase64(CONTACT_KEY), 'HKDF', false, ['deriveBits'])
  const derive = (purpose: string) => {
    const [salt, info] = [UTF8.encode(accountId), UTF8.encode(purpose)]
    return crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, whole, 256)
  }
  const sealing = await crypto.subtle.importKey('raw', await derive('contact seal'), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ])
  const finding = await crypto.subtle.importKey(
    'raw',
    await derive('contact hash'),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const bound = ({ shopperId, kind }: ContactPlace) => UTF8.encode(`${accountId}:${shopperId}:${kind}`)
  return {
    async seal(place, value) {
      const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
      const way = { name: 'AES-GCM', iv, additionalData: bound(place) }
      const text = await crypto.subtle.encrypt(way, sealing, UTF8.encode(value))
      return new Uint8Array([...iv, ...new Uint8Array(text)])
    },
    async open(place, sealed) {
      const bytes = new Uint8Array(sealed)
      const way = { name: 'AES-GCM', iv: bytes.subarray(0, NONCE_BYTES), additionalData: bound(place) }
      try {
        return new TextDecoder().decode(
          await crypto.subtle.decrypt(way, sealing, bytes.subarray(NONCE_BYTES)),
        )
      } catch {
        return null
      }
    },
    async keyedHash(kind, sha256) {
      return new Uint8Array(await crypto.subtle.sign('HMAC', finding, UTF8.encode(`${kind}:${sha256}`)))
    },
  }
}

/** SHA-256 of a normalised contact, in hex: as browsers send it, and as LINE takes it. */
export async function hashContact(value: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', UTF8.encode(value)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
