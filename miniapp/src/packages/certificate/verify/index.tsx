import { useEffect, useState } from 'react';
import { certificateRoutes, type Verification } from '@jzt/shared/contract/certificate';
import { Button, Card, ErrorNotice, ListRow, Notice, Page, TextField } from '@/components';
import { useAction } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { verifyCodeOf } from '@/opened-by-link';
import { routes } from '@/routes';
import { canScan, scan, type ScanProblem } from '@/scan';
import { useSharing } from '@/sharing';
import { ScanTrouble } from './scan-trouble';
import { Result } from './result';

/** What the address carries: `code` from /v/<code>, `scene` from a mini-program code, `q` from a plain link scanned in WeChat. */
const codeIn = ({ code, scene, q }: { code?: string; scene?: string; q?: string }): string | undefined =>
  code ?? scene ?? (q ? verifyCodeOf(q) : undefined);

/** 证书查验, for anybody and without an account (JS-10, JS-11, JS-23): scan, link, or number with name; always the live state. */
export default function Verify() {
  const code = codeIn(usePageParams(routes.certificate.verify));
  // Without the code that is looked at: it shows a person.
  useSharing(() => ({ title: '建证通：扫码或按编号查验证书真假', route: routes.certificate.verify }));
  const byCode = useAction(certificateRoutes.verify);
  const byNumber = useAction(certificateRoutes.verifyByNumber);
  const [result, setResult] = useState<Verification>();
  const [foreign, setForeign] = useState(false);
  const [trouble, setTrouble] = useState<ScanProblem>();
  const [number, setNumber] = useState('');
  const [name, setName] = useState('');

  const look = async (wanted: string) => {
    setForeign(false);
    setResult(undefined);
    setResult(await byCode.run({ body: { code: wanted } }));
  };
  const { run } = byCode;
  useEffect(() => {
    if (code) void run({ body: { code } }).then(setResult);
  }, [code, run]);

  const scanned = async () => {
    const { text, problem } = await scan();
    setTrouble(problem);
    if (!text) return;
    const found = verifyCodeOf(text);
    if (found) return look(found);
    byCode.reset();
    byNumber.reset();
    setResult(undefined);
    setForeign(true);
  };
  const typed = async () => {
    setForeign(false);
    setResult(undefined);
    setResult(await byNumber.run({ body: { number, name } }));
  };
  const error = byCode.error ?? (Object.keys(byNumber.fields).length > 0 ? undefined : byNumber.error);

  return (
    <Page>
      {foreign && (
        <Notice tone="bad" title="此码不是建证通证书码，谨防假冒网站" live>
          它指向别的地方，没有打开。假冒的查询网站很多，请不要打开，也不要在里面填个人信息。请让对方出示建证通里的证书二维码，或按编号和姓名查。
        </Notice>
      )}
      {byCode.busy && !result && (
        <Notice tone="still" live>
          正在查询…
        </Notice>
      )}
      <ErrorNotice
        error={error}
        action={
          byCode.error && code ? (
            <Button kind="plain" size="small" onTap={() => void look(code)}>
              再查一次
            </Button>
          ) : undefined
        }
      />
      {result && <Result verification={result} />}
      {canScan && (
        <Card title="扫二维码">
          <Button block onTap={() => void scanned()}>
            扫证书上的二维码
          </Button>
          {trouble && <ScanTrouble problem={trouble} />}
        </Card>
      )}
      <Card title="按编号查">
        <TextField
          label="证书编号"
          value={number}
          onChange={setNumber}
          max={40}
          hint="照证书上的写，汉字、字母和数字都要"
          error={byNumber.fields.number}
        />
        <TextField label="持证人姓名" value={name} onChange={setName} max={30} error={byNumber.fields.name} onDone={() => void typed()} />
        <Button block kind={canScan ? 'plain' : 'primary'} busy={byNumber.busy} onTap={() => void typed()}>
          查询
        </Button>
      </Card>
      <Card>
        <ListRow
          title="重复持证公示"
          hint="跨省重复持证、逾期没有注销的，公示5个工作日"
          onTap={() => void open(routes.certificate.notices)}
        />
      </Card>
      <Notice tone="still">
        {canScan
          ? '查到的是这一刻的状态。截图和复印件不能作为有效的证明。'
          : '查到的是这一刻的状态。也可以用手机相机或微信扫证书上的二维码，会直接打开这里。'}
      </Notice>
    </Page>
  );
}
