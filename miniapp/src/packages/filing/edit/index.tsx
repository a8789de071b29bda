import Taro from '@tarojs/taro';
import { View } from '@tarojs/components';
import { useCallback, useState } from 'react';
import { filingRoutes as api, type Filing } from '@jzt/shared/contract/filing';
import { SITE_POSTS } from '@jzt/shared/domain/posts';
import { asApiError, type ApiError } from '@/api';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  ChoiceField,
  ErrorNotice,
  Facts,
  Notice,
  Page,
  Screen,
  StatusChip,
  stepsOf,
  Timeline,
  useConfirm,
} from '@/components';
import { openPdf } from '@/documents';
import { useAction, useQuery } from '@/hooks';
import { back, replace, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { NO_NUMBER } from '../components/desk-words';
import { FilingPhotos } from '../components/filing-photos';
import { PartField } from './part-field';
import { useFailure } from './use-failure';
import './index.scss';

type Post = keyof typeof SITE_POSTS;
const POSTS = (Object.keys(SITE_POSTS) as Post[]).map((value) => ({ value, title: SITE_POSTS[value] }));
const channel = process.env.TARO_ENV === 'h5' ? 'H5' : 'WEAPP';
const CHANGES = { changes: ['filing', 'account'] };

/** Back where it was opened from, or to the list when this page was the first. */
const toList = () => (Taro.getCurrentPages().length > 1 ? back() : replace(routes.filing.list));

function Form({ filing, put, onFail }: { filing: Filing; put: (next: Filing) => void; onFail: (error: ApiError) => void }) {
  const choose = useAction(api.choosePost, { changes: ['filing.listOfEnterprise'] });
  const submit = useAction(api.submit, CHANGES);
  const abandon = useAction(api.abandon, CHANGES);
  useFailure(choose.error, onFail);
  useFailure(submit.error, onFail);
  useFailure(abandon.error, onFail);
  const [letterError, setLetterError] = useState<ApiError>();
  const [dialog, ask] = useConfirm();
  const take = (next: Filing | undefined) => next && put(next);
  const send = async () => {
    abandon.reset();
    const next = await submit.run({ params: { id: filing.id }, body: { version: filing.version, channel } });
    take(next);
    if (next) await toList();
  };
  const end = async () => {
    const sure = await ask({
      title: `放弃${filing.name}的换证申请？`,
      text: '已上传的照片会删除。以后可以重新添加。',
      yes: '放弃',
      danger: true,
    });
    if (!sure) return;
    submit.reset();
    const next = await abandon.run({ params: { id: filing.id }, body: { version: filing.version } });
    if (next) await toList();
  };
  const download = async () => {
    setLetterError(undefined);
    try {
      await openPdf(api.letter, { params: { id: filing.id } }, `${filing.name}-承诺书.pdf`);
    } catch (error) {
      setLetterError(asApiError(error));
    }
  };
  const missing = filing.missing[0];
  return (
    <>
      {filing.reason && (
        <Notice tone="warn" title="被驳回，改好后可以重新提交">
          {`原因：${filing.reason}`}
        </Notice>
      )}
      <Card title="岗位">
        <ChoiceField
          label="换证岗位"
          required
          options={POSTS}
          value={filing.post as Post | undefined}
          placeholder="请选择岗位"
          onChange={(post) => void choose.run({ params: { id: filing.id }, body: { post } }).then(take)}
        />
        <ActionError error={choose.error} />
        {filing.objections.map((one) => (
          <Notice key={one.message} tone="bad" live>
            {one.message}
          </Notice>
        ))}
      </Card>
      <Card title="身份证和承诺书">
        <View className="filing-parts">
          <PartField filing={filing} part="idFront" onChange={put} onFail={onFail} />
          <PartField filing={filing} part="idBack" onChange={put} onFail={onFail} />
          <View className="filing-part">
            <Button className="filing-letter" kind="plain" disabled={!filing.post} onTap={() => void download()}>
              {filing.post ? '下载承诺书' : '选好岗位后下载承诺书'}
            </Button>
            {letterError && <ErrorNotice error={letterError} />}
            <PartField filing={filing} part="letter" hint="下载、打印，本人签字并盖换证公章，再拍照上传" onChange={put} onFail={onFail} />
          </View>
          <PartField filing={filing} part="portrait" hint="正面免冠、背景干净，会印在新证书上" onChange={put} onFail={onFail} />
        </View>
      </Card>
      {dialog}
      <BottomBar above={<ActionError error={submit.error ?? abandon.error} />}>
        <Button kind="danger" busy={abandon.busy} onTap={() => void end()}>
          放弃
        </Button>
        <Button busy={submit.busy} disabled={missing !== undefined || filing.objections.length > 0} onTap={() => void send()}>
          {missing ? `还缺${missing}` : filing.objections.length > 0 ? '不符合换证要求' : '提交审核'}
        </Button>
      </BottomBar>
    </>
  );
}

/** 换证信息 of one person (JX-07…JX-10, JX-20): every choice and photo is kept at once. */
export default function FilingEditPage() {
  const { id } = usePageParams(routes.filing.edit);
  const query = useQuery(api.viewOfEnterprise, { params: { id: id ?? '' } }, { enabled: id !== undefined });
  const { refetch } = query;
  const [moved, setMoved] = useState<ApiError>();
  // What was refused may have gone on elsewhere: the page shows what is so now, and why, also when there is nothing left to fill in.
  const onFail = useCallback(
    (error: ApiError) => {
      setMoved(error);
      if (!error.isUnanswered) void refetch();
    },
    [refetch],
  );
  const put = (next: Filing) => {
    setMoved(undefined);
    query.put(next);
  };
  return (
    <Page wide acting access={['ENTERPRISE_STAFF']}>
      <Screen state={query} skeleton="detail">
        {(filing) => {
          const inHand = filing.status === 'DRAFT' || filing.status === 'REJECTED';
          return (
            <>
              {!inHand && <ActionError error={moved} />}
              <Card title={filing.name} extra={<StatusChip status={filing.status}>{filing.statusZh}</StatusChip>}>
                <Facts
                  rows={[
                    { name: '身份证', value: filing.idNumberMasked },
                    { name: '原安全员证书', value: filing.oldNumber },
                    { name: '岗位', value: inHand ? undefined : filing.postZh },
                    { name: '证书编号', value: filing.certificateNo ?? NO_NUMBER },
                    { name: '说明', value: filing.certificateNote },
                    { name: '申请编号', value: filing.number },
                  ]}
                />
              </Card>
              <Card title="办理经过">
                <Timeline steps={stepsOf(filing.timeline)} />
              </Card>
              {inHand && channel === 'H5' && <Form filing={filing} put={put} onFail={onFail} />}
              {inHand && channel === 'WEAPP' && <Notice tone="note">修改和提交请用电脑浏览器办理；手机上可以看进度。</Notice>}
              {!inHand && <FilingPhotos filing={filing} />}
            </>
          );
        }}
      </Screen>
    </Page>
  );
}
