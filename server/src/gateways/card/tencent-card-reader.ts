import { isLocalDate, type LocalDate } from '@jzt/shared/domain/calendar';
import { parseIdNumber } from '@jzt/shared/domain/idNumber';
import * as z from 'zod/mini';
import { GatewayDown } from '../gateway-down';
import type { ProviderCall } from '../http';
import { tencentCloudAction, type TencentCloudOptions } from '../tencent-cloud';
import type { CardFault, CardReading, CardResult, IdCardReader } from './port';

export interface TencentCardReaderOptions extends TencentCloudOptions {
  /** Default ap-guangzhou. */
  region?: string;
}

const text = z.optional(z.nullable(z.string()));
const answerSchema = z.object({ Name: text, IdNum: text, ValidDate: text, AdvancedInfo: text });
const advancedSchema = z.object({ WarnInfos: z.optional(z.array(z.int())), Quality: z.optional(z.union([z.number(), z.string()])) });

/** Everything the provider can warn of; what it is not asked for it does not say. */
const WARNINGS = ['CopyWarn', 'BorderCheckWarn', 'ReshootWarn', 'DetectPsWarn', 'TempIdWarn', 'InvalidDateWarn', 'ReflectWarn', 'Quality'];
/** In the order in which one fault hides the next (O-17). -9100, a period of no legal length, is a date nobody can go by. */
const WARNED: readonly [CardFault, readonly number[]][] = [
  ['NOT_ORIGINAL', [-9102, -9103, -9104, -9106, -9108, -9110, -9100]],
  ['EDGE', [-9101, -9105]],
  ['GLARE', [-9107]],
];
/** Below this the provider itself calls a photo blurred. */
const SHARP_ENOUGH = 50;
const REFUSED: readonly [RegExp, CardFault][] = [
  [/^FailedOperation\.(ImageNoIdCard|CardSideError|IdCardInfoIllegal|ImageNoText)/, 'NOT_FOUND'],
  [/^FailedOperation\.(ImageBlur|OcrFailed|ImageSizeTooSmall)/, 'BLUR'],
];

/** Tencent Cloud 身份证识别, `IDCardOCR` 2018-11-19: the provider tells the side, reads it, and warns of what is wrong with the photo. */
export class TencentCardReader implements IdCardReader {
  constructor(private readonly options: TencentCardReaderOptions) {}

  async read(image: Buffer): Promise<CardResult> {
    const call: ProviderCall = { system: 'card', operation: 'IDCardOCR', timeoutMs: this.options.timeoutMs };
    const config = JSON.stringify(Object.fromEntries(WARNINGS.map((name) => [name, true])));
    const body = { ImageBase64: image.toString('base64'), Config: config };
    const action = { call, service: 'ocr', name: 'IDCardOCR', version: '2018-11-19', region: this.options.region ?? 'ap-guangzhou', body };
    const result = await tencentCloudAction(this.options, action, answerSchema);
    if (!result.ok) return { fault: faultOf(result.code) };
    const { Name, IdNum, ValidDate, AdvancedInfo } = result.response;
    const fault = warned(AdvancedInfo ?? '{}');
    if (fault) return { fault };
    const reading = portrait(Name ?? '', IdNum ?? '') ?? authority(ValidDate ?? '');
    return reading ? { reading } : { fault: 'BLUR' };
  }

  async close(): Promise<void> {
    // Nothing is kept open between two photos.
  }
}

function warned(advanced: string): CardFault | undefined {
  let content: unknown;
  try {
    content = JSON.parse(advanced);
  } catch {
    throw garbage();
  }
  const info = advancedSchema.safeParse(content);
  if (!info.success) throw garbage();
  const found = WARNED.find(([, codes]) => info.data.WarnInfos?.some((code) => codes.includes(code)));
  if (found) return found[0];
  return info.data.Quality !== undefined && Number(info.data.Quality) < SHARP_ENOUGH ? 'BLUR' : undefined;
}

const garbage = () => new GatewayDown('card', 'GARBAGE', 'IDCardOCR', 'ADVANCED_INFO');

function portrait(name: string, idNumber: string): CardReading | undefined {
  const parsed = parseIdNumber(idNumber);
  return name && parsed ? { side: 'portrait', name, idNumber: parsed.number } : undefined;
}

/** `2010.07.21-2020.07.21` or `2010.07.21-长期`. */
function authority(validDate: string): CardReading | undefined {
  const end = /^\d{4}\.\d{2}\.\d{2}-(?:(\d{4})\.(\d{2})\.(\d{2})|长期)$/.exec(validDate);
  if (!end) return undefined;
  const date = end[1] && `${end[1]}-${end[2]}-${end[3]}`;
  if (date && !isLocalDate(date)) return undefined;
  return { side: 'authority', validTo: (date as LocalDate | undefined) ?? '长期' };
}

function faultOf(code: string): CardFault {
  const fault = REFUSED.find(([pattern]) => pattern.test(code))?.[1];
  if (fault) return fault;
  throw new GatewayDown('card', /^(LimitExceeded|FailedOperation)/.test(code) ? 'BUSY' : 'CONFIGURATION', 'IDCardOCR', code);
}
