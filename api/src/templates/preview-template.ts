import { ledger, shoppers } from '@tamaru/db'
import {
  checkTemplate,
  LANGUAGES,
  ProblemError,
  sampleValues,
  spokenLanguage,
  templateOf,
  tokyoDate,
  wordsOfFault,
  type TemplateKind,
  type TemplateWords,
} from '@tamaru/domain'
import { tellPurse } from '../messages/tell-points.ts'
import type { Ports } from '../ports.ts'
import { composeMessage } from './compose-message.ts'
import type { Said } from './said.ts'
import type { TemplatePreview } from './template-view.ts'

/** Shows what words would say: of samples, or with the points that a person has. Nothing is written or sent. */
export async function previewTemplate(
  { db, env, now }: Pick<Ports, 'db' | 'env' | 'now'>,
  accountId: string,
  kind: TemplateKind,
  { words, shopperId }: { words: TemplateWords; shopperId: string | null },
): Promise<TemplatePreview> {
  const shopper = shopperId ? await shoppers.find(db, accountId, shopperId) : undefined
  if (shopperId && !shopper) throw new ProblemError('not_found')
  const faults = checkTemplate(templateOf(kind), words)
  const own = [{ kind, version: 1, words }]
  const purse = shopper && (await ledger.purse(db, accountId, shopper.id, tokyoDate(now())))
  // Buttons stand under an answer.
  const shown = kind === 'photo_buttons' ? 'guidance' : kind
  const values = { ...sampleValues(templateOf(shown)), ...(purse ? pointsOf(purse) : {}) }
  const said = { kind: shown, values } as Said
  const messageIn = (language: (typeof LANGUAGES)[number]) =>
    faults.some((fault) => fault.language === language)
      ? null
      : { ...composeMessage(said, { language, liffId: env.LINE_LIFF_ID, own }).message }
  return {
    faults: faults.map((fault) => ({ ...fault, said: wordsOfFault(fault.kind, fault.params) })),
    messages: { ja: messageIn('ja'), en: messageIn('en') },
    person: shopper ? { maskedName: mask(shopper.displayName), language: spokenLanguage(shopper) } : null,
  }
}

/** Whatever a template says of what a person has; what it does not say is not asked for. */
function pointsOf(purse: Awaited<ReturnType<typeof ledger.purse>>) {
  const sums = tellPurse(purse)
  return { usable: purse.usable, sums, rest: sums.slice(1) }
}

/** Enough to tell that it is the one who was meant. */
const mask = (name: string | null): string => `${[...(name ?? '')][0] ?? ''}**`
