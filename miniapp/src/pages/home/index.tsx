import { View } from '@tarojs/components';
import { accountRoutes } from '@jzt/shared/contract/account';
import { Button, Card, ListRow, Page, Screen, SectionTitle } from '@/components';
import { entriesFor, type Entry } from '@/entries';
import { useQuery, useSession } from '@/hooks';
import { open, openSignIn } from '@/navigation';
import { useServed, useTold } from '@/province';
import { Hotlines } from '@/province/hotlines';
import { ProvinceSwitch } from '@/province/province-switch';
import { deskOf } from './desks';
import { Greeting } from './greeting';
import { Help } from './help';
import { Road } from './road';
import { Todos } from './todos';
import './index.scss';

/** 首页: what to do next, and the ways in. A guest sees the road, the public services and the questions everybody asks (CQ-27, CQ-32). */
export default function Home() {
  const who = useSession();
  const me = useQuery(accountRoutes.me, {});
  const worker = !who || who.role === 'WORKER';
  const Desk = deskOf(who?.role);
  const served = useServed();
  const known = worker ? served?.offers.map((offer) => offer.service) : me.data?.services;
  const entries = entriesFor('home', who?.role).filter(({ needs }) => !needs || known?.includes(needs));
  const notHere = ({ service }: Entry) => worker && served?.instead.some((one) => one.service === service);
  useTold(who && worker ? me.data : undefined);

  return (
    <Page bare className="home">
      <View className="home-hero">
        <View className="home-top">
          {who ? <Greeting session={who} me={me.data} /> : <View className="home-brand">建证通</View>}
          {worker && <ProvinceSwitch />}
        </View>
        {!who && <View className="home-promise">从身份证到电子证书，一部手机办完</View>}
        {worker && <Road road={who && me.data?.road} />}
        {!who && (
          <Button block className="home-enter" onTap={() => void openSignIn()}>
            登录，开始办理
          </Button>
        )}
      </View>

      {who && (
        <Screen state={me} skeleton="detail">
          {(data) => <Todos todos={Desk ? data.todos.slice(0, 1) : data.todos} worker={worker} />}
        </Screen>
      )}
      {Desk && me.data && <Desk services={me.data.services ?? []} />}

      {entries.length > 0 && (
        <Card>
          {entries.map((entry) => (
            <ListRow
              key={entry.route.path}
              icon={entry.icon}
              title={entry.title}
              hint={notHere(entry) ? `${served?.name}没有，点开看去哪里办` : entry.hint}
              onTap={() => void open(entry.route)}
            />
          ))}
        </Card>
      )}

      {worker && (
        <>
          <SectionTitle>常见问题</SectionTitle>
          <Help />
          <Hotlines />
        </>
      )}
    </Page>
  );
}
