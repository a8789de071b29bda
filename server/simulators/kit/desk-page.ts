import { escape, page } from './page';

const NAMES: Record<string, string> = {
  wechat: '微信',
  face: '人脸核验',
  sms: '短信',
  national: '全国证书平台',
  insurance: '社保',
  seal: '电子签章',
  card: '身份证识别',
};
const MODES: Record<string, string> = { ok: '正常', down: '断开', slow: '很慢', garbage: '乱答', wrong: '答错' };

/** The first page: where the demo phone is, and the fault switches for people. */
export const deskPage = (): string =>
  page(
    '外部系统模拟',
    `<h1>外部系统模拟</h1><p><a href="sms/phone">演示手机：查看短信和微信消息</a></p>
<p><a href="authenticator">演示验证器：主管部门工作人员的动态码</a></p>
<div class="card"><table id="faults">${Object.entries(NAMES)
      .map(([system, name]) => {
        const options = Object.entries(MODES).map(([mode, label]) => `<option value="${mode}">${label}</option>`);
        return `<tr><td>${escape(name)}</td><td><select name="${system}" aria-label="${escape(name)}">${options.join('')}</select></td></tr>`;
      })
      .join('')}</table></div><p><small>“很慢”会在三十秒后才回答；“答错”指格式正确、内容是假的。</small></p>`,
    `
const table = document.getElementById('faults');
fetch('_faults').then((answer) => answer.json()).then((all) => {
  for (const select of table.querySelectorAll('select')) select.value = all[select.name].mode;
});
table.addEventListener('change', (event) => fetch('_faults', {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ system: event.target.name, mode: event.target.value }),
}));
`,
  );
