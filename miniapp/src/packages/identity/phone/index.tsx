import { useState } from 'react';
import { phoneRoutes as api, type PhoneDesk } from '@jzt/shared/contract/phone';
import { Button, Card, Facts, Notice, Page, Screen, SectionTitle } from '@/components';
import { useQuery } from '@/hooks';
import { back } from '@/navigation';
import { NewPhone } from './new-phone';
import { ByFace, BySms } from './proof';
import './index.scss';

/** 更换手机号: first that it is the person, by the phone until now or by face, then the new phone with a code of its own. */
export default function PhonePage() {
  const desk = useQuery(api.desk, {});
  const [changed, setChanged] = useState(false);
  const answer = (next: PhoneDesk) => desk.put(next);
  return (
    <Page access="SIGNED_IN">
      <Screen state={desk} skeleton="detail">
        {(each) =>
          changed ? (
            <>
              <Notice tone="ok" title="手机号已更换" live>
                {`以后用${each.phoneMasked ?? '新手机号'}登录。别的设备已退出登录，审核结果和提醒发到新号码。`}
              </Notice>
              <Card>
                <Button block onTap={() => void back()}>
                  返回
                </Button>
              </Card>
            </>
          ) : (
            <>
              <Card title="现在的登录手机号">
                <Facts rows={[{ name: '手机号', value: each.phoneMasked ?? '未绑定' }]} />
              </Card>
              {each.provenUntil ? (
                <NewPhone
                  until={each.provenUntil}
                  onOver={() => void desk.refetch()}
                  onChanged={(next) => {
                    answer(next);
                    setChanged(true);
                  }}
                />
              ) : (
                <>
                  <SectionTitle>第1步：确认是您本人，选一种</SectionTitle>
                  {each.bySms && <BySms phone={each.phoneMasked ?? ''} onProven={answer} />}
                  {each.byFace && <ByFace desk={each} onAnswer={answer} />}
                  {!each.byFace && (
                    <Notice tone="still">旧手机号收不到短信、又没有做过实名认证的：直接用新手机号登录就可以，原来的账号里没有业务。</Notice>
                  )}
                </>
              )}
            </>
          )
        }
      </Screen>
    </Page>
  );
}
