import { page } from '../kit/page';

/** 「演示手机」: the newest short messages and WeChat messages, renewed by itself. The number chosen stays in the page, out of every address. */
export const phonePage = (): string =>
  page(
    '演示手机',
    `<h1>演示手机</h1><p>这里是系统“发出”的短信和微信消息，最新的在最上面。</p>
<p><input id="phone" inputmode="numeric" maxlength="11" placeholder="只看这个手机号" aria-label="只看这个手机号"></p>
<div id="sms" aria-live="polite"></div><h1>微信消息</h1><div id="wechat"></div>`,
    `
const box = (id, items, empty) => {
  const parent = document.getElementById(id);
  parent.replaceChildren(...items.map(([head, body]) => {
    const card = document.createElement('div'); card.className = 'card';
    const small = document.createElement('small'); small.textContent = head;
    const text = document.createElement('p'); text.textContent = body;
    card.append(small, text); return card;
  }));
  if (items.length === 0) parent.textContent = empty;
};
const time = (iso) => new Date(iso).toLocaleString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' });
const refresh = async () => {
  const phone = document.getElementById('phone').value.trim();
  const sms = await (await fetch('outbox', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ phone }) })).json();
  box('sms', sms.messages.slice(0, 30).map((each) => [time(each.sentAt) + '　' + each.phone, each.text]), '还没有短信');
  const wechat = await (await fetch('../wechat/messages')).json();
  box('wechat', wechat.messages.slice(0, 30).map((each) => [time(each.sentAt), Object.values(each.data).join('　')]), '还没有微信消息');
};
const loop = () => refresh().catch(() => {}).finally(() => setTimeout(loop, 2000));
loop();
document.getElementById('phone').addEventListener('input', () => refresh().catch(() => {}));
`,
  );
