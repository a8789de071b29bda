import * as z from 'zod/mini';
import { Id, IdParams, Instant, LocalDate, page, PersonName, Subject, TimelineEntry, Version } from './common';
import { route } from './route';

/** An e-certificate in its holder's wallet (QH-21). */
export const Certificate = z.object({
  id: Id,
  kind: z.string(),
  number: z.string(),
  titleZh: z.string(),
  subject: Subject,
  holderName: z.string(),
  idNumberMasked: z.string(),
  enterpriseName: z.optional(z.string()),
  status: z.string(),
  statusZh: z.string(),
  issuerZh: z.string(),
  issuedOn: LocalDate,
  validTo: z.optional(LocalDate),
  daysLeft: z.optional(z.int()),
  /** A paper of the same name was given out beside it (JS-02). */
  paperToo: z.optional(z.boolean()),
  /** It was not made by this platform, only recorded: the holder has the original, and there is no file to download. */
  recorded: z.optional(z.boolean()),
  territoryZh: z.string(),
  /** Continuing education keeps it alive in its province (QH-23, CQ-08). */
  keepsAlive: z.optional(z.boolean()),
  canActivate: z.boolean(),
  canDownload: z.boolean(),
  notice: z.optional(z.string()),
  timeline: z.array(TimelineEntry),
  /** It was issued under rules to be tried out. */
  demoRules: z.optional(z.boolean()),
  version: Version,
});
export type Certificate = z.output<typeof Certificate>;

/** What anybody sees who scans: live state, no full ID number, no phone (JS-10…JS-13). */
export const Verification = z.object({
  found: z.boolean(),
  message: z.string(),
  checkedAt: Instant,
  /** The sealed file's SHA-256, to compare with a file in hand. */
  fileSha256: z.optional(z.string()),
  certificate: z.optional(
    z.object({
      kind: z.string(),
      titleZh: z.string(),
      subject: Subject,
      number: z.string(),
      holderName: z.string(),
      idNumberMasked: z.string(),
      enterpriseName: z.optional(z.string()),
      status: z.string(),
      statusZh: z.string(),
      valid: z.boolean(),
      issuerZh: z.string(),
      issuedOn: LocalDate,
      validTo: z.optional(LocalDate),
      paperToo: z.optional(z.boolean()),
      recorded: z.optional(z.boolean()),
      territoryZh: z.string(),
      /** What it is worth beside the paper (JS-12), and where officials have to accept it (JS-13). */
      effectZh: z.string(),
      acceptedZh: z.optional(z.string()),
    }),
  ),
});
export type Verification = z.output<typeof Verification>;

export const certificateRoutes = {
  listMine: route({
    id: 'certificate.listMine',
    method: 'GET',
    path: '/api/certificates',
    access: ['WORKER'],
    summary: '我的证书',
    response: page(Certificate),
  }),
  view: route({
    id: 'certificate.view',
    method: 'GET',
    path: '/api/certificates/:id',
    access: ['WORKER'],
    summary: '证书详情',
    params: IdParams,
    response: Certificate,
  }),
  file: route({
    id: 'certificate.file',
    method: 'GET',
    path: '/api/certificates/:id/file',
    access: ['WORKER'],
    summary: '下载电子证书 PDF（QH-21、JS-14）',
    params: IdParams,
    binary: ['application/pdf'],
    errors: ['FILE_NOT_READY', 'NOT_MADE_HERE'],
  }),
  code: route({
    id: 'certificate.code',
    method: 'POST',
    path: '/api/certificates/:id/code',
    access: ['WORKER'],
    summary: '出示核验二维码',
    params: IdParams,
    response: z.object({ link: z.string() }),
  }),
  activate: route({
    id: 'certificate.activate',
    method: 'POST',
    path: '/api/certificates/:id/activate',
    access: ['WORKER'],
    summary: '激活证书（CQ-22）',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: Certificate,
    errors: ['IDENTITY_REQUIRED', 'ILLEGAL_TRANSITION'],
  }),
  verify: route({
    id: 'certificate.verify',
    method: 'POST',
    path: '/api/verify',
    access: 'PUBLIC',
    summary: '扫码或输入编码核验证书实时状态（JS-10、JS-11、JS-23）',
    body: z.object({ code: z.string().check(z.trim(), z.minLength(1), z.maxLength(600)) }),
    response: Verification,
  }),
  verifyByNumber: route({
    id: 'certificate.verifyByNumber',
    method: 'POST',
    path: '/api/verify/number',
    access: 'PUBLIC',
    summary: '按证书编号和姓名核验',
    body: z.object({
      number: z.string().check(z.trim(), z.minLength(4), z.maxLength(40)),
      name: PersonName('请填写持证人姓名'),
    }),
    response: Verification,
  }),
};
