import { GatewayDown } from '../gateway-down';
import { CardReader, CardReaderUnavailable, CardRefused, type CardReading, type CardRefusalCode } from './embedded/reader';
import type { CardFault, CardResult, IdCardReader } from './port';

const FAULTS: Record<CardRefusalCode, CardFault> = {
  CARD_EDGE_MISSING: 'EDGE',
  CARD_BLURRED: 'BLUR',
  CARD_GLARE: 'GLARE',
  CARD_TOO_DARK: 'DARK',
  CARD_NOT_FOUND: 'NOT_FOUND',
};

/** The reader that comes with the server: a photo is judged by its pixels first and read when nothing is wrong. No photo leaves the house. */
export class EmbeddedCardReader implements IdCardReader {
  private readonly reader = new CardReader();

  async read(image: Buffer): Promise<CardResult> {
    try {
      const { fault } = await this.reader.judge(image);
      return fault ? { fault: FAULTS[fault] } : { reading: said(await this.reader.read(image)) };
    } catch (error) {
      if (error instanceof CardRefused) return { fault: FAULTS[error.code] };
      if (error instanceof CardReaderUnavailable)
        throw new GatewayDown('card', error.reason === 'BUSY' ? 'BUSY' : 'UNREACHABLE', 'read', error.reason);
      throw error;
    }
  }

  close(): Promise<void> {
    return this.reader.close();
  }
}

const said = (reading: CardReading) =>
  reading.side === 'portrait'
    ? { side: reading.side, name: reading.name, idNumber: reading.idNumber }
    : { side: reading.side, validTo: reading.validTo };
