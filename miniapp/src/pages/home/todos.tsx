import Taro from '@tarojs/taro';
import { View } from '@tarojs/components';
import type { Me } from '@jzt/shared/contract/account';
import { Button, Card, ListRow, SectionTitle } from '@/components';
import { openAddress } from '@/navigation';

const go = (page: string) => async () => {
  if (!(await openAddress(page))) await Taro.showToast({ title: '这个版本还不能办理，请更新小程序', icon: 'none' });
};

/** What waits for the person: the most urgent one large, the others below it. */
export function Todos({ todos, worker }: { todos: Me['todos']; worker: boolean }) {
  const [first, ...others] = todos;
  if (!first) return worker ? null : <Card title="现在没有待办">新的业务到了，会出现在这里。</Card>;
  return (
    <>
      <Card alert title={first.title}>
        <View className="todo-text">{first.detail}</View>
        <Button block onTap={() => void go(first.page)()}>
          去办理
        </Button>
      </Card>
      {others.length > 0 && (
        <>
          <SectionTitle>还有这些要办</SectionTitle>
          <Card>
            {others.map((todo) => (
              <ListRow key={todo.key} title={todo.title} hint={todo.detail} onTap={() => void go(todo.page)()} />
            ))}
          </Card>
        </>
      )}
    </>
  );
}
