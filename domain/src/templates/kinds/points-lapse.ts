import { defineTemplate } from '../template.ts'

/** Points are about to lapse. */
export const pointsLapse = defineTemplate({
  name: { ja: 'もうすぐ有効期限', en: 'Points about to lapse' },
  form: 'card',
  look: 'open',
  variables: {
    points: {
      type: 'points',
      means: { ja: '期限の近いポイント', en: 'points that lapse' },
      required: true,
      sample: 120,
    },
    day: {
      type: 'day',
      means: { ja: '最後に使える日', en: 'the last day' },
      required: true,
      sample: '2027-05-31',
    },
  },
  words: {
    ja: {
      notice: '{{points}}ポイントの有効期限は{{day}}です',
      title: 'もうすぐ有効期限です',
      figure: '{{points}} pt',
      body: '{{day}}を過ぎると使えなくなります。',
      button: 'カードを見る',
    },
    en: {
      notice: '{{points}} points lapse after {{day}}',
      title: 'Your points lapse soon',
      figure: '{{points}} pt',
      body: 'They can be spent until {{day}}.',
      button: 'See the card',
    },
  },
})
