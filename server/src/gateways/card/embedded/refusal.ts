/** Why the embedded reader does not take a photo (CQ-33, CQ-34); the sentences are the law's. */
export type CardRefusalCode = 'CARD_EDGE_MISSING' | 'CARD_BLURRED' | 'CARD_GLARE' | 'CARD_TOO_DARK' | 'CARD_NOT_FOUND';

/** The photo is refused; the person may take another one at once. */
export class CardRefused extends Error {
  constructor(readonly code: CardRefusalCode) {
    super(code);
    this.name = 'CardRefused';
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
