import { parseConfiguration, RetentionDays } from '@tamaru/domain'
import { z } from 'zod'

const Url = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, ''))

const LiffId = z.string().regex(/^\d{10}-[A-Za-z0-9]{8}$/, 'like 1234567890-AbCdEfGh')

/**
 * The process's whole configuration. Everything has a default that fits the demo with its stand-in for LINE; against
 * real LINE the credentials of the channel are set, see README "Connect your LINE channel".
 */
const EnvSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** The header in which the proxy before this service names its caller, and how many proxies there are. Unset: the socket. */
  TRUSTED_PROXY_HEADER: z
    .string()
    .regex(/^[\w-]+$/, 'the name of a header')
    .optional(),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(1).max(10).default(1),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  /** The public origin of this service: LIFF endpoint and links in messages. */
  PUBLIC_URL: Url.default('http://localhost:3000'),
  /** A folder, or s3://KEY:SECRET@host/bucket. */
  PHOTO_STORE: z.string().min(1).default('.dev/photos'),
  /** The built mini-app and staff console, served beside the API. Default: liff-app/dist, where it has been built. */
  LIFF_APP_DIST: z.string().min(1).optional(),
  /** How many days each kind is kept, such as "photos=365 accesses=730". Default: see docs/running.md, Retention. */
  RETENTION_DAYS: RetentionDays.optional(),
  /** Of 32 bytes: what people's contacts are sealed and found with. Unset: none are kept. */
  CONTACT_KEY: z
    .base64()
    .refine((key) => atob(key).length === 32, '32 bytes in base64, as `openssl rand -base64 32` makes them')
    .optional(),
  /** Of the brand's own member site: where people log in to be linked with their number. Unset: the mini-app offers no link. */
  MEMBER_SITE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** With which its server calls this one: one, or two while it changes from one to the other, with a comma between them. */
  MEMBER_SITE_KEYS: z
    .string()
    .transform((keys) => keys.split(',').map((key) => key.trim()))
    .pipe(z.array(z.string().min(32, 'at least 32 characters each, as `openssl rand -base64 32` makes them')))
    .optional(),
  /** Of the LINE Login channel by which it logs people in, of the same provider. Default: the mini-app's. */
  MEMBER_SITE_CHANNEL_ID: z
    .string()
    .regex(/^\d{10}$/, 'ten digits')
    .optional(),
  LINE_API_URL: Url.default('https://api.line.me'),
  LINE_DATA_API_URL: Url.default('https://api-data.line.me'),
  LINE_LOGIN_CHANNEL_ID: z.string().regex(/^\d{10}$/, 'ten digits, from the LINE Developers console'),
  /** Of the LINE Login or MINI App channel: LINE is told with it that a person has left. Unset: LINE is not told. */
  LINE_LOGIN_CHANNEL_SECRET: z.string().min(1).optional(),
  LINE_CHANNEL_SECRET: z.string().min(1),
  LINE_CHANNEL_ACCESS_TOKEN: z.string().min(1),
  LINE_LIFF_ID: LiffId,
  /** A second LIFF app of the same channel, with endpoint PUBLIC_URL/staff. Default: the shoppers' one. */
  LINE_STAFF_LIFF_ID: LiffId.optional(),
  /** Names the account on its first start. */
  ACCOUNT_NAME: z.string().min(1).default('ミナト食品'),
  ACCOUNT_SLUG: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('minato'),
})
export type Env = z.infer<typeof EnvSchema>

/** Reads the configuration, or throws one error that names every fault. */
export function parseEnv(source: Record<string, unknown>): Env {
  return parseConfiguration(EnvSchema, source)
}

/** The names that may be set, for the test of .env.example. */
export const ENV_NAMES = Object.keys(EnvSchema.shape)

/** The part that talking to LINE takes: for commands that need no database. */
export function parseLineEnv(source: Record<string, unknown>): Omit<Env, 'DATABASE_URL'> {
  return parseConfiguration(EnvSchema.omit({ DATABASE_URL: true }), source)
}
