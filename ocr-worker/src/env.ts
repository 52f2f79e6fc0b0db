import { parseConfiguration } from '@tamaru/domain'
import { availableParallelism } from 'node:os'
import { z } from 'zod'

const EnvSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** A folder, or s3://KEY:SECRET@host/bucket: the same store as the API's. */
  PHOTO_STORE: z.string().min(1).default('.dev/photos'),
  /** Photos read at once, each in a process of its own (300–500 MB). Default: the cores less one. */
  OCR_LANES: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(() => Math.max(1, availableParallelism() - 1)),
})

/** Reads the configuration, or throws one error that names every fault. */
export function parseEnv(source: Record<string, unknown>): z.infer<typeof EnvSchema> {
  return parseConfiguration(EnvSchema, source)
}

/** The names that may be set, for the test of .env.example. */
export const ENV_NAMES = Object.keys(EnvSchema.shape)
