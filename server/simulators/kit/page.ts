/** Text made safe inside HTML. */
export const escape = (value: string): string =>
  value.replace(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? character,
  );

/** A page for a phone: large type, one column, follows the phone's light or dark setting. `body` is HTML. */
export function page(title: string, body: string, script = ''): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><title>${escape(title)}</title>
<style>
:root{color-scheme:light dark;--line:#8885;--soft:#8882}
body{font:18px/1.6 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif;margin:0 auto;max-width:34rem;padding:20px 16px 48px}
h1{font-size:24px;margin:.4em 0}p{margin:.5em 0}small{opacity:.75}
button,.button{display:block;width:100%;box-sizing:border-box;min-height:52px;margin:12px 0;font:inherit;font-size:19px;border-radius:12px;border:1px solid var(--line);cursor:pointer}
button.yes{background:#0a7d33;color:#fff;border-color:#0a7d33}button.no{background:#b3261e;color:#fff;border-color:#b3261e}
.card{background:var(--soft);border-radius:14px;padding:14px 16px;margin:14px 0}.banner{border-left:4px solid #c77700;padding:6px 12px;background:var(--soft)}
input,select{font:inherit;min-height:44px;padding:4px 10px;border-radius:10px;border:1px solid var(--line);max-width:100%;box-sizing:border-box}
table{width:100%;border-collapse:collapse}td{padding:6px 4px;border-bottom:1px solid var(--line)}
</style></head><body>
<p class="banner"><small>模拟服务，仅供演示和测试，不连接任何真实系统</small></p>
${body}
${script ? `<script>${script}</script>` : ''}</body></html>`;
}
