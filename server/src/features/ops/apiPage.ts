import { contract } from '@jzt/shared/contract/index';
import type { RouteSpec } from '@jzt/shared/contract/route';
import { ROLE_LABELS, type Role } from '@jzt/shared/domain/roles';

const TITLES: Record<keyof typeof contract, string> = {
  session: '登录',
  account: '账号',
  phone: '登录手机号',
  province: '省份',
  identity: '实名认证',
  file: '照片',
  organisation: '机构与企业',
  employment: '聘用关系',
  passwordAccount: '账号密码登录',
  yearlyHours: '年度继续教育学时',
  clearing: '取消激活清理',
  filing: '安全员换证（企业申报）',
  application: '报名',
  review: '审核与社保核查',
  onsite: '现场报名',
  course: '课程',
  training: '班次',
  study: '学习',
  exam: '考试',
  passList: '合格人员名单',
  postTransfer: '安全员转岗',
  exemptClaim: '安全员C证免试申领',
  exchange: '换证（本人办理）',
  duplicate: '跨省重复持证',
  poster: '海报和小程序码',
  certificate: '证书与核验',
  continuingEducation: '继续教育',
  certificateService: '证书业务',
  inbox: '消息',
  deadLetter: '失败待办',
  clientFault: '程序错误上报',
};

const access = (route: RouteSpec) =>
  route.access === 'PUBLIC'
    ? '任何人'
    : route.access === 'SIGNED_IN'
      ? '已登录'
      : route.access.map((role: Role) => ROLE_LABELS[role]).join('、');

const row = (route: RouteSpec) =>
  `<tr><td><code>${route.method}</code></td><td><code>${route.path}</code></td><td>${route.summary}${route.idempotent ? ' <em>防重复</em>' : ''}</td><td>${access(route)}</td><td>${(route.errors ?? []).map((code) => `<code>${code}</code>`).join(' ')}</td></tr>`;

/** The contract as one readable page, no scripts. */
export function apiPage(): string {
  const sections = Object.entries(contract).map(
    ([key, routes]) =>
      `<h2 id="${key}">${TITLES[key as keyof typeof contract]}</h2><table><tr><th>方法</th><th>路径</th><th>说明</th><th>谁可以</th><th>可能的拒绝</th></tr>${Object.values(
        routes as Record<string, RouteSpec>,
      )
        .map(row)
        .join('')}</table>`,
  );
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>建证通 API</title>
<style>body{font:15px/1.7 system-ui,"Noto Sans CJK SC",sans-serif;max-width:1100px;margin:2rem auto;padding:0 1rem;color:#1c2733}table{width:100%;border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #dde3ea}code{font-size:13px;background:#f2f5f8;padding:.1em .35em;border-radius:4px}em{color:#0b6e4f;font-style:normal;font-size:12px}</style>
<h1>建证通 API</h1><p>机器可读的说明在 <a href="/openapi.json">/openapi.json</a>。除“任何人”外都要 <code>Authorization: Bearer</code>；标有“防重复”的写操作要 <code>Idempotency-Key</code>。错误一律为 <code>{code, message, ruleId?, fields?, requestId}</code>，<code>message</code> 可直接给人看。</p>${sections.join('')}</html>`;
}
