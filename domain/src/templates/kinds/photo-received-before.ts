import { REASON } from '../shared-variables.ts'
import { defineTemplate } from '../template.ts'

/** The very same photo came again. */
export const photoReceivedBefore = defineTemplate({
  name: { ja: '同じ写真がもう一度届いた', en: 'Same photo again' },
  form: 'card',
  look: 'quiet',
  variables: { reason: { ...REASON, required: true } },
  words: {
    ja: {
      notice: 'この写真はすでに受け付けています',
      title: 'この写真はすでに受け付けています',
      body: '{{reason}}',
      button: '結果を見る',
    },
    en: {
      notice: 'We have this photo already',
      title: 'We have this photo already',
      body: '{{reason}}',
      button: 'See the result',
    },
  },
})
