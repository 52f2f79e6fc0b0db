/** The refusals of photos, part of the catalogue: a phone, which looks at a photo before the server does, says the same. */
export const photoProblems = {
  photo_missing: {
    status: 400,
    title: { ja: '写真がありません', en: 'No photo was sent' },
    detail: {
      ja: 'レシートの写真を選んでください。',
      en: 'Choose a photo of the receipt (multipart field "photo").',
    },
  },
  photo_empty: {
    status: 400,
    title: { ja: '写真のファイルが空です', en: 'The file is empty' },
    detail: {
      ja: '写真を選び直すか、もう一度撮ってお送りください。',
      en: 'Choose the photo again, or take it once more, and send it.',
    },
  },
  photo_too_large: {
    status: 413,
    title: { ja: '写真が大きすぎます', en: 'The photo is too large' },
    detail: { ja: '15MBまでの写真をお送りください。', en: 'Send a photo of at most 15 MB.' },
  },
  photo_not_an_image: {
    status: 415,
    title: { ja: 'この形式の写真は読み取れません', en: 'This is not a photo that can be read' },
    detail: {
      ja: 'カメラで撮った写真(JPEG・PNG・WebP・HEIC)か、PDFのレシートをお送りください。',
      en: 'Send a photo as JPEG, PNG, WebP or HEIC, or a receipt as PDF.',
    },
  },
  photo_is_tiff: {
    status: 415,
    title: { ja: 'TIFF・RAW形式の写真は読み取れません', en: 'TIFF and raw photos cannot be read' },
    detail: {
      ja: '写真をJPEGで保存し直すか、カメラで撮り直してお送りください。',
      en: 'Save the photo as JPEG, or take it again, and send that.',
    },
  },
  photo_is_animation: {
    status: 415,
    title: { ja: 'GIFなどの動く画像は読み取れません', en: 'GIF and other moving pictures cannot be read' },
    detail: {
      ja: 'レシートをカメラで撮って、写真をお送りください。',
      en: 'Take a photo of the receipt and send that.',
    },
  },
  photo_is_video: {
    status: 415,
    title: { ja: '動画は読み取れません', en: 'Videos cannot be read' },
    detail: {
      ja: '動画ではなく、レシートの写真を撮ってお送りください。',
      en: 'Take a photo of the receipt instead and send that.',
    },
  },
  photo_unreadable: {
    status: 422,
    title: { ja: '写真のファイルが壊れているようです', en: 'The photo seems to be damaged' },
    detail: {
      ja: 'もう一度撮るか、別の写真を選んでお送りください。',
      en: 'Take it again, or choose another photo, and send that.',
    },
  },
  photo_not_stored: {
    status: 503,
    title: { ja: '写真を保存できませんでした', en: 'Your photo could not be stored' },
    detail: {
      ja: '写真はこちらに届いていません。消さずに残しておき、時間をおいてもう一度お送りください。',
      en: 'We do not have it. Please do not delete it: wait a while and send it again.',
    },
  },
  photo_not_drawn: {
    status: 404,
    title: { ja: 'まだ表示できません', en: 'This cannot be shown yet' },
    detail: {
      ja: 'HEICの写真とPDFは、読み取りのときに画像になります。読み取りが済むまでお待ちください。済んでも表示されないものは、開けないファイルです。',
      en: 'A HEIC photo or a PDF becomes a picture when it is read: wait until it has been. If it still is not shown, the file cannot be opened.',
    },
  },
  photo_not_available: {
    status: 503,
    title: { ja: '写真を開けませんでした', en: 'The photo cannot be opened just now' },
    detail: { ja: '少し待ってから、もう一度お試しください。', en: 'Wait a moment and try again.' },
  },
} as const
