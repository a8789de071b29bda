/** Why a card photo is not taken, each with what to do next (CQ-33, CQ-34; the error table of domain.md section 4). */
export const CARD_REFUSALS = {
  CARD_EDGE_MISSING: '身份证边框不完整，请重新拍摄',
  CARD_BLURRED: '照片模糊，请保持字体清晰',
  CARD_GLARE: '反光强烈，请关闭闪光灯',
  CARD_TOO_DARK: '光线太暗，请到明亮的地方重新拍摄',
  CARD_NOT_FOUND: '没有找到身份证，请拍摄本人有效的二代身份证原件',
} as const;

export type CardRefusalCode = keyof typeof CARD_REFUSALS;

/** The photo is refused; the person may take another one at once. */
export class CardRefused extends Error {
  readonly messageZh: string;

  constructor(readonly code: CardRefusalCode) {
    super(code);
    this.name = 'CardRefused';
    this.messageZh = CARD_REFUSALS[code];
  }
}

/** Nothing was decided about the photo: the reader is overloaded, was too slow, failed or crashed on it, or is closed. The same photo may be tried again. */
export class CardReaderUnavailable extends Error {
  constructor(
    readonly reason: 'BUSY' | 'TIMEOUT' | 'FAILED' | 'CRASHED' | 'CLOSED',
    cause?: string,
  ) {
    super(`card reader: ${reason}`, { cause });
    this.name = 'CardReaderUnavailable';
  }
}
