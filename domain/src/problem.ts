import { photoProblems } from './photos/photo-problems.ts'

/**
 * The closed catalogue of refusals. Each is rendered as `application/problem+json` (RFC 9457) in one place
 * (`api/src/http/problem.ts`); the words tell a shopper what to do next, in Japanese first.
 */
export const problemCatalogue = {
  unauthenticated: {
    status: 401,
    title: { ja: 'ログインが必要です', en: 'Please log in' },
    detail: {
      ja: 'アプリを開き直して、もう一度お試しください。',
      en: 'Open the app again and try once more.',
    },
  },
  id_token_expired: {
    status: 401,
    title: { ja: 'ログインの期限が切れました', en: 'Your login has expired' },
    detail: { ja: 'もう一度ログインしてください。', en: 'Please log in again.' },
  },
  id_token_invalid: {
    status: 401,
    title: { ja: 'ログインを確認できませんでした', en: 'Your login could not be verified' },
    detail: {
      ja: 'LINEのトークからアプリを開き直してください。',
      en: 'Open the app again from the LINE chat.',
    },
  },
  signature_invalid: {
    status: 401,
    title: { ja: '署名が正しくありません', en: 'The signature is not valid' },
    detail: {
      ja: 'チャネルシークレットの設定を確認してください。',
      en: 'Check that LINE_CHANNEL_SECRET is the secret of this channel.',
    },
  },
  forbidden: {
    status: 403,
    title: { ja: '権限がありません', en: 'You may not do this' },
    detail: {
      ja: '管理者に権限の追加を依頼してください。',
      en: 'Ask an owner of this account to give you the role.',
    },
  },
  cross_site: {
    status: 403,
    title: { ja: 'ほかのサイトからの操作は受け付けていません', en: 'This came from another site' },
    detail: {
      ja: 'アプリを開き直して、もう一度お試しください。',
      en: 'Open the app again and try once more.',
    },
  },
  not_found: {
    status: 404,
    title: { ja: '見つかりませんでした', en: 'Not found' },
    detail: { ja: '前の画面に戻って、もう一度お試しください。', en: 'Go back and try again.' },
  },
  invalid_request: {
    status: 400,
    title: { ja: '送られた内容に誤りがあります', en: 'The request is not valid' },
    detail: {
      ja: '入力を確かめて、もう一度お送りください。',
      en: 'Check what you entered and send it again.',
    },
  },
  notice_missing: {
    status: 409,
    title: { ja: '応募の受付を準備しています', en: 'Entries are not open yet' },
    detail: {
      ja: 'キャンペーンの規約がまだ公開されていません。写真は手元に残して、後日もう一度お試しください。',
      en: 'The campaign’s terms are not published yet. Please keep the photo and try again another day.',
    },
  },
  use_stopped: {
    status: 409,
    title: { ja: 'ご利用を停止しています', en: 'You have stopped your use' },
    detail: {
      ja: '応募するには、アプリの設定で「利用を再開する」を押してください。',
      en: 'To enter again, press “Resume” in the app’s settings.',
    },
  },
  age_unknown: {
    status: 403,
    title: { ja: '年齢の確認が必要です', en: 'We have to know your age' },
    detail: {
      ja: 'アプリを開いて生年月日を入力してから、もう一度お試しください。',
      en: 'Open the app, tell us your date of birth, then try again.',
    },
  },
  too_young: {
    status: 403,
    title: { ja: '年齢の条件に届いていません', en: 'You are too young for this' },
    detail: {
      ja: '決められた年齢になってからご利用ください。生年月日がちがうときは、お店か主催者にお知らせください。',
      en: 'Wait until you are old enough. If your date of birth is wrong, tell the shop or the organiser.',
    },
  },
  not_meant: {
    status: 403,
    title: { ja: '対象の方に限らせていただいています', en: 'This is for certain people only' },
    detail: {
      ja: '条件を満たしてから、もう一度お試しください。',
      en: 'Try again once you are one of them.',
    },
  },
  birthday_known: {
    status: 409,
    title: { ja: '生年月日はすでにうかがっています', en: 'We know your date of birth already' },
    detail: {
      ja: 'ちがうときは、お店か主催者にお知らせください。',
      en: 'If it is wrong, ask the shop or the organiser to correct it.',
    },
  },
  idempotency_key_missing: {
    status: 400,
    title: { ja: 'もう一度お試しください', en: 'The header Idempotency-Key is missing' },
    detail: {
      ja: 'アプリを開き直して、もう一度お送りください。',
      en: 'Send a new random Idempotency-Key with every new upload, and the same one with its retries.',
    },
  },
  session_of_another: {
    status: 409,
    title: { ja: 'ほかの人がログインしています', en: 'Somebody else is logged in' },
    detail: {
      ja: 'アプリを開き直してください。写真は、撮った人がログインしたときに送られます。',
      en: 'Open the app again. The photo goes out when the person who took it is logged in.',
    },
  },
  idempotency_key_reused: {
    status: 422,
    title: { ja: '別の写真がすでに送られています', en: 'This Idempotency-Key belongs to another photo' },
    detail: { ja: 'もう一度写真を選んでお送りください。', en: 'Use a new key for a new photo.' },
  },
  body_too_large: {
    status: 413,
    title: { ja: '送られた内容が大きすぎます', en: 'The request is too large' },
    detail: {
      ja: '短くするか、いくつかに分けて、もう一度お送りください。',
      en: 'Shorten it or divide it, and send it again.',
    },
  },
  consent_text_changed: {
    status: 409,
    title: { ja: '説明が新しくなりました', en: 'The words have changed' },
    detail: {
      ja: '画面を開き直し、新しい説明を読んでからお選びください。',
      en: 'Open the page again, read the new words, and choose then.',
    },
  },
  ...photoProblems,
  entry_already_decided: {
    status: 409,
    title: { ja: 'この応募はすでに判定済みです', en: 'This entry has already been decided' },
    detail: { ja: '一覧を更新してください。', en: 'Reload the list.' },
  },
  entry_taken_back: {
    status: 409,
    title: { ja: 'この応募はもう確認待ちではありません', en: 'This entry does not wait any more' },
    detail: {
      ja: 'お客さまが写真を取り消したか、新しい写真を送りました。一覧を更新してください。',
      en: 'Its shopper took the photo back or sent a new one. Reload the list.',
    },
  },
  reopening_not_possible: {
    status: 409,
    title: { ja: 'この判定はやり直せません', en: 'This decision cannot be opened again' },
    detail: {
      ja: 'やり直せるのは、判定した本人が24時間以内に限ります。承認の取り消しは管理者に依頼してください。',
      en: 'Only whoever decided can, within 24 hours. To take an approval back later, ask a manager.',
    },
  },
  entry_not_approved: {
    status: 409,
    title: { ja: 'この応募は承認されていません', en: 'This entry has not been approved' },
    detail: {
      ja: '一覧を更新して、承認された応募を選んでください。',
      en: 'Reload the list, and choose an entry that has been approved.',
    },
  },
  appeal_used: {
    status: 409,
    title: { ja: '再確認の依頼は1回までです', en: 'You have already asked for a second look' },
    detail: {
      ja: 'この応募のページで、結果をご確認ください。',
      en: 'Open this entry again to see the result.',
    },
  },
  appeal_not_possible: {
    status: 409,
    title: { ja: 'この応募は再確認の対象ではありません', en: 'This entry cannot be looked at again' },
    detail: {
      ja: '応募の一覧で状態をご確認ください。',
      en: 'Open your list of entries to see how it stands.',
    },
  },
  receipt_already_credited: {
    status: 409,
    title: {
      ja: '同じレシートにすでにポイントが付いている可能性があります',
      en: 'This receipt may have been credited already',
    },
    detail: {
      ja: '似ている応募と見比べてください。別のレシートと確かめたときだけ、確認のうえ承認できます。',
      en: 'Check the entry that it is like. Approve only where they are two receipts, and confirm that you looked.',
    },
  },
  numbers_not_confirmed: {
    status: 409,
    title: { ja: '裏付けのない数字があります', en: 'Some numbers are not supported by the receipt' },
    detail: {
      ja: '写真を見て数字を直すか、そのままで正しいことを確認してから承認してください。',
      en: 'Check them on the photo, then correct them or confirm that they are right.',
    },
  },
  no_campaign_in_force: {
    status: 409,
    title: { ja: '公開中のキャンペーンがありません', en: 'No campaign is in force' },
    detail: {
      ja: 'キャンペーンを公開してから、もう一度判定してください。',
      en: 'Publish a campaign, then decide on this entry again.',
    },
  },
  entry_not_read_yet: {
    status: 409,
    title: { ja: 'まだ読み取り中です', en: 'This receipt is still being read' },
    detail: { ja: '少し待ってからお試しください。', en: 'Wait a moment and try again.' },
  },
  staff_exists: {
    status: 409,
    title: { ja: 'すでに登録されているスタッフです', en: 'This person is of the staff already' },
    detail: {
      ja: 'スタッフ一覧で、その人の権限を変更してください。',
      en: 'Choose this person in the list of staff and change what they may do there.',
    },
  },
  last_owner: {
    status: 409,
    title: { ja: '設定を変えられる人がいなくなります', en: 'Nobody would have the settings' },
    detail: {
      ja: '先に、最終日のないオーナーをほかに決めてください。',
      en: 'Choose another owner first, without a last day.',
    },
  },
  approval_needed: {
    status: 409,
    title: { ja: 'ほかの人の承認が必要です', en: 'Somebody else has to approve this' },
    detail: {
      ja: '承認を依頼してください。承認のあとに変更すると、もう一度依頼が必要です。',
      en: 'Ask for approval. After a change it has to be asked for again.',
    },
  },
  approval_own_work: {
    status: 409,
    title: { ja: '自分の作ったものは承認できません', en: 'Nobody approves their own work' },
    detail: {
      ja: '作成や依頼をしていない人に、承認をお願いしてください。',
      en: 'Ask somebody who has neither written in it nor asked for it.',
    },
  },
  approval_not_asked: {
    status: 409,
    title: { ja: '承認の依頼がありません', en: 'Nobody asked for this approval' },
    detail: {
      ja: '回答済みか、依頼のあとに内容が変わりました。画面を開き直してください。',
      en: 'It was answered, or the content has changed since. Open the page again.',
    },
  },
  approval_content_changed: {
    status: 409,
    title: {
      ja: 'ご覧になったあとに内容が変わりました',
      en: 'The content has changed since you looked at it',
    },
    detail: {
      ja: '画面を開き直し、今の内容を確かめてから回答してください。',
      en: 'Open the page again, look at what it says now, and answer then.',
    },
  },
  person_has_left: {
    status: 409,
    title: { ja: 'このお客さまは退会されました', en: 'This person has left' },
    detail: {
      ja: '本人につながる記録はすべて消えています。一覧を更新してください。',
      en: 'Nothing leads to them any more. Reload the list.',
    },
  },
  store_name_taken: {
    status: 409,
    title: { ja: '同じ名前の店舗があります', en: 'A store of this name exists' },
    detail: { ja: '支店名まで入れて、別の名前にしてください。', en: 'Choose another name, with the branch.' },
  },
  store_unknown: {
    status: 422,
    title: { ja: '店舗が見つかりません', en: 'There is no such store' },
    detail: {
      ja: '店舗一覧を更新して、選び直してください。',
      en: 'Reload the list of stores and choose again.',
    },
  },
  product_jan_taken: {
    status: 409,
    title: { ja: '同じJANコードの商品があります', en: 'A product with this JAN exists' },
    detail: {
      ja: '商品一覧でこのJANコードを検索し、その商品を使うか直してください。アーカイブした商品にあることもあります。',
      en: 'Search the products for this JAN, archived ones too, and use or change the one that has it.',
    },
  },
  reward_in_use: {
    status: 409,
    title: { ja: 'この特典のクーポンはまだ使われます', en: 'Coupons of this reward can still be used' },
    detail: {
      ja: 'お客さまが持っているクーポンがすべて使われるか期限が切れてから、アーカイブしてください。交換だけを止めるには「いま交換できる」を外します。',
      en: 'Wait until every coupon that people hold is used or has lapsed, then archive it. To stop exchanges alone, take it off offer.',
    },
  },
  segment_name_taken: {
    status: 409,
    title: { ja: 'この名前のセグメントはすでにあります', en: 'There is a segment of this name' },
    detail: { ja: '別の名前を付けてください。', en: 'Choose another name.' },
  },
  segment_in_use: {
    status: 409,
    title: { ja: 'このセグメントは使われています', en: 'This segment is in use' },
    detail: {
      ja: 'このセグメントを条件にしているセグメントから先に外してください。',
      en: 'Open the segments that name it and take it out of them first.',
    },
  },
  segment_rule_faulty: {
    status: 400,
    title: { ja: 'このルールは誰にも当てはまりません', en: 'This rule means nobody' },
    detail: {
      ja: 'なくなった商品・店舗・タグ・セグメントや、書き方の誤りを直してください。',
      en: 'Check the rule: take out what is gone, and mend what cannot be read.',
    },
  },
  attribute_key_taken: {
    status: 409,
    title: { ja: 'このキーの属性はすでにあります', en: 'There is an attribute of this key' },
    detail: {
      ja: '別のキーにするか、すでにある属性を使ってください。',
      en: 'Choose another key, or use the attribute that has it.',
    },
  },
  attribute_value_faulty: {
    status: 400,
    title: { ja: 'この属性に入れられない値です', en: 'This is no value of the attribute' },
    detail: {
      ja: '属性の種類と選択肢を確かめて、入れ直してください。',
      en: 'Check the kind of the attribute and its choices, and enter it again.',
    },
  },
  audience_name_taken: {
    status: 409,
    title: { ja: '同じ名前のオーディエンスがあります', en: 'There is an audience of this name' },
    detail: { ja: 'ほかの名前を付けてください。', en: 'Please choose another name.' },
  },
  audience_in_use: {
    status: 409,
    title: { ja: 'このオーディエンスは使われています', en: 'This audience is in use' },
    detail: {
      ja: 'このオーディエンスを条件にしているセグメントから先に外してください。',
      en: 'Open the segments that name it and take it out of them first.',
    },
  },
  line_audience_too_small: {
    status: 409,
    title: {
      ja: 'LINEのオーディエンスにするには人数が足りません',
      en: 'Too few people for an audience at LINE',
    },
    detail: {
      ja: '友だちが50人以上いるセグメントかオーディエンスを選んでください。第三者提供のときは、提供に同意した人だけを数えます。',
      en: 'Choose a segment or an audience of at least 50 friends. For a third party only those count who agreed to sharing.',
    },
  },
  contacts_not_set_up: {
    status: 409,
    title: { ja: '連絡先の鍵がまだ設定されていません', en: 'There is no key for contacts yet' },
    detail: {
      ja: 'サーバーの管理者に、CONTACT_KEYの設定を依頼してください。',
      en: 'Ask whoever runs the server to set CONTACT_KEY.',
    },
  },
  contact_faulty: {
    status: 400,
    title: { ja: '連絡先として読めません', en: 'This is no such contact' },
    detail: {
      ja: 'メールアドレス・電話番号・会員番号の書き方を確かめて、入れ直してください。',
      en: 'Check how the e-mail address, phone number or member number is written, and enter it again.',
    },
  },
  member_site_not_set_up: {
    status: 409,
    title: { ja: '会員サイトとの連携は準備中です', en: 'The member site is not connected yet' },
    detail: {
      ja: '準備ができるまで、しばらくお待ちください。',
      en: 'Please wait until it is, and try again another day.',
    },
  },
  member_number_faulty: {
    status: 400,
    title: { ja: '会員番号として読めません', en: 'This is no member number' },
    detail: {
      ja: '会員番号の書き方を確かめて、入れ直してください。',
      en: 'Check how the member number is written, and enter it again.',
    },
  },
  member_number_taken: {
    status: 409,
    title: {
      ja: 'この会員番号は、ほかのLINEアカウントとつながっています',
      en: 'This member number is linked with another LINE account',
    },
    detail: {
      ja: 'もう一方のLINEでつながりを解いてから、もう一度お試しください。心当たりがないときは、お問い合わせください。',
      en: 'End the link in the other LINE account and try again. If you do not know of one, please contact us.',
    },
  },
  member_linked_already: {
    status: 409,
    title: { ja: 'すでに会員番号とつながっています', en: 'You are linked with a member number already' },
    detail: {
      ja: '別の会員番号とつなぐには、先にアプリの設定で今のつながりを解いてください。',
      en: 'To be linked with another, open the app’s settings and end the link first.',
    },
  },
  link_token_unknown: {
    status: 409,
    title: { ja: '手続きの期限が切れました', en: 'This took too long, or was done already' },
    detail: {
      ja: 'アプリの設定から、もう一度「会員番号とつなぐ」を押してください。',
      en: 'Press “Link my member number” in the app’s settings again.',
    },
  },
  friendship_needed: {
    status: 409,
    title: { ja: '友だち追加が必要です', en: 'Add the account as a friend first' },
    detail: {
      ja: 'LINEでこのアカウントを友だちに追加してから、もう一度お試しください。',
      en: 'Add this account on LINE, and try again.',
    },
  },
  batch_undone: {
    status: 409,
    title: { ja: 'すでに元に戻されています', en: 'It has been undone already' },
    detail: {
      ja: 'もう一度行うには、最初からやり直してください。',
      en: 'Start again from the beginning to do it once more.',
    },
  },
  import_faulty: {
    status: 400,
    title: { ja: 'このファイルは取り込めません', en: 'This file cannot be taken in' },
    detail: {
      ja: '文字コード(UTF-8かShift_JIS)、見出し行と列の割り当てを確かめてください。',
      en: 'Check its encoding (UTF-8 or Shift_JIS), its line of heads, and what each column is.',
    },
  },
  import_taken: {
    status: 409,
    title: { ja: 'このファイルは取り込み済みです', en: 'This file has been taken in' },
    detail: {
      ja: 'もう一度取り込むには、ファイルを選び直してください。',
      en: 'Choose the file again to take it in once more.',
    },
  },
  import_forgotten: {
    status: 410,
    title: { ja: 'このファイルはもうありません', en: 'This file is kept no longer' },
    detail: { ja: 'ファイルをもう一度選んでください。', en: 'Choose the file again.' },
  },
  import_of_balances: {
    status: 400,
    title: { ja: 'ポイントの残高は取り込めません', en: 'Balances of points are not taken in' },
    detail: {
      ja: 'お金を受け取って発行した残高は扱いません。無償で付けるポイントは、予算から手動で付与してください。',
      en: 'What was paid for is never taken over. To give points for free, use a budget and give them by hand.',
    },
  },
  followers_not_told: {
    status: 409,
    title: { ja: 'LINEから友だちの一覧を受け取れません', en: 'LINE does not tell who the friends are' },
    detail: {
      ja: '友だちの一覧は認証済アカウントとプレミアムアカウントだけが受け取れます。認証を申請するか、ユーザーIDのファイルを取り込んでください。',
      en: 'Only verified and premium accounts are told. Ask for verification, or take in a file of user IDs.',
    },
  },
  label_name_taken: {
    status: 409,
    title: { ja: 'この名前のラベルはすでにあります', en: 'There is a label of this name' },
    detail: { ja: '別の名前を付けてください。', en: 'Choose another name.' },
  },
  tag_name_taken: {
    status: 409,
    title: { ja: 'この名前のタグはすでにあります', en: 'There is a tag of this name' },
    detail: {
      ja: '別の名前にするか、2つのタグをまとめてください。',
      en: 'Choose another name, or merge the two.',
    },
  },
  tag_name_faulty: {
    status: 400,
    title: { ja: 'この名前はタグに使えません', en: 'This is no name for a tag' },
    detail: {
      ja: '「分類/名前」の形で付けてください。',
      en: 'Choose a name of the form “group/name”.',
    },
  },
  product_in_use: {
    status: 409,
    title: { ja: 'この商品は使われています', en: 'This product is in use' },
    detail: {
      ja: '使っているキャンペーンやオファーから先に外してください。',
      en: 'Choose another product in the campaigns and offers that name it first.',
    },
  },
  product_merged: {
    status: 409,
    title: { ja: '統合済みの商品です', en: 'This product is merged into another' },
    detail: {
      ja: '商品一覧を更新し、統合先の商品を選ぶか、先に統合を取り消してください。',
      en: 'Reload the products, and choose the one it was merged into, or undo the merge first.',
    },
  },
  product_unknown: {
    status: 422,
    title: { ja: '商品が見つかりません', en: 'There is no such product' },
    detail: {
      ja: '商品一覧にある商品を、その番号かJANコードで指定してください。',
      en: 'Choose products of the account, by their ids or JANs.',
    },
  },
  points_not_enough: {
    status: 409,
    title: { ja: 'ポイントが足りません', en: 'There are not enough points' },
    detail: {
      ja: 'ためたポイントの範囲で選んでください。',
      en: 'Choose something within the points on your card.',
    },
  },
  allotment_below_used: {
    status: 409,
    title: { ja: 'すでに使われた数より少なくできません', en: 'More than that is used already' },
    detail: {
      ja: '使用済みの数以上の値を入れてください。',
      en: 'Check how much has been used, and enter at least that.',
    },
  },
  campaign_slug_taken: {
    status: 409,
    title: { ja: '同じ名前のキャンペーンがあります', en: 'There is a campaign of this name' },
    detail: { ja: '別の短い名前を付けてください。', en: 'Choose another short name.' },
  },
  campaign_has_ended: {
    status: 409,
    title: { ja: 'このキャンペーンは終了しています', en: 'This campaign has ended' },
    detail: {
      ja: '続けるときは、新しいキャンペーンを作ってください。',
      en: 'To go on, open a new campaign.',
    },
  },
  campaign_not_over: {
    status: 409,
    title: { ja: 'このキャンペーンはまだ終わっていません', en: 'This campaign is not over' },
    detail: {
      ja: '「終了する」で終わらせ、その日の応募の受付が済んでから、アーカイブしてください。',
      en: 'End it, wait until the day has passed on which it takes entries last, and then archive it.',
    },
  },
  campaign_entries_open: {
    status: 409,
    title: { ja: 'まだ判定していない応募があります', en: 'Entries of it are not decided yet' },
    detail: {
      ja: '「確認」の画面で残りの応募を判定してから、アーカイブしてください。',
      en: 'Decide those that wait in the review queue, and then archive it.',
    },
  },
  campaign_chance_open: {
    status: 409,
    title: { ja: '抽選がまだ済んでいません', en: 'Its draws are not over yet' },
    detail: {
      ja: 'すべての抽選を行い、秘密の値を公開してから、アーカイブしてください。',
      en: 'Draw every prize, make the secret public, and archive it again.',
    },
  },
  draft_changed_meanwhile: {
    status: 409,
    title: { ja: '下書きがほかの人に変更されました', en: 'Somebody else has changed the draft' },
    detail: {
      ja: '下書きを読み込み直して、変更をもう一度入れてください。',
      en: 'Reload the draft and make your change again.',
    },
  },
  draft_has_faults: {
    status: 422,
    title: { ja: '下書きに誤りがあります', en: 'The draft has faults' },
    detail: {
      ja: '誤りを直してから、もう一度公開してください。',
      en: 'Mend what is named, then publish again.',
    },
  },
  template_changed_meanwhile: {
    status: 409,
    title: { ja: '文面がほかの人に変更されました', en: 'Somebody else has changed these words' },
    detail: {
      ja: '文面を読み込み直して、変更をもう一度入れてください。',
      en: 'Reload the words and make your change again.',
    },
  },
  template_has_faults: {
    status: 422,
    title: { ja: '文面に誤りがあります', en: 'The words have faults' },
    detail: {
      ja: '誤りを直してから、もう一度保存してください。',
      en: 'Mend what is named, then save again.',
    },
  },
  budget_closed: {
    status: 409,
    title: { ja: 'この予算は終わりました', en: 'This budget has ended' },
    detail: { ja: 'ほかの予算をお選びください。', en: 'Choose another budget.' },
  },
  budget_not_open: {
    status: 409,
    title: { ja: 'この予算はまだ使えません', en: 'This budget has not begun' },
    detail: {
      ja: '開始日を待つか、ほかの予算をお選びください。',
      en: 'Wait for its first day, or choose another budget.',
    },
  },
  budget_used_up: {
    status: 409,
    title: { ja: '予算が足りません', en: 'The budget has not got so much left' },
    detail: {
      ja: '数を減らすか、予算の上限を引き上げてください。',
      en: 'Choose less, or raise the limit of the budget first.',
    },
  },
  budget_unit_differs: {
    status: 422,
    title: { ja: 'この予算からは引き出せません', en: 'This budget cannot be drawn from for that' },
    detail: {
      ja: 'ポイントはポイントの予算から、特典の費用は円の予算から選んでください。',
      en: 'Choose a budget of points for points, and one of yen for what a reward costs.',
    },
  },
  budget_name_taken: {
    status: 409,
    title: { ja: '同じ名前の予算があります', en: 'A budget of this name exists' },
    detail: { ja: '別の名前にしてください。', en: 'Choose another name.' },
  },
  staff_unknown: {
    status: 422,
    title: { ja: 'そのスタッフは登録されていません', en: 'This person is not of the staff' },
    detail: { ja: 'スタッフ一覧から選び直してください。', en: 'Choose again from the list of staff.' },
  },
  grant_key_reused: {
    status: 422,
    title: {
      ja: '別のポイント付与がすでに送られています',
      en: 'This Idempotency-Key belongs to another grant',
    },
    detail: { ja: '画面を開き直して、もう一度お試しください。', en: 'Use a new key for a new grant.' },
  },
  prize_over_cap: {
    status: 422,
    title: { ja: '景品表示法の限度額を超えています', en: 'The prizes are over a cap of the law' },
    detail: {
      ja: '景品の計画を見直すか、責任者の氏名と理由を付けてオーナーが公開してください。',
      en: 'Change the prizes, or ask an owner to publish with the name and the reason of who answers for it.',
    },
  },
  prize_cap_unknown: {
    status: 422,
    title: {
      ja: '景品表示法の限度額が分かりません',
      en: 'What the law allows for this purchase cannot be told',
    },
    detail: {
      ja: 'レシートの合計を確かめるか、責任者の氏名と理由を付けてオーナーが付与してください。',
      en: 'Check the total of the receipt, or ask an owner to give them with the name and the reason of who answers for it.',
    },
  },
  survey_already_answered: {
    status: 409,
    title: { ja: 'アンケートは回答済みです', en: 'You have already answered' },
    detail: { ja: 'ご協力ありがとうございました。', en: 'Thank you for your answer.' },
  },
  reward_not_on_offer: {
    status: 409,
    title: { ja: 'この特典は今は交換できません', en: 'This reward cannot be exchanged now' },
    detail: {
      ja: '交換できる期間を確かめるか、ほかの特典を選んでください。',
      en: 'Check the period in which it can be exchanged, or choose another reward.',
    },
  },
  reward_sold_out: {
    status: 409,
    title: { ja: 'この特典は在庫がなくなりました', en: 'This reward is sold out' },
    detail: {
      ja: 'ポイントは減っていません。ほかの特典を選んでください。',
      en: 'No points were taken. Choose another reward.',
    },
  },
  reward_budget_used_up: {
    status: 409,
    title: {
      ja: 'この特典は予定の数に達しました',
      en: 'As many of this reward as were planned have been given',
    },
    detail: {
      ja: 'ポイントは減っていません。ほかの特典を選ぶか、また後日お試しください。',
      en: 'No points were taken. Choose another reward, or try again another day.',
    },
  },
  reward_limit_reached: {
    status: 409,
    title: { ja: 'この特典を交換できる回数に達しました', en: 'You have had this reward as often as you may' },
    detail: { ja: 'ほかの特典を選んでください。', en: 'Choose another reward.' },
  },
  reward_codes_invalid: {
    status: 422,
    title: { ja: 'コードの一覧に誤りがあります', en: 'The list of codes is not valid' },
    detail: {
      ja: '示された行を直して、もう一度お送りください。',
      en: 'Correct the lines that are named and send it again.',
    },
  },
  exchange_key_reused: {
    status: 422,
    title: {
      ja: '別の特典の交換がすでに送られています',
      en: 'This Idempotency-Key belongs to another exchange',
    },
    detail: {
      ja: 'クーポンの一覧を確かめてから、もう一度お試しください。',
      en: 'Use a new key for a new exchange.',
    },
  },
  coupon_used: {
    status: 409,
    title: { ja: 'このクーポンは使用済みです', en: 'This coupon has been used' },
    detail: {
      ja: '心当たりがないときは、お店のスタッフにこの画面を見せてください。',
      en: 'If that was not you, ask the staff of the shop to look at this screen.',
    },
  },
  coupon_lapsed: {
    status: 409,
    title: { ja: 'このクーポンは有効期限が切れています', en: 'This coupon has lapsed' },
    detail: { ja: '有効期限内のクーポンを選んでください。', en: 'Choose a coupon that is still valid.' },
  },
  coupon_cancelled: {
    status: 409,
    title: { ja: 'このクーポンは取り消されています', en: 'This coupon was cancelled' },
    detail: {
      ja: 'ポイントは戻っています。ポイントカードで残高を確かめてください。',
      en: 'Its points are back. Check the balance on your card.',
    },
  },
  coupon_not_cancellable: {
    status: 409,
    title: { ja: 'このクーポンはアプリでは取り消せません', en: 'This coupon cannot be cancelled in the app' },
    detail: {
      ja: '取り消したいときは、主催者にお問い合わせください。',
      en: 'If you want it cancelled, please ask the organiser.',
    },
  },
  draw_too_early: {
    status: 409,
    title: { ja: 'まだ抽選できる日ではありません', en: 'The day of this draw has not come' },
    detail: { ja: '抽選日になってから、もう一度お試しください。', en: 'Wait until that day and try again.' },
  },
  draw_already_frozen: {
    status: 409,
    title: { ja: '抽選券はすでに確定しています', en: 'The tickets of this draw are fixed already' },
    detail: { ja: '画面を更新して、次の手順に進んでください。', en: 'Reload and go on with the next step.' },
  },
  draw_not_frozen: {
    status: 409,
    title: { ja: '抽選券がまだ確定していません', en: 'The tickets of this draw are not fixed yet' },
    detail: { ja: '先に抽選券を確定してください。', en: 'Fix the tickets first, then try again.' },
  },
  draw_already_drawn: {
    status: 409,
    title: { ja: 'この抽選はすでに行われています', en: 'This draw has been drawn already' },
    detail: { ja: '画面を更新して、結果を確かめてください。', en: 'Reload to see the result.' },
  },
  draw_public_value_missing: {
    status: 422,
    title: { ja: '公開情報の値が必要です', en: 'This draw needs the value of its public source' },
    detail: {
      ja: '抽選券を確定したときに決めた公開情報の値を入れてください。',
      en: 'Check the source that was named when the tickets were fixed, and send its value.',
    },
  },
  draw_not_over: {
    status: 409,
    title: { ja: 'まだ秘密の値を公開できません', en: 'The secret cannot be revealed yet' },
    detail: {
      ja: '応募期間が終わり、すべての応募の判定とすべての抽選が済んでから、もう一度お試しください。',
      en: 'Wait until entries have closed, every entry is decided and every draw is drawn, then try again.',
    },
  },
  draw_secret_revealed: {
    status: 409,
    title: {
      ja: 'このキャンペーンの抽選はすでに公開済みです',
      en: 'The draws of this campaign are public already',
    },
    detail: {
      ja: '新しい賞品や抽選には、新しいキャンペーンを作ってください。',
      en: 'Open a new campaign for new prizes or draws.',
    },
  },
  alias_already_decided: {
    status: 409,
    title: { ja: 'この別名の候補は処理済みです', en: 'This alias candidate has been dealt with' },
    detail: { ja: '一覧を更新してください。', en: 'Reload the list.' },
  },
  alias_not_replayed: {
    status: 409,
    title: {
      ja: '過去のレシートでの確認がまだです',
      en: 'The alias has not been replayed over what is there now',
    },
    detail: {
      ja: '「過去のレシートで確認」を実行してから、もう一度お試しください。',
      en: 'Replay it over the receipts so far, check what it changes, then accept it.',
    },
  },
  alias_conflicts: {
    status: 409,
    title: { ja: '過去の判定と食い違います', en: 'Entries were decided otherwise' },
    detail: {
      ja: '食い違う応募を確認し、採用する場合は理由を書いてください。',
      en: 'Check the entries that conflict; to accept it all the same, say why.',
    },
  },
  too_many_requests: {
    status: 429,
    title: { ja: '短い間に操作が続いています', en: 'Too many requests' },
    detail: { ja: '{wait}待ってから、もう一度お試しください。', en: 'Wait {wait} and try again.' },
  },
  too_many_runs: {
    status: 429,
    title: { ja: '同時に実行できる数に達しています', en: 'As much is being worked out as may be at once' },
    detail: {
      ja: '実行中のものが終わってから、もう一度お試しください。',
      en: 'Wait until one of them has ended and try again.',
    },
  },
  run_failed: {
    status: 500,
    title: { ja: '最後まで実行できませんでした', en: 'It could not be worked out' },
    detail: {
      ja: '何も変わっていません。もう一度実行してください。それでも終わらないときは、サーバーの管理者に連絡してください。',
      en: 'Nothing was changed. Try again; if it fails once more, ask whoever runs the server.',
    },
  },
  too_busy: {
    status: 503,
    title: { ja: 'ただいま混み合っています', en: 'The service is busy' },
    detail: {
      ja: '{wait}待ってから、もう一度お送りください。',
      en: 'Wait {wait} and send it again.',
    },
  },
  took_too_long: {
    status: 503,
    title: { ja: '時間がかかりすぎています', en: 'This is taking too long' },
    detail: {
      ja: '{wait}待ってから画面を更新し、結果を確かめてください。',
      en: 'Wait {wait}, then reload and check whether it was done.',
    },
  },
  line_unavailable: {
    status: 503,
    title: { ja: 'LINEに接続できません', en: 'LINE cannot be reached' },
    detail: { ja: '少し待ってから、もう一度お試しください。', en: 'Wait a moment and try again.' },
  },
  temporarily_unavailable: {
    status: 503,
    title: { ja: 'ただいま混み合っています', en: 'Not available right now' },
    detail: { ja: '少し待ってから、もう一度お試しください。', en: 'Wait a moment and try again.' },
  },
  unexpected: {
    status: 500,
    title: { ja: '問題が発生しました', en: 'Something went wrong' },
    detail: {
      ja: '処理が済んだかどうかを確認できませんでした。少し待ってから、もう一度お試しください。',
      en: 'We cannot tell whether it went through. Wait a moment and try again.',
    },
  },
} as const satisfies Record<string, ProblemText>

interface ProblemText {
  status: number
  title: { ja: string; en: string }
  detail: { ja: string; en: string }
}

export type ProblemKind = keyof typeof problemCatalogue

export type ProblemExtra = { wait_s?: number } & Record<string, string | number | readonly object[]>

/** Returns the words of a refusal. Where they tell how long to wait and nobody knows (`wait_s`), it is a moment. */
export function tellProblem(
  kind: ProblemKind,
  language: 'ja' | 'en',
  wait_s?: number,
): { title: string; detail: string } {
  const { title, detail } = problemCatalogue[kind]
  return { title: title[language], detail: detail[language].replace('{wait}', tellWait(language, wait_s)) }
}

function tellWait(language: 'ja' | 'en', wait_s: number | undefined): string {
  if (wait_s === undefined) return language === 'ja' ? '少し' : 'a moment'
  const inMinutes = wait_s > 90
  const count = Math.max(1, Math.ceil(inMinutes ? wait_s / 60 : wait_s))
  if (language === 'ja') return `${count}${inMinutes ? '分' : '秒'}`
  return `${count} ${inMinutes ? 'minute' : 'second'}${count === 1 ? '' : 's'}`
}

/**
 * The one class of refusals. `note` is English, for engineers, and holds no personal data. `extra` are members that the
 * answer carries beside the words, for the person who is refused; `wait_s` among them is when to come again. `cause` is for
 * the log alone.
 */
export class ProblemError extends Error {
  readonly kind: ProblemKind
  readonly note: string | undefined
  readonly extra: ProblemExtra
  constructor(kind: ProblemKind, note?: string, extra: ProblemExtra = {}, cause?: unknown) {
    super(note ? `${kind}: ${note}` : kind, { cause })
    this.name = 'ProblemError'
    this.kind = kind
    this.note = note
    this.extra = extra
  }
}
