import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { accountRoutes as api, type AuditEntry } from '@jzt/shared/contract/account';
import { Button, Card, MoreRow, Notice, Page, Screen, StatusChip, TextField } from '@/components';
import { formatTime } from '@/format';
import { usePages } from '@/hooks';
import { usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';
import { auditWords } from './words';
import { ExportCard } from './export-card';
import './index.scss';

const SUBJECT = /^[0-9a-f]{24}$/;

function Entry({ entry, onSubject }: { entry: AuditEntry; onSubject?: () => void }) {
  const words = auditWords(entry);
  return (
    <View className="audit-row">
      <View className="audit-line">
        <View className="audit-act">{words.act}</View>
        {words.refused && <StatusChip tone="warn">被拒绝</StatusChip>}
        {onSubject && (
          <Button kind="quiet" size="small" label={`只看这一件，${words.subject}`} onTap={onSubject}>
            只看这件
          </Button>
        )}
      </View>
      <View className="audit-result">{[words.subject, words.result].filter(Boolean).join('：')}</View>
      {entry.reason && <View className="audit-result">{`原因：${entry.reason}`}</View>}
      <View className="audit-more">
        {[`第${entry.seq}条`, formatTime(entry.at), words.who, entry.address && `来自 ${entry.address}`].filter(Boolean).join(' · ')}
      </View>
      {(entry.ruleIds.length > 0 || entry.packVersion) && (
        <View className="audit-more">
          {[entry.ruleIds.join('、'), entry.packVersion && `规则包 ${entry.packVersion}`].filter(Boolean).join(' · ')}
        </View>
      )}
    </View>
  );
}

/** 操作留痕: append-only and sealed, newest first; of one case when its number is given. */
export default function AuditPage() {
  const { subject: first, actor, name } = usePageParams(routes.authority.audit);
  const [subject, setSubject] = useState(first ?? '');
  const [typed, setTyped] = useState(first ?? '');
  const trail = usePages(api.audit, { query: { subjectId: subject || undefined, actorId: actor } });
  useReachBottom(() => void trail.loadMore());
  const { chainIntact } = (trail.data ?? {}) as { chainIntact?: boolean };
  const show = (id: string) => {
    setTyped(id);
    setSubject(id);
  };
  const wrong = typed !== '' && !SUBJECT.test(typed.trim());
  return (
    <Page access={[...OFFICERS, 'AUTHORITY_ADMIN', 'SYSTEM_ADMIN']} wide>
      {actor && <Notice tone="note">{`只看${name ?? '这个人'}办的事。从“操作留痕”进入可以看全部。`}</Notice>}
      <Card
        title="留痕是否完整"
        extra={
          chainIntact !== undefined && <StatusChip tone={chainIntact ? 'ok' : 'bad'}>{chainIntact ? '链条完整' : '链条断裂'}</StatusChip>
        }
      >
        {chainIntact === false ? (
          <Notice tone="bad" title="留痕被改动过">
            请马上通知系统管理员，保留现场，不要继续办理。
          </Notice>
        ) : (
          <View className="audit-note">
            留痕分批封存，封条一个连着一个，库外另存一份：改动、删除或截掉任何一条都会被发现。最近的随时核对，全部的在后台逐段核对。
          </View>
        )}
      </Card>
      <Card>
        <TextField
          label="只看一件事"
          value={typed}
          max={24}
          placeholder="对象编号"
          error={wrong ? '对象编号是24位的数字和字母，可以从下面的留痕里点选' : undefined}
          onChange={setTyped}
          onDone={() => !wrong && setSubject(typed.trim())}
        />
        <View className="audit-acts">
          <Button kind="plain" disabled={wrong || typed.trim() === subject} onTap={() => setSubject(typed.trim())}>
            查询
          </Button>
          {subject !== '' && (
            <Button kind="quiet" onTap={() => show('')}>
              看全部
            </Button>
          )}
        </View>
      </Card>
      <ExportCard />
      <Screen
        state={trail}
        isEmpty={() => trail.items.length === 0}
        empty={{ title: '没有留痕', hint: subject ? '没有找到这个对象的留痕，请核对编号。' : undefined }}
      >
        {() => (
          <>
            <Card title={subject ? '这一件事的经过' : '最近的操作'}>
              {trail.items.map((entry) => (
                <Entry key={entry.seq} entry={entry} onSubject={subject ? undefined : () => show(entry.subjectId)} />
              ))}
            </Card>
            <MoreRow pages={trail} />
          </>
        )}
      </Screen>
    </Page>
  );
}
