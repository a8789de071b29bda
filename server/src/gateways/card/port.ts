import { Provide } from '@midwayjs/core';
import type { AuthorityReading, PortraitReading } from './embedded/fields';

/**
 * What is wrong with a card photo (CQ-34, O-17). EDGE the frame is cut off or covered · BLUR · GLARE · DARK · NOT_FOUND no card to be seen
 * · NOT_ORIGINAL a copy, a photographed screen, a temporary or an electronic card.
 */
export type CardFault = 'EDGE' | 'BLUR' | 'GLARE' | 'DARK' | 'NOT_FOUND' | 'NOT_ORIGINAL';

/** What one side of an ID card says; each reader tells the side by itself. */
export type CardReading = Pick<PortraitReading, 'side' | 'name' | 'idNumber'> | Pick<AuthorityReading, 'side' | 'validTo'>;

/** Either the first fault found, or what the card says. */
export type CardResult = { fault: CardFault } | { reading: CardReading };

/** Judges and reads photos of ID cards (CQ-33…35): the embedded reader, or a provider over HTTP. */
@Provide()
export abstract class IdCardReader {
  /**
   * @param image a JPEG that the intake has cleaned
   * Throws `GatewayDown` (BUSY: too many wait) when nothing was decided about the photo: the same one may be sent again.
   */
  abstract read(image: Buffer): Promise<CardResult>;
  /** Ends what the reader keeps running. */
  abstract close(): Promise<void>;
}
