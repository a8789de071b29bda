import { useState } from 'react';
import { postTransferRoutes as api } from '@jzt/shared/contract/postTransfer';
import { ActionError, BottomBar, Button, Card, Notice, Options, Page, Portrait, Screen, Tick, useConfirm } from '@/components';
import { useAction, useQuery } from '@/hooks';
import { replace } from '@/navigation';
import { routes } from '@/routes';

/** 去选岗: one of eight posts, for ever (CQ-18, CQ-37). Ticked, then asked by name: no single tap decides. */
export default function ChoosePost() {
  const desk = useQuery(api.desk, {});
  const choose = useAction(api.choose, { changes: ['postTransfer', 'account'] });
  const [dialog, ask] = useConfirm();
  const [post, setPost] = useState<string>();
  const [photo, setPhoto] = useState<string | null>();
  const [known, setKnown] = useState(false);
  const [tried, setTried] = useState(false);
  const missing = !post
    ? '请先选择一个岗位。'
    : !photo
      ? '请上传本人照片，会印在新证书上。'
      : !known
        ? '请先勾选，确认您知道选择后无法更改。'
        : undefined;
  const send = async () => {
    setTried(true);
    if (missing || !post || !photo) return;
    const { labelZh } = desk.data!.posts.find((one) => one.code === post)!;
    const sure = await ask({
      title: `选择“${labelZh}”？`,
      text: `岗位选择后无法更改，任何人都改不了。确认后做人脸识别，再学习${labelZh}的课程。`,
      yes: '就选这个岗位',
      no: '再看看',
      danger: true,
    });
    if (!sure) return;
    if (await choose.run({ body: { post, portraitFileId: photo } })) await replace(routes.transfer.home);
  };
  return (
    <Page
      access={['WORKER']}
      footer={
        desk.data?.offered &&
        !desk.data.transfer && (
          <BottomBar
            above={
              choose.error ? (
                <ActionError error={choose.error} />
              ) : (
                tried &&
                missing && (
                  <Notice tone="bad" live>
                    {missing}
                  </Notice>
                )
              )
            }
          >
            <Button block busy={choose.busy} onTap={() => void send()}>
              选择这个岗位
            </Button>
          </BottomBar>
        )
      }
    >
      <Screen
        state={desk}
        isEmpty={(each) => !each.offered || each.transfer !== undefined}
        empty={{ title: '现在不能选岗', hint: '请返回上一页，看看为什么和下一步怎么办。' }}
      >
        {(each) => (
          <>
            <Notice tone="warn" title="岗位选择后无法更改">
              八个岗位选一个。选好以后学这个岗位的课程，换这个岗位的证书。
            </Notice>
            <Card title="选择岗位">
              <Options
                options={each.posts.map(({ code, labelZh, dutyZh }) => ({ value: code, title: labelZh, hint: dutyZh }))}
                value={post}
                onChoose={setPost}
              />
            </Card>
            <Card title="新证书上的照片">
              <Portrait fileId={photo ?? undefined} onUploaded={setPhoto} />
            </Card>
            <Card>
              <Tick checked={known} onChange={setKnown}>
                我已看清楚，知道岗位选择后无法更改
              </Tick>
            </Card>
          </>
        )}
      </Screen>
      {dialog}
    </Page>
  );
}
