import type { messagingApi } from '@line/bot-sdk'
import type { outbox, templates } from '@tamaru/db'
import {
  checkTemplate,
  renderTemplate,
  templateOf,
  type Language,
  type TemplateKind,
  type TemplateWords,
} from '@tamaru/domain'
import { AMBER, bubble, GREEN, liffUrl, RED, SLATE } from '../messages/flex.ts'
import type { Said } from './said.ts'

const COLOURS = { good: GREEN, open: AMBER, quiet: SLATE, prize: RED }

export interface Speaking {
  language: Language
  liffId: string
  /** The newest versions of the account's own words. */
  own: readonly Pick<templates.TemplateVersion, 'kind' | 'version' | 'words'>[]
}

/** Makes what LINE takes of what is to be said, and tells whose words it has. */
export function composeMessage(
  { kind, values, link = '' }: Said,
  speaking: Speaking,
): { message: messagingApi.Message; template: outbox.UsedTemplate } {
  const { language, liffId } = speaking
  const template = templateOf(kind)
  const { words, version } = wordsFor(kind, speaking)
  const { text, notice, title, figure, body, button } = renderTemplate(
    template,
    words[language],
    values,
    language,
  )
  const isCard = template.form === 'card'
  const said: messagingApi.Message = isCard
    ? bubble({
        altText: notice!,
        headline: title!,
        figure,
        lines: body!.split('\n'),
        button: { label: button!, uri: isPath(link) ? liffUrl(liffId, link) : new URL(link).href },
        colour: COLOURS[template.look ?? 'good'],
      })
    : { type: 'text', text: text! }
  const quickReply = template.asksForPhoto ? { quickReply: photoButtons(speaking) } : {}
  return { message: { ...said, ...quickReply }, template: { kind, version, language } }
}

const isPath = (link: string) => link === '' || link.startsWith('/')

/** The account's words, where they still hold: a later release may know other variables. Else the product's. */
function wordsFor(kind: TemplateKind, { own }: Speaking): { words: TemplateWords; version: number } {
  const template = templateOf(kind)
  const newest = own.find((version) => version.kind === kind)
  return newest?.words && checkTemplate(template, newest.words).length === 0
    ? { words: newest.words, version: newest.version }
    : { words: template.words, version: 0 }
}

/** What the button of the balance says for the person: `answerText` understands it in either language. */
const ASK_BALANCE = { ja: 'ポイント', en: 'Points' }

/** Buttons under an answer: the camera, the album, the balance. */
function photoButtons(speaking: Speaking): messagingApi.QuickReply {
  const { language } = speaking
  const { words } = wordsFor('photo_buttons', speaking)
  const { camera, album, balance } = renderTemplate(
    templateOf('photo_buttons'),
    words[language],
    {},
    language,
  )
  return {
    items: [
      { type: 'action', action: { type: 'camera', label: camera! } },
      { type: 'action', action: { type: 'cameraRoll', label: album! } },
      { type: 'action', action: { type: 'message', label: balance!, text: ASK_BALANCE[language] } },
    ],
  }
}
