import { wordsIn } from '../../ui/language.ts'

const ja = {
  won: {
    title: '当たりました!',
    points: (points: string) => `+${points}ポイント`,
    gift: (sponsor: string) => `受け取り方法は、主催者(${sponsor})にお問い合わせください。`,
    proof: 'この結果の確かめ方',
  },
  fair: {
    title: '抽選の公平さ',
    lead: '当たりは、だれにも操作できないしくみで決まります。終わったあとで、だれでも計算し直して確かめられます。',
    steps: [
      [
        'はじまる前',
        'ひみつの数字をひとつ決めて、その「指紋」を公開します。あとから数字をすりかえると、指紋が合わなくなります。',
      ],
      [
        '応募したとき',
        'あなたの写真から作った番号と、ひみつの数字を計算して結果が決まります。運営者が選ぶところはありません。',
      ],
      ['終わったあと', 'ひみつの数字を公開します。'],
      ['だれでも', '公開された記録から、すべての結果を計算し直せます。記録に名前や写真は入りません。'],
    ],
    commitment: '公開している指紋(SHA-256)',
    record: '公開の記録を見る',
    mine: 'わたしの番号',
    mineHint: '記録のなかで、あなたの応募はこの番号です。',
    ticket: (no: string) => `抽選券 ${no}番`,
    place: (place: string) => `${place}等`,
    play: 'その場の抽選',
    won: (prize: string) => `当たり: ${prize}`,
    lost: 'はずれ',
    none: 'いまのキャンペーンに抽選はありません',
    noneHint: '抽選があるときは、ここで確かめ方をお伝えします。',
  },
}

const en: typeof ja = {
  won: {
    title: 'You won!',
    points: (points) => `+${points} points`,
    gift: (sponsor) => `Please ask the organiser (${sponsor}) how you get it.`,
    proof: 'How this can be verified',
  },
  fair: {
    title: 'How fair draws are',
    lead: 'Nobody can steer who wins, and afterwards anybody can work every result out again.',
    steps: [
      [
        'Before it begins',
        'We settle on a secret number and publish its fingerprint. Any other number would have another fingerprint.',
      ],
      [
        'When you enter',
        'The result is worked out from your photo and the secret number. There is nothing for us to choose.',
      ],
      ['When all is over', 'We publish the secret number.'],
      [
        'Anybody',
        'From the public record every result can be worked out again. It holds no names and no photos.',
      ],
    ],
    commitment: 'The published fingerprint (SHA-256)',
    record: 'See the public record',
    mine: 'My numbers',
    mineHint: 'In the record your entries stand under these.',
    ticket: (no) => `Ticket ${no}`,
    place: (place) => `Prize ${place}`,
    play: 'Win on the spot',
    won: (prize) => `Won: ${prize}`,
    lost: 'No win',
    none: 'This campaign has no draw',
    noneHint: 'Where there is one, this page shows how it can be verified.',
  },
}

const words = wordsIn({ ja, en })
export const useDrawWords = () => words
