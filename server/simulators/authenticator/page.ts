import { page } from '../kit/page';

/** 「演示验证器」: the codes of every account, renewed by themselves. An address or a secret that is typed in stays in the page. */
export const authenticatorPage = (): string =>
  page(
    '演示验证器',
    `<h1>演示验证器</h1><p>相当于手机上的“验证器”应用：登录页面要动态码时，看对应账号现在的6位数字。</p>
<p><input id="find" placeholder="找账号，如姓名或手机尾号" aria-label="找账号"></p>
<div id="codes"></div>
<h1>添加账号</h1><p>把绑定页面上的密钥和账号填在这里（相当于扫二维码）。</p>
<p><input id="account" placeholder="账号，如 李*（138****0041）" aria-label="账号"></p>
<p><input id="secret" placeholder="密钥，或整个 otpauth:// 地址" aria-label="密钥"></p>
<button id="add">添加</button><p id="said" aria-live="polite"></p>`,
    `
const post = async (path, body) => (await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }));
const of = (id) => document.getElementById(id);
const refresh = async () => {
  const { codes } = await (await post('authenticator/codes', {})).json();
  const found = codes.filter(({ account }) => account.includes(of('find').value.trim()));
  of('codes').replaceChildren(...found.map(({ account, code, left }) => {
    const card = document.createElement('div'); card.className = 'card';
    const small = document.createElement('small'); small.textContent = account + '　还有' + left + '秒';
    const shown = document.createElement('p'); shown.textContent = code.slice(0, 3) + ' ' + code.slice(3); shown.style.fontSize = '30px';
    card.append(small, shown); return card;
  }));
  if (found.length === 0) of('codes').textContent = codes.length ? '没有这个账号' : '还没有账号';
};
const loop = () => refresh().catch(() => {}).finally(() => setTimeout(loop, 1000));
loop();
of('find').addEventListener('input', () => refresh().catch(() => {}));
of('add').addEventListener('click', async () => {
  const typed = of('secret').value.trim().replace(/ /g, '');
  const label = encodeURIComponent('建证通') + ':' + encodeURIComponent(of('account').value.trim() || '未命名');
  const uri = typed.startsWith('otpauth:') ? typed : 'otpauth://totp/' + label + '?issuer=' + encodeURIComponent('建证通') + '&secret=' + typed;
  const answer = await post('authenticator/scan', { uri });
  of('said').textContent = answer.ok ? '已添加' : '密钥不对，请核对后再添加';
  if (answer.ok) of('secret').value = '';
  await refresh();
});
`,
  );
