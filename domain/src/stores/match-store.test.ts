import { describe, expect, test } from 'vitest'
import { isNoneOf, matchStore, StoreIdentity } from './match-store.ts'
import type { Reading } from '../receipts/reading.ts'
import { seededRandom } from '../simulation/seeded-random.ts'

const minami = StoreIdentity.parse({
  id: 'minami',
  name: 'ソラマメマート 南里店',
  registrationNumbers: ['T2775466381620'],
  phones: ['092-040-9108'],
})
const sakura = StoreIdentity.parse({
  id: 'sakura',
  name: 'ソラマメマート 桜木駅前店',
  registrationNumbers: ['T2775466381620'],
  phones: ['045-017-5515'],
})
const chain = StoreIdentity.parse({
  id: 'chain',
  name: 'ソラマメマート',
  registrationNumbers: ['T2775466381620'],
})
const tamaba = StoreIdentity.parse({ id: 'tamaba', name: 'フレッシュ玉葉' })
const kita = StoreIdentity.parse({ id: 'kita', name: 'ドラッグやつで 北浜店', names: ['DRUG YATSUDE 北浜'] })

const nothing = { name: null, branch: null, phone: null, address: null, registrationNumber: null }
const print = (given: Partial<Reading['merchant']>) => ({ ...nothing, ...given })
const idOf = (given: Partial<Reading['merchant']>, stores: StoreIdentity[]) =>
  matchStore(print(given), stores)?.id ?? null

describe('the T-number decides', () => {
  test('for a chain that is known by nothing else, whatever the branch', () => {
    const stores = [chain, tamaba]
    expect(idOf({ registrationNumber: 'T2775466381620' }, stores)).toBe('chain')
    expect(
      idOf(
        { registrationNumber: 'T2775466381620', name: 'ｿﾗﾏﾒﾏｰﾄ', branch: '北浜店', phone: '06-0298-6913' },
        stores,
      ),
    ).toBe('chain')
  })

  test.each(['Ｔ２７７５４６６３８１６２０', '登録番号 T2-7754-6638-1620', 't2775466381620'])(
    'however it is printed: %s',
    (registrationNumber) => expect(idOf({ registrationNumber }, [chain, tamaba])).toBe('chain'),
  )

  test('against a name that says otherwise', () => {
    expect(idOf({ registrationNumber: 'T2775466381620', name: 'フレッシュ玉葉' }, [chain, tamaba])).toBe(
      'chain',
    )
    expect(idOf({ registrationNumber: 'T9999999999999', name: 'ソラマメマート' }, [chain])).toBe(null)
  })

  test('as it was read: a number with a wrong check digit is still the number on the paper', () => {
    const odd = StoreIdentity.parse({ id: 'odd', name: '海の家', registrationNumbers: ['T0000000000001'] })
    expect(idOf({ registrationNumber: 'T0000000000001' }, [odd])).toBe('odd')
  })

  test('against no store that has never told its own', () => {
    expect(idOf({ registrationNumber: 'T9999999999999', name: 'フレッシュ玉葉' }, [chain, tamaba])).toBe(
      'tamaba',
    )
  })
})

describe('branches of one T-number', () => {
  const registrationNumber = 'T2775466381620'

  test('are told by their phone', () => {
    expect(idOf({ registrationNumber, phone: '０４５（０１７）５５１５' }, [minami, sakura])).toBe('sakura')
    expect(idOf({ registrationNumber, phone: '+81 92-040-9108' }, [minami, sakura])).toBe('minami')
  })

  test('are told by their name where no phone was read', () => {
    expect(idOf({ registrationNumber, name: 'ソラマメマート', branch: '南里店' }, [minami, sakura])).toBe(
      'minami',
    )
    expect(idOf({ registrationNumber, name: 'ソラマメマート' }, [minami, sakura])).toBe(null)
    expect(idOf({ registrationNumber }, [minami, sakura])).toBe(null)
  })

  test('leave what is none of theirs to the chain, and otherwise to nobody', () => {
    const other = {
      registrationNumber,
      phone: '06-0298-6913',
      name: 'ソラマメマート',
      branch: '北浜店',
    }
    expect(idOf(other, [minami, sakura])).toBe(null)
    expect(idOf(other, [minami])).toBe(null)
    expect(idOf(other, [minami, sakura, chain])).toBe('chain')
    const atMinami = { ...other, phone: '092-040-9108' }
    expect(idOf({ ...atMinami, branch: null }, [minami, sakura, chain])).toBe('minami')
    expect(idOf(atMinami, [minami, sakura, chain])).toBe('chain')
  })
})

describe('a T-number that is the whole company’s', () => {
  const registrationNumber = 'T2775466381620'
  const unnumbered = StoreIdentity.parse({ ...minami, id: 'unnumbered', phones: [] })

  test('makes no branch of what shows the chain alone, though one branch only is listed', () => {
    expect(idOf({ registrationNumber }, [minami])).toBe(null)
    expect(idOf({ registrationNumber, name: 'ソラマメマート' }, [minami])).toBe(null)
    expect(idOf({ registrationNumber, name: 'ソラマメマート', branch: '北浜店' }, [minami])).toBe(null)
    expect(idOf({ registrationNumber, name: 'ソラマメマート', branch: '南里店' }, [minami])).toBe('minami')
    expect(idOf({ registrationNumber }, [unnumbered])).toBe(null)
    expect(idOf({ registrationNumber, name: 'ソラマメマート', branch: '北浜店' }, [unnumbered])).toBe(null)
    expect(idOf({ registrationNumber, name: 'ソラマメマート', branch: '南里店' }, [unnumbered])).toBe(
      'unnumbered',
    )
  })

  test('makes no branch of one that goes by the chain’s name and a phone of its own', () => {
    const byPhone = StoreIdentity.parse({ ...minami, id: 'byPhone', name: 'ソラマメマート' })
    expect(idOf({ registrationNumber, name: 'ソラマメマート', branch: '北浜店' }, [byPhone])).toBe(null)
    expect(idOf({ registrationNumber, name: 'ソラマメマート' }, [byPhone])).toBe('byPhone')
  })

  test('is enough for the store that stands for the chain, also beside listed branches', () => {
    expect(idOf({ registrationNumber }, [minami, sakura, chain])).toBe('chain')
    const books = StoreIdentity.parse({
      id: 'books',
      name: 'みなも書店',
      registrationNumbers: [registrationNumber],
    })
    expect(idOf({ registrationNumber }, [books])).toBe('books')
  })
})

describe('a phone that several shops print', () => {
  const registrationNumber = 'T2775466381620'
  const [head, free] = ['03-0077-1200', '0120-57-2132']
  const with_ = (store: StoreIdentity, phones: string[]) => ({ ...store, phones })

  test('leaves it to the name which of them it is', () => {
    const stores = [with_(minami, [head]), with_(sakura, [head])]
    expect(idOf({ phone: head }, stores)).toBe(null)
    expect(
      idOf({ phone: head, registrationNumber, name: 'ソラマメマート', branch: '桜木駅前店' }, stores),
    ).toBe('sakura')
    expect(idOf({ phone: head, registrationNumber, name: 'ソラマメマート', branch: '北浜店' }, stores)).toBe(
      null,
    )
  })

  test('is told by its look where it is a company’s line, listed once, often or never', () => {
    const north = { name: 'ソラマメマート', branch: '北浜店' }
    expect(idOf({ phone: free, ...north }, [with_(minami, [free])])).toBe(null)
    expect(idOf({ phone: free, ...north, branch: '南里店' }, [with_(minami, [free])])).toBe('minami')
    expect(idOf({ phone: free, registrationNumber, ...north, branch: '南里店' }, [minami, sakura])).toBe(
      'minami',
    )
    expect(idOf({ phone: free }, [with_(chain, [free]), minami])).toBe('chain')
  })

  test('is suspected where the branch beside it is plainly another', () => {
    const print = { phone: '092-040-9108', name: 'ソラマメマート' }
    expect(idOf({ ...print, branch: '北浜店' }, [minami, sakura])).toBe(null)
    expect(idOf({ ...print, branch: '南黒店' }, [minami, sakura])).toBe('minami')
  })
})

describe('none of the stores, for certain', () => {
  const registrationNumber = 'T2775466381620'
  const sure = { phone: true, registrationNumber: true }
  const none = (given: Partial<Reading['merchant']>, stores: StoreIdentity[], read = sure) =>
    isNoneOf(print(given), stores, read)

  test('printed a receipt with another shop’s own phone, T-number shared or not', () => {
    expect(none({ registrationNumber, phone: '06-0298-6913' }, [minami, sakura])).toBe(true)
    expect(none({ phone: '06-0298-6913' }, [minami, sakura])).toBe(true)
    expect(none({ phone: '06-0298-6913' }, [minami, sakura], { ...sure, phone: false })).toBe(false)
  })

  test('is never said by the T-number that they share', () => {
    expect(none({ registrationNumber }, [minami, sakura])).toBe(false)
    expect(none({ registrationNumber, name: 'ソラマメマート', branch: '北浜店' }, [minami, sakura])).toBe(
      false,
    )
  })

  test.each([
    ['one digit off', { phone: '092-040-9109' }],
    ['a company’s line', { phone: '0120-57-2132' }],
    [
      'theirs beside another company’s T-number',
      { phone: '092-040-9108', registrationNumber: 'T1' + '2'.repeat(12) },
    ],
    [
      'another beside name and branch of theirs',
      { phone: '06-0298-6913', name: 'ソラマメマート', branch: '南里店' },
    ],
  ])('is not said by a phone that is %s', (_what, given) => {
    expect(none(given, [minami, sakura])).toBe(false)
  })

  test('printed a receipt of another company, unless it goes by their name', () => {
    const other = { registrationNumber: 'T9999999999999' }
    expect(none(other, [minami, sakura])).toBe(true)
    expect(none({ ...other, name: 'フレッシュ玉葉' }, [minami, sakura])).toBe(true)
    expect(none({ ...other, name: 'ソラマメマート', branch: '北浜店' }, [minami, sakura])).toBe(false)
    expect(none(other, [minami], { ...sure, registrationNumber: false })).toBe(false)
  })

  test('can be said while one of them lists nothing to compare', () => {
    expect(none({ registrationNumber: 'T9999999999999', phone: '06-0298-6913' }, [minami, tamaba])).toBe(
      false,
    )
  })

  test('is said of no store that is matched, whatever is printed', () => {
    const random = seededRandom(20_261_130)
    const oneOf = <T>(...things: T[]) => things[Math.floor(random() * things.length)]!
    const anyStore = (_: unknown, id: number) =>
      StoreIdentity.parse({
        id: `${id}`,
        name: oneOf('ソラマメマート 南里店', 'ソラマメマート', 'ソラマメマート 北浜店', 'みなも書店', '玉葉'),
        registrationNumbers: oneOf([], ['T2775466381620'], ['T9999999999999']),
        phones: oneOf([], ['092-040-9108'], ['0120-57-2132'], ['06-0298-6913', '092-040-9108']),
        names: oneOf([], ['ソラマメマート']),
      })
    let matches = 0
    for (let n = 0; n < 3000; n++) {
      const stores = Array.from({ length: 1 + Math.floor(random() * 4) }, anyStore)
      const merchant = print({
        name: oneOf(null, 'ソラマメマート', 'みなも書店', 'ラマメマー'),
        branch: oneOf(null, '南里店', '北浜店', '桜木駅前店'),
        phone: oneOf(null, '092-040-9108', '0120-57-2132', '06-0298-6913', '045-017-5515'),
        registrationNumber: oneOf(null, 'T2775466381620', 'T9999999999999', 'T1111111111111'),
      })
      const store = matchStore(merchant, stores)
      if (store) matches++
      if (store) expect(isNoneOf(merchant, stores, sure), JSON.stringify([merchant, stores])).toBe(false)
    }
    expect(matches).toBeGreaterThan(300)
  })
})

describe('the phone decides where no T-number was read', () => {
  test('by its digits, and half a number is none', () => {
    expect(idOf({ phone: 'TEL 092 040 9108' }, [minami, sakura, tamaba])).toBe('minami')
    expect(idOf({ phone: '040-9108' }, [minami, sakura, tamaba])).toBe(null)
  })

  test('but not between two stores that share it', () => {
    const counter = { ...minami, id: 'counter', name: 'ソラマメカフェ 南里店' }
    expect(idOf({ phone: '092-040-9108' }, [minami, counter])).toBe(null)
    expect(idOf({ phone: '092-040-9108', name: 'ソラマメカフェ', branch: '南里店' }, [minami, counter])).toBe(
      'counter',
    )
  })
})

describe('the name decides where no number was read', () => {
  test.each([
    ['ソラマメマート', '南里店', 'minami'],
    ['ｿﾗﾏﾒﾏｰﾄ', '南里', 'minami'],
    ['ソラマメマート南里店', null, 'minami'],
    ['リラマメマート', '南里店', 'minami'],
    ['ソラマメマート', '北浜店', null],
    ['ソラマメマート', null, null],
    ['フレッシュ玉葉', '北浜店', 'tamaba'],
    ['drug yatsude', '北浜店', 'kita'],
    ['ドラッグヤツデ北浜', null, 'kita'],
    ['ドラッグやつで', '月ヶ丘店', null],
    ['フレッシュ', null, null],
    [null, '南里店', null],
  ])('%s %s → %s', (name, branch, id) => {
    expect(idOf({ name, branch }, [minami, sakura, tamaba, kita])).toBe(id)
  })

  test('not for another branch, however long the name that they share', () => {
    const long = StoreIdentity.parse({ id: 'long', name: 'ドラッグストアコスモスファーマシー 南里店' })
    expect(idOf({ name: 'ドラッグストアコスモスファーマシー', branch: '北浜店' }, [long])).toBe(null)
    expect(idOf({ name: 'ドラッグストアコスモスファーマシー', branch: '南里店' }, [long])).toBe('long')
  })

  test('of a bookshop, which is a shop by its name already', () => {
    const [osaka, kyoto] = ['みなも書店 大阪福島店', 'みなも書店 京都烏丸店'].map((name) =>
      StoreIdentity.parse({ id: name, name }),
    )
    expect(idOf({ name: 'みなも書店', branch: '大阪福島店' }, [osaka!, kyoto!])).toBe(osaka!.id)
    expect(idOf({ name: 'みなも書店', branch: '大阪' }, [osaka!, kyoto!])).toBe(null)
  })

  test('for the branch before its chain', () => {
    const nameOnly = StoreIdentity.parse({ id: 'nameOnly', name: 'ソラマメマート' })
    expect(idOf({ name: 'ソラマメマート', branch: '南里店' }, [nameOnly, minami])).toBe('minami')
    expect(idOf({ name: 'ソラマメマート', branch: '北浜店' }, [nameOnly, minami])).toBe('nameOnly')
  })

  test('not between two stores of one name', () => {
    expect(idOf({ name: 'フレッシュ玉葉' }, [tamaba, { ...tamaba, id: 'twin' }])).toBe(null)
  })
})

test('nothing read, or nobody to choose from, is no store', () => {
  expect(idOf({}, [minami, sakura, chain, tamaba])).toBe(null)
  expect(idOf({ registrationNumber: 'T2775466381620' }, [])).toBe(null)
})
