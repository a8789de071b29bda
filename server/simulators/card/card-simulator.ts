import type { Credential } from '../kit/credentials';
import { BadRequest, type Exchange, readObject, type Reply, type Route, type Simulator, text } from '../kit/http';
import { Store } from '../kit/store';
import { type ActionResult, tencentCloud } from '../kit/tencent-cloud';

/** What the provider sees on the next photos. */
interface Sight {
  fields: Record<string, string>;
  warnings: number[];
  quality: number;
  error?: string;
}

const NOTHING: Sight = { fields: {}, warnings: [], quality: 90, error: 'FailedOperation.ImageNoIdCard' };
const FIELDS = ['Name', 'Sex', 'Nation', 'Birth', 'Address', 'IdNum', 'Authority', 'ValidDate'];
/** Each warning is given only when the caller asked for its kind. */
const ASKED_BY: Record<number, string> = {
  [-9100]: 'InvalidDateWarn',
  [-9101]: 'BorderCheckWarn',
  [-9102]: 'CopyWarn',
  [-9103]: 'ReshootWarn',
  [-9104]: 'TempIdWarn',
  [-9105]: 'BorderCheckWarn',
  [-9106]: 'DetectPsWarn',
  [-9107]: 'ReflectWarn',
  [-9108]: 'CopyWarn',
};

/**
 * Tencent Cloud 身份证识别 (`IDCardOCR`, 2018-11-19) at /card. It cannot see: seed `{sees: {Name, IdNum, …} | {Authority, ValidDate},
 * warnings?: [-9101…], quality?: 0–100}` says what is on the photos that come next, or `{error: code}`; without a seed there is no card.
 * "wrong": the name of somebody else.
 */
export class CardSimulator implements Simulator {
  readonly name = 'card';
  readonly routes: Route[];
  private readonly store: Store<{ sight: Sight }>;

  constructor(
    private readonly credential: Credential,
    folder: string | undefined,
  ) {
    this.store = new Store(folder, 'card', { sight: NOTHING });
    this.routes = [{ method: 'POST', path: '/card/', system: 'card', side: 'api', handle: (exchange) => this.cloud(exchange) }];
  }

  seed(content: Record<string, unknown>): void {
    const { sees = {}, warnings = [], quality = 90, error } = content;
    if (typeof sees !== 'object' || sees === null || !Array.isArray(warnings) || typeof quality !== 'number')
      throw new BadRequest('a sight has sees, warnings and quality');
    const fields = Object.fromEntries(FIELDS.map((name) => [name, text(sees as Record<string, unknown>, name)]));
    this.store.state.sight = { fields, warnings: warnings.map(Number), quality, ...(typeof error === 'string' && { error }) };
    this.store.save();
  }

  private cloud(exchange: Exchange): Reply {
    return tencentCloud(exchange, this.credential, 'ocr', '2018-11-19', { IDCardOCR: (content) => this.look(content, exchange.wrong) });
  }

  private look(content: Record<string, unknown>, wrong: boolean): ActionResult {
    const image = Buffer.from(text(content, 'ImageBase64'), 'base64');
    // JPEG or PNG, as the provider takes them.
    if (!/^(ffd8ff|89504e47)/.test(image.subarray(0, 4).toString('hex'))) return { error: 'FailedOperation.ImageDecodeFailed' };
    const { fields, warnings, quality, error } = this.store.state.sight;
    if (error !== undefined) return { error };
    const config = readObject({ body: Buffer.from(text(content, 'Config') || '{}') } as Exchange);
    const WarnInfos = warnings.filter((code) => config[ASKED_BY[code] ?? ''] === true);
    return {
      ...fields,
      ...(wrong && fields.Name && { Name: '冒名顶' }),
      AdvancedInfo: JSON.stringify({ WarnInfos, ...(config.Quality === true && { Quality: quality }) }),
    };
  }
}
