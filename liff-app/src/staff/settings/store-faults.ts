import { isWholePhone, phoneDigits, registrationDigits } from '@tamaru/domain'
import type { Fault } from '../form/find-faults.ts'
import type { Written } from '../form/form-path.ts'

/** What keeps a store from being saved: the API asks the same. */
export function storeFaults(store: Written): Fault[] {
  const faults: Fault[] = []
  const every = (key: string, isGood: (text: string) => boolean) =>
    ((store[key] ?? []) as string[]).every(isGood)
  if (!store.name)
    faults.push({
      path: 'name',
      missing: true,
      words: { ja: '入力してください', en: 'Still to be filled in' },
    })
  if (!every('registrationNumbers', (number) => registrationDigits(number) !== null))
    faults.push({
      path: 'registrationNumbers',
      missing: false,
      words: { ja: '登録番号はTと13桁です', en: 'A T-number has 13 digits' },
    })
  if (!every('phones', (phone) => isWholePhone(phoneDigits(phone) ?? '')))
    faults.push({
      path: 'phones',
      missing: false,
      words: { ja: '電話番号は10桁以上です', en: 'A phone number has 10 digits or more' },
    })
  return faults
}
